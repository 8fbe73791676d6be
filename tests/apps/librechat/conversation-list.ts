import { type App, isAtLeast088 } from './app';
import type { Conversation, User } from './state';

const SORT_FIELDS = ['updatedAt', 'createdAt', 'title'] as const;
type SortField = (typeof SORT_FIELDS)[number] | 'archivedAt';

interface Cursor {
  /** Null: the page ended among items without a value, which come last. */
  primary: string | null;
  secondary: string;
  /** `_id`, since 0.8.8. */
  id?: string;
}

type ListAnswer = { page: Conversation[]; nextCursor: string | null } | { status: 400 | 500; error: string };

/**
 * One page of a user's conversations, with LibreChat 0.8.7's traps (measured: librechat/31-convos-variants,
 * librechat/38-cursor-ties-lost). The cursor holds times only, so conversations with the last item's time are never
 * listed. A bad cursor starts again at the first page. The limit has no maximum. `pinned` is unknown and ignored. An
 * unknown sort field and every search (no search engine) are errors. 0.8.8 tells ties apart by `_id`, sorts by
 * `archivedAt`, lists the pinned alone (measured: facts/librechat-next-lists), and cuts pages at 100 (its source).
 */
export function listConversations(app: App, user: User, query: URLSearchParams): ListAnswer {
  const { state } = app;
  const is088 = isAtLeast088(app);
  const failed = { status: 500, error: 'Error fetching conversations' } as const;
  const projectId = query.get('projectId');
  if (projectId !== null && projectId !== 'unassigned' && !/^[0-9a-f]{24}$/i.test(projectId)) {
    return { status: 400, error: 'projectId must be a valid project id or unassigned' };
  }
  const fields: readonly SortField[] = is088 ? [...SORT_FIELDS, 'archivedAt'] : SORT_FIELDS;
  const sortBy = fields.find((field) => field === (query.get('sortBy') ?? 'updatedAt'));
  if (!sortBy || query.get('search')) return failed;
  const direction = query.get('sortDirection') === 'asc' ? 1 : -1;
  const cursor = readCursor(query.get('cursor'));
  const archived = query.get('isArchived') === 'true';
  const tags = query.getAll('tags');
  const pinnedOnly = is088 && query.get('pinned') === 'true';
  const order = orderBy(sortBy, direction, is088);

  const wanted = [...state.conversations.values()].filter(
    (convo) =>
      convo.user === user._id &&
      convo.isArchived === archived &&
      convo.expiredAt === null &&
      (!pinnedOnly || convo.pinned === true) &&
      (tags.length === 0 || tags.some((tag) => convo.tags.includes(tag))) &&
      (projectId === null || (convo.chatProjectId ?? 'unassigned') === projectId) &&
      (cursor === undefined || order(cursorOf(convo, sortBy, is088 && cursor.id !== undefined), cursor) > 0),
  );
  wanted.sort((a, b) => order(cursorOf(a, sortBy, is088), cursorOf(b, sortBy, is088)));
  const limit = limitOf(query.get('limit'));
  return cut(wanted, is088 ? Math.min(limit, 100) : limit, sortBy, is088);
}

/** A missing value comes before all others, as in MongoDB. Years beyond 9999 have a sign. */
const compare = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [left, right] = isTime(a) && isTime(b) ? [Date.parse(a), Date.parse(b)] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
};
const isTime = (text: string) => /^[+-]?\d{4,6}-\d\d-\d\dT.*Z$/.test(text);

const orderBy = (sortBy: SortField, direction: 1 | -1, tellsTies: boolean) => (a: Cursor, b: Cursor) =>
  direction *
  (compare(a.primary, b.primary) ||
    (sortBy === 'updatedAt' ? 0 : compare(a.secondary, b.secondary)) ||
    (tellsTies && a.id !== undefined && b.id !== undefined ? compare(a.id, b.id) : 0));

function cursorOf(convo: Conversation, sortBy: SortField, withId: boolean): Cursor {
  const secondary = sortBy === 'archivedAt' ? convo.createdAt : convo.updatedAt;
  return { primary: convo[sortBy] ?? null, secondary, ...(withId && { id: convo._id }) };
}

/** 25 when missing, zero or no number. */
const limitOf = (text: string | null): number => Number.parseInt(text ?? '', 10) || 25;

/** A negative limit takes everything but the last one (measured: librechat/31-convos-variants). */
function cut(
  wanted: Conversation[],
  limit: number,
  sortBy: SortField,
  withId: boolean,
): Exclude<ListAnswer, { status: number }> {
  if (wanted.length <= limit) return { page: wanted, nextCursor: null };
  const page = limit < 0 ? wanted.slice(0, -1) : wanted.slice(0, limit);
  const last = page.at(-1);
  if (!last) return { page, nextCursor: null };
  const cursor = Buffer.from(JSON.stringify(cursorOf(last, sortBy, withId)));
  return { page, nextCursor: cursor.toString('base64') };
}

function readCursor(text: string | null): Cursor | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    if (typeof value !== 'object' || value === null) return undefined;
    const { primary, secondary, id } = value as Partial<Cursor>;
    if (primary === undefined || typeof secondary !== 'string') return undefined;
    return { primary, secondary, ...(id !== undefined && { id }) };
  } catch {
    return undefined;
  }
}
