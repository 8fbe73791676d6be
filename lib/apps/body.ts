/** The largest body that Tandem reads, in bytes: a list of 40,000 conversations is about half of it. */
export const bodyLimit = 20 * 1024 * 1024;

/** A body is larger than the limit; only for this folder. */
export class TooLargeError extends Error {}

/** Reads a body as UTF-8 text, and stops when it grows beyond the limit. */
export async function readText(response: Response, limit: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      throw new TooLargeError(`more than ${limit} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
