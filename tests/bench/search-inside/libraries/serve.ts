import { changesOf, messagesPerChat } from '../corpus';

/** A library under the bench, in a worker. */
export interface Library {
  /** Opens what is stored, or begins anew. */
  open(): Promise<void>;
  /** Takes over chats. The numbers are those of `changesOf`. */
  add(changes: ReturnType<typeof changesOf>): Promise<void>;
  /** Makes sure that all of it is stored. */
  store(): Promise<void>;
  /** @returns the number of messages found, at most 50 */
  search(text: string): Promise<number>;
}

export type Asked =
  /** Only makes the sample. */
  | { readonly do: 'generate'; readonly chats: number }
  | { readonly do: 'fill'; readonly chats: number; readonly forMs: number }
  | { readonly do: 'search'; readonly text: string };

/** Chats in one step, as in Tandem's own worker. */
const batch = 20;

/** Answers the page of the bench. A worker opens what is stored with the first question. */
export function serve(library: Library): void {
  let opened: Promise<void> | null = null;
  const generate = (chats: number) => {
    for (let at = 0; at < chats; at += batch) changesOf(at, at + batch);
    return chats * messagesPerChat;
  };
  const fill = async (chats: number, forMs: number) => {
    const end = performance.now() + forMs;
    let at = 0;
    for (; at < chats && performance.now() < end; at += batch) await library.add(changesOf(at, at + batch));
    await library.store();
    return at * messagesPerChat;
  };
  const answer = (asked: Asked) => {
    if (asked.do === 'generate') return generate(asked.chats);
    return asked.do === 'fill' ? fill(asked.chats, asked.forMs) : library.search(asked.text);
  };
  addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
    try {
      if (data.do !== 'generate') opened ??= library.open();
      await opened;
      postMessage({ value: await answer(data) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  });
}
