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
  | { readonly do: 'fill'; readonly chats: number; readonly forMs: number }
  | { readonly do: 'search'; readonly text: string };

/** Chats in one step, as in Tandem's own worker. */
const batch = 20;

/** Answers the page of the bench. A worker opens what is stored with the first question. */
export function serve(library: Library): void {
  let opened: Promise<void> | null = null;
  const fill = async (chats: number, forMs: number) => {
    let ms = 0;
    let at = 0;
    const timed = async (work: () => Promise<void>) => {
      const begun = performance.now();
      await work();
      ms += performance.now() - begun;
    };
    for (; at < chats && ms < forMs; at += batch) {
      const changes = changesOf(at, at + batch);
      await timed(() => library.add(changes));
    }
    await timed(() => library.store());
    return { messages: at * messagesPerChat, ms };
  };
  addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
    try {
      opened ??= library.open();
      await opened;
      postMessage({ value: data.do === 'fill' ? await fill(data.chats, data.forMs) : await library.search(data.text) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  });
}
