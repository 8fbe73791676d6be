import type { Conversation, LibreChatState, User } from './state';

const SORT_FIELDS = ['updatedAt', 'createdAt', 'title'] as const;
type SortField = (typeof SORT_FIELDS)[number];

interface Cursor {
  primary: string;
  secondary: string;
}

export type ListAnswer = { page: Conversation[]; nextCursor: string | null } | { status: 400 | 500; error: string };

/**
 * One page of a person's conversations, with LibreChat 0.8.7's traps (all measured): the cursor holds times only, so
 * conversations that share the last one's time are never listed; a bad cursor starts again at the first page; there
 * is no greatest limit; an unknown sort field and any search (no search engine) are errors.
 */
export function listConversations(state: LibreChatState, user: User, query: URLSearchParams): ListAnswer {
  const failed = { status: 500, error: 'Error fetching conversations' } as const;
  const projectId = query.get('projectId');
  if (projectId !== null && projectId !== 'unassigned' && !/^[0-9a-f]{24}$/i.test(projectId)) {
    return { status: 400, error: 'projectId must be a valid project id or unassigned' };
  }
  const sortBy = SORT_FIELDS.find((field) => field === (query.get('sortBy') ?? 'updatedAt'));
  if (!sortBy || query.get('search')) return failed;
  const direction = query.get('sortDirection') === 'asc' ? 1 : -1;
  const cursor = readCursor(query.get('cursor'));
  const archived = query.get('isArchived') === 'true';
  const tags = query.getAll('tags');

  const wanted = [...state.conversations.values()].filter(
    (convo) =>
      convo.user === user._id &&
      convo.isArchived === archived &&
      convo.expiredAt === null &&
      (tags.length === 0 || tags.some((tag) => convo.tags.includes(tag))) &&
      (projectId === null || (convo.chatProjectId ?? 'unassigned') === projectId) &&
      (cursor === undefined || isBeyond(convo, cursor, sortBy, direction)),
  );
  wanted.sort((a, b) => direction * (compare(a[sortBy], b[sortBy]) || compare(a.updatedAt, b.updatedAt)));
  return cut(wanted, limitOf(query.get('limit')), sortBy);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isBeyond(convo: Conversation, cursor: Cursor, sortBy: SortField, direction: 1 | -1): boolean {
  const primary = direction * compare(convo[sortBy], cursor.primary);
  if (primary !== 0 || sortBy === 'updatedAt') return primary > 0;
  return direction * compare(convo.updatedAt, cursor.secondary) > 0;
}

/** 25 when missing, zero or no number. */
const limitOf = (text: string | null): number => Number.parseInt(text ?? '', 10) || 25;

/** A negative limit takes everything but the last one (measured with -1). */
function cut(wanted: Conversation[], limit: number, sortBy: SortField): Exclude<ListAnswer, { status: number }> {
  if (wanted.length <= limit) return { page: wanted, nextCursor: null };
  const page = limit < 0 ? wanted.slice(0, -1) : wanted.slice(0, limit);
  const last = page.at(-1);
  if (!last) return { page, nextCursor: null };
  const cursor: Cursor = { primary: last[sortBy], secondary: last.updatedAt };
  return { page, nextCursor: Buffer.from(JSON.stringify(cursor)).toString('base64') };
}

function readCursor(text: string | null): Cursor | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString());
    if (typeof value !== 'object' || value === null) return undefined;
    const { primary, secondary } = value as Partial<Cursor>;
    return typeof primary === 'string' && typeof secondary === 'string' ? { primary, secondary } : undefined;
  } catch {
    return undefined;
  }
}
