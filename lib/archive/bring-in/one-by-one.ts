import type { Problem } from '@/lib/model';

type Stopped =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'stopped'; readonly problem: Problem | null };

/** How far a run is. */
export interface RunProgress {
  readonly done: number;
  readonly all: number;
  /** The app wants a pause until then, in ms since the epoch; null: it does not. */
  readonly waitsUntil: number | null;
}

export interface RunOptions {
  readonly onProgress: (progress: RunProgress) => void;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Rejects when it is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a run ended. What has no reply is still to do. */
export interface RunEnd<T, R> {
  readonly replies: readonly { readonly item: T; readonly reply: R }[];
  /** Why it did not go on: the app could not be asked; null: it came to its end, or was cancelled. */
  readonly stopped: { readonly problem: Problem | null } | null;
}

/** Sends one item after the other, and waits as long as the app wants. */
export async function oneByOne<T, R extends { readonly kind: string }>(
  items: readonly T[],
  send: (item: T) => Promise<R | Stopped>,
  { onProgress, signal, now, sleep }: RunOptions,
): Promise<RunEnd<T, R>> {
  const replies: { item: T; reply: R }[] = [];
  const tell = (waitsUntil: number | null) => onProgress({ done: replies.length, all: items.length, waitsUntil });
  tell(null);
  for (const item of items) {
    for (;;) {
      if (signal.aborted) return { replies, stopped: null };
      const reply = await send(item);
      if (isStop(reply, 'stopped')) return { replies, stopped: reply };
      if (!isStop(reply, 'wait')) {
        replies.push({ item, reply });
        break;
      }
      tell(now() + reply.ms);
      await sleep(reply.ms, signal).catch(() => undefined);
    }
    tell(null);
  }
  return { replies, stopped: null };
}

const isStop = <K extends Stopped['kind']>(
  reply: { readonly kind: string },
  kind: K,
): reply is Extract<Stopped, { kind: K }> => reply.kind === kind;
