import type { Ctx } from './context';

export interface Part {
  name: string;
  filename?: string;
  contentType?: string;
  value: string;
}

/** The parts of a multipart body, in their order; undefined if the body is of another kind. Text only. */
export function partsOf(ctx: Ctx): Part[] | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(ctx.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return undefined;
  return `\r\n${ctx.rawBody}`
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const head = part.slice(0, end);
      const attribute = (pattern: RegExp) => pattern.exec(head)?.[1];
      const filename = attribute(/;\s*filename="([^"]*)"/i);
      const contentType = attribute(/^content-type:\s*(\S+)/im);
      return {
        name: attribute(/[;\s]name="([^"]*)"/i) ?? '',
        ...(filename !== undefined && { filename }),
        ...(contentType !== undefined && { contentType }),
        value: part.slice(end + 4),
      };
    });
}
