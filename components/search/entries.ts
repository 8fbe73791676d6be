import {
  type AppId,
  appIds,
  appOf,
  type Conversation,
  type Item,
  type SharedState,
  type Thread,
  type Workspace,
} from '@/lib/model';

/** One line of the list: an item that can be opened in an app. */
export interface Entry {
  /** Unique in the list, stable over time. */
  readonly key: string;
  readonly item: Item;
  readonly app: AppId;
  /** Empty if the item has none; views then use a placeholder. */
  readonly title: string;
  /** The thread's workspace. */
  readonly workspace: string | null;
  readonly model: string | null;
  /** ISO 8601: last changed, or created if the app has no more. */
  readonly at: string | null;
  readonly archived: boolean;
  readonly pinned: boolean;
}

/** The lists of the shared state that can be searched. */
export type Lists = Pick<SharedState, 'workspaces' | 'threads' | 'conversations'>;

function fromWorkspace(workspace: Workspace): Entry {
  return entry({ kind: 'workspace', slug: workspace.slug }, workspace.name, workspace.createdAt, {
    model: workspace.model,
  });
}

function fromThread(thread: Thread, workspace: Workspace): Entry {
  const item: Item = { kind: 'thread', workspaceSlug: workspace.slug, slug: thread.slug };
  return entry(item, thread.name, thread.createdAt, { workspace: workspace.name });
}

function fromConversation(conversation: Conversation): Entry {
  const { id, title, model, archived, pinned, updatedAt, createdAt } = conversation;
  return entry({ kind: 'conversation', id }, title, updatedAt ?? createdAt, { model, archived, pinned });
}

function entry(
  item: Item,
  title: string,
  at: string | null,
  {
    workspace = null,
    model = null,
    archived = false,
    pinned = false,
  }: Partial<Pick<Entry, 'workspace' | 'model' | 'archived' | 'pinned'>>,
): Entry {
  const key = [item.kind, ...Object.values(item).slice(1)].join('/');
  const names = { title: shown(title), workspace: workspace && shown(workspace), model: model && shown(model) };
  return { key, item, app: appOf(item), at, archived, pinned, ...names };
}

/** Longer than the widest line. Only visible text is searched: a hit must be seen. */
const longestLine = 300;

/** A name cut to the length of a line: an import or a model may write thousands of characters. */
function shown(name: string): string {
  if (name.length <= longestLine) return name;
  // Not within a surrogate pair.
  return `${name.slice(0, longestLine).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Newest first; items without a date come last, in their old order. */
function byRecency(a: Entry, b: Entry): number {
  const [left, right] = [a.at ?? '', b.at ?? ''];
  if (left === right) return 0;
  return left < right ? 1 : -1;
}

/** The numbers of items in the list without a search. */
export interface Counts {
  readonly workspaces: number;
  /** Without archived ones. */
  readonly conversations: number;
  readonly archived: number;
}

export function countLists({ workspaces, conversations }: Pick<Lists, 'workspaces' | 'conversations'>): Counts {
  const archived = conversations.filter((conversation) => conversation.archived).length;
  return { workspaces: workspaces.length, conversations: conversations.length - archived, archived };
}

/** The content of the list without a search. */
export interface Resting {
  /** With archived conversations; else only the search finds them. */
  readonly archived?: boolean;
  readonly pinnedFirst?: boolean;
  /** Of this many first lines, each app gets at least half. */
  readonly shared?: number;
}

/** Workspaces and conversations, newest first. */
export function recentEntries(
  { workspaces, conversations }: Lists,
  { archived = false, pinnedFirst = false, shared = 0 }: Resting = {},
): readonly Entry[] {
  const listed = archived ? conversations : conversations.filter((conversation) => !conversation.archived);
  const all = [...workspaces.map(fromWorkspace), ...listed.map(fromConversation)].sort(byRecency);
  if (!pinnedFirst) return shareFirst(all, shared);
  const pinned = all.filter((each) => each.pinned);
  const rest = all.filter((each) => !each.pinned);
  return [...pinned, ...shareFirst(rest, Math.max(0, shared - pinned.length))];
}

/**
 * Keeps one app from taking all of the first lines. Recency alone would allow it: AnythingLLM only has the time when a
 * workspace was made. Workspaces made today come before every chat, and old ones after all chats.
 */
function shareFirst(entries: readonly Entry[], lines: number): readonly Entry[] {
  const share = Math.floor(lines / 2);
  const first = entries.slice(0, lines);
  const short = appIds.find((app) => first.filter((each) => each.app === app).length < share);
  if (short === undefined) return entries;
  const own = entries.filter((each) => each.app === short).slice(0, share);
  const others = entries.filter((each) => each.app !== short).slice(0, lines - own.length);
  const head = new Set([...own, ...others]);
  return [...entries.filter((each) => head.has(each)), ...entries.filter((each) => !head.has(each))];
}

/** All items, newest first: workspaces, known threads and conversations, archived ones included. */
export function allEntries({ workspaces, threads, conversations }: Lists): readonly Entry[] {
  const inside = workspaces.flatMap((workspace) =>
    (threads[workspace.slug] ?? []).map((thread) => fromThread(thread, workspace)),
  );
  return [...workspaces.map(fromWorkspace), ...inside, ...conversations.map(fromConversation)].sort(byRecency);
}

/** A line of the visible list; threads of an expanded workspace come below it. */
export interface Line {
  readonly entry: Entry;
  readonly nested: boolean;
}

/** The lines for entries, with the threads of expanded workspaces below them and nowhere else. */
export function withThreads(entries: readonly Entry[], lists: Lists, expanded: ReadonlySet<string>): readonly Line[] {
  if (expanded.size === 0) return entries.map((entry) => ({ entry, nested: false }));
  const shown = new Set(
    entries.flatMap(({ item }) => (item.kind === 'workspace' && expanded.has(item.slug) ? [item.slug] : [])),
  );
  return entries.flatMap((entry) => {
    const { item } = entry;
    if (item.kind === 'thread' && shown.has(item.workspaceSlug)) return [];
    const line = { entry, nested: false };
    if (item.kind !== 'workspace' || !shown.has(item.slug)) return [line];
    return [line, ...threadEntries(lists, item.slug).map((thread) => ({ entry: thread, nested: true }))];
  });
}

/** The threads of one workspace, in the app's own order. */
function threadEntries(lists: Lists, slug: string): readonly Entry[] {
  const workspace = lists.workspaces.find((candidate) => candidate.slug === slug);
  if (!workspace) return [];
  return (lists.threads[slug] ?? []).map((thread) => fromThread(thread, workspace));
}
