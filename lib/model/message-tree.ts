import type { Message } from './transcript';

/**
 * The same messages, each after its parent, branch by branch, siblings by time. Untrusted trees become sound ones: a
 * second message with the same id gets an id of its own, and a parent that is missing, or part of a circle, becomes null.
 */
export function inTreeOrder(messages: readonly Message[]): Message[] {
  const byTime = sortedByTime(withUniqueIds(messages));
  const ids = new Set(byTime.map(({ id }) => id));
  const children = new Map<string | null, Message[]>();
  // Latest first, since they leave the stack below in reverse order.
  for (const message of byTime.toReversed()) {
    const parent = message.parent !== null && ids.has(message.parent) ? message.parent : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(message);
    else children.set(parent, [message]);
  }

  const ordered: Message[] = [];
  const placed = new Set<string>();
  const placeBranch = (root: Message) => {
    // A stack instead of calls: a chat may be thousands of messages deep.
    const stack: Message[] = [{ ...root, parent: null }];
    for (let message = stack.pop(); message; message = stack.pop()) {
      if (placed.has(message.id)) continue;
      placed.add(message.id);
      ordered.push(message);
      for (const child of children.get(message.id) ?? []) stack.push(child);
    }
  };
  for (const root of children.get(null)?.toReversed() ?? []) placeBranch(root);
  // No root leads to a circle: its earliest message becomes a root.
  for (const message of byTime) if (!placed.has(message.id)) placeBranch(message);
  return ordered;
}

/** A message without a time stays behind the message before it. */
function sortedByTime(messages: readonly Message[]): Message[] {
  let last = '';
  const timed = messages.map((message) => {
    last = message.at ?? last;
    return { message, at: last };
  });
  return timed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ message }) => message);
}

function withUniqueIds(messages: readonly Message[]): Message[] {
  const used = new Set<string>();
  const repeats = new Map<string, number>();
  return messages.map((message) => {
    let id = message.id;
    while (used.has(id)) {
      const count = (repeats.get(message.id) ?? 1) + 1;
      repeats.set(message.id, count);
      id = `${message.id}#${count}`;
    }
    used.add(id);
    return id === message.id ? message : { ...message, id };
  });
}
