import type { Message } from '@/lib/model';

/** A message of the shown branch, with the other versions at its place. */
export interface Shown {
  readonly message: Message;
  /** All answers to the same message, this one among them, by time. */
  readonly versions: readonly Message[];
}

/**
 * One way through the tree of a chat, from its start to its end: at each place the version that leads to a chosen
 * message, else the last one. Of two chosen messages the later choice counts.
 */
export function shownBranch(messages: readonly Message[], chosen: readonly string[]): readonly Shown[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  /** A message whose parent is missing starts a branch. */
  const parentOf = ({ parent }: Message) => (parent !== null && byId.has(parent) ? parent : null);
  const children = new Map<string | null, Message[]>();
  for (const message of messages) {
    const parent = parentOf(message);
    children.set(parent, [...(children.get(parent) ?? []), message]);
  }
  const wanted = new Map<string | null, string>();
  for (const start of chosen) {
    const seen = new Set<Message>();
    for (let at = byId.get(start); at && !seen.has(at); at = byId.get(parentOf(at) ?? '')) {
      seen.add(at);
      wanted.set(parentOf(at), at.id);
    }
  }
  const shown: Shown[] = [];
  for (let parent: string | null = null; shown.length < messages.length; ) {
    const versions: readonly Message[] = children.get(parent) ?? [];
    const message = versions.find(({ id }) => id === wanted.get(parent)) ?? versions.at(-1);
    if (!message) break;
    shown.push({ message, versions });
    parent = message.id;
  }
  return shown;
}
