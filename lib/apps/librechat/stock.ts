import * as z from 'zod/mini';
import { NotJsonError, RefreshRefusedError, SignedOutError, TooOldError, UnexpectedAnswerError } from '@/lib/errors';
import type { AppAdapter, ConversationQuery, LearnedToken } from '../adapter';
import { type AppHttp, freshValue, listAnswer, mapAnswer, type RequestOptions } from '../http';
import { triggerOf } from '../trigger-routes';
import { classify, refreshPath } from './classify';
import { toFacts, toLlmPlaces, toPage, toUser } from './mapping';
import { libreChatOwner } from './owner';
import { transcripts } from './read-chat';
import { readToken } from './token';
import { stockRoutes } from './triggers';
import { configWire, conversationsWire, factorWantedWire, presetsWire, refreshWire, userWire } from './wire';

export const facts: AppAdapter['facts'] = async (http, options) =>
  mapAnswer(await http.get('api/config', configWire, options), toFacts);

/** LibreChat as its makers ship it: 0.8.7 (measured: librechat/21-config-auth), from 0.8.2 on by its source. */
export const libreChatStock: AppAdapter = {
  app: 'librechat',
  contract: 'stock',
  classify,
  facts,
  user: async (http, address, _facts, { signal }) =>
    toUser(freshValue(await http.get('api/user', userWire, { signal })), address),
  llm: async (http, options) => listAnswer(await http.get('api/presets', presetsWire, options), toLlmPlaces),
  owner: libreChatOwner,
  threads: null,
  conversations: async (http, query, options) =>
    mapAnswer(await http.get(listPath(query), conversationsWire, options), (wire) => toPage(wire, query.archived)),
  transcripts,
  readToken,
  refresh,
  trigger: (address, request) => triggerOf(stockRoutes, address, request),
};

function listPath({ archived, show, limit, after }: ConversationQuery): string {
  const params = new URLSearchParams({ limit: String(limit) });
  if (archived) params.set('isArchived', 'true');
  if (show === 'pinned') params.set('pinned', 'true');
  if (show === 'last-archived') params.set('sortBy', 'archivedAt');
  if (after !== null) params.set('cursor', after);
  return `api/convos?${params}`;
}

/**
 * One attempt to get a new token with the session cookie, which the server then replaces. Refusals are thrown as
 * `RefreshRefusedError`; only its `rotated` may pass on a second try.
 */
async function refresh(http: AppHttp, { signal }: RequestOptions): Promise<LearnedToken> {
  try {
    const answer = await http.post(refreshPath, undefined, z.union([refreshWire, factorWantedWire]), { signal });
    const granted = refreshWire.safeParse(answer);
    if (!granted.success) throw new SignedOutError('librechat', 'second-factor');
    const { token, user } = granted.data;
    const learned = readToken(token);
    if (!learned) throw new UnexpectedAnswerError('librechat', refreshPath, 200, 'schema', 'token');
    const id = user?.id ?? user?._id;
    return { ...learned, identity: learned.identity ?? (id === undefined ? null : String(id)) };
  } catch (error) {
    const isSentAway = error instanceof RefreshRefusedError && error.reason === 'other-account';
    // A gateway redirects every request, LibreChat only requests with an unknown cookie.
    if (isSentAway) await http.get('api/config', configWire, { signal });
    throw error;
  }
}

/** The oldest version whose API Tandem knows. */
const oldestVersion = '0.8.2';

/**
 * Throws `TooOldError` for LibreChat before 0.8.2. No answer names the version, but 0.8.2 brought the favourites. Older
 * servers answer unknown addresses with their page and 200.
 */
export async function checkVersion(http: AppHttp, options: RequestOptions): Promise<void> {
  try {
    await http.get('api/user/settings/favorites', z.unknown(), options);
  } catch (error) {
    if (error instanceof NotJsonError) throw new TooOldError('librechat', oldestVersion);
    options.signal.throwIfAborted();
  }
}
