import type { Message } from './transcript';

/**
 * The same messages, each after its parent, branch by branch, siblings by time. Untrusted trees become sound ones: a
 * second message with the same id gets an id of its own, and a parent that is missing, or part of a circle, becomes null.
 */
export function inTreeOrder(messages: readonly Message[]): Message[] {
  const byParent = new Map<string | null, Message[]>();
  for (const message of withSoundParents(withUniqueIds(messages))) {
    const siblings = byParent.get(message.parent);
    if (siblings) siblings.push(message);
    else byParent.set(message.parent, [message]);
  }
  const ordered: Message[] = [];
  // A stack instead of calls: a chat may be thousands of messages deep.
  const stack: Message[] = [];
  const stackChildren = (parent: string | null) => {
    for (const child of sortedByTime(byParent.get(parent) ?? []).toReversed()) stack.push(child);
  };
  stackChildren(null);
  for (let message = stack.pop(); message; message = stack.pop()) {
    ordered.push(message);
    stackChildren(message.id);
  }
  return ordered;
}

/** Parents that are missing become null. A circle is opened at the first of its messages that is reached. */
function withSoundParents(messages: readonly Message[]): Message[] {
  const parents = new Map(messages.map(({ id, parent }) => [id, parent]));
  const checked = new Set<string>();
  for (const { id } of sortedByTime(messages)) {
    const path = new Set<string>();
    for (let at: string | null = id; at !== null && !checked.has(at); ) {
      path.add(at);
      const parent: string | null = parents.get(at) ?? null;
      const isSound: boolean = parent !== null && parents.has(parent) && !path.has(parent);
      if (!isSound && parent !== null) parents.set(path.has(parent) ? parent : at, null);
      at = isSound ? parent : null;
    }
    for (const each of path) checked.add(each);
  }
  return messages.map((message) => {
    const parent = parents.get(message.id) ?? null;
    return parent === message.parent ? message : { ...message, parent };
  });
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
