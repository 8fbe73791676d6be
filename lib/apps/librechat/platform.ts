import * as z from 'zod/mini';
import { baseUrl, type Conversation } from '@/lib/model';
import type { AppAdapter, ConversationPage, ConversationQuery } from '../adapter';
import { mapAnswer } from '../http';
import { classifyPlatform, inSession, platformFacts, readMe } from '../platform-session';
import { platformSettingsWire, toAccountLlm, toAccountUi, toPlatformUser } from '../platform-wire';
import { rowsOf } from '../rows';
import { changes, type Route, removes, signsOut, triggerOf } from '../trigger-routes';
import { isoTime, rowFlag, rowText, text, wireKey } from '../values';
import { stockRoutes } from './triggers';

const app = 'librechat';
const settingsPath = 'api/user/settings';

/** Platforms use three names for the id; a value that is not an id counts as missing. */
const rowId = z.catch(z.optional(z.union([wireKey, z.int()])), undefined);

const itemWire = z
  .looseObject({
    conversationId: rowId,
    id: rowId,
    _id: rowId,
    title: rowText,
    endpoint: rowText,
    provider: rowText,
    model: rowText,
    createdAt: rowText,
    updatedAt: rowText,
    isArchived: rowFlag,
    pinned: rowFlag,
  })
  .check(z.refine((item) => (item.conversationId ?? item.id ?? item._id) !== undefined, { path: ['conversationId'] }));
type ItemWire = z.infer<typeof itemWire>;

const listWire = z.union([
  z.pipe(
    rowsOf(itemWire),
    z.transform((conversations) => ({ conversations, nextCursor: null })),
  ),
  z.looseObject({ conversations: rowsOf(itemWire), nextCursor: z.nullish(z.union([z.string(), z.number()])) }),
]);
type ListWire = z.infer<typeof listWire>;

const routes: readonly Route[] = [
  changes('POST', /^api\/user\/settings$/, 'llm', 'ui'),
  changes('POST', /^api\/conversations(?:\/.+)?$/, 'conversations'),
  changes('PUT', /^api\/conversations\/.+$/, 'conversations'),
  changes('PATCH', /^api\/conversations\/.+$/, 'conversations'),
  removes('DELETE', /^api\/conversations(?:\/.+)?$/, 'conversations'),
  signsOut('POST', /^(?:api\/)?(?:auth\/)?logout$/),
  signsOut('DELETE', /^api\/session$/),
  ...stockRoutes,
];

function toConversation(item: ItemWire): Conversation {
  return {
    id: String(item.conversationId ?? item.id ?? item._id),
    title: text(item.title) ?? 'New Chat',
    endpoint: text(item.endpoint) ?? text(item.provider),
    model: text(item.model),
    createdAt: isoTime(item.createdAt),
    updatedAt: isoTime(item.updatedAt),
    archived: item.isArchived === true,
    pinned: item.pinned === true,
  };
}

function toPage(list: ListWire): ConversationPage {
  const { conversations, nextCursor } = list;
  const isEmpty = conversations.items.length + conversations.leftOut === 0;
  const cursor = isEmpty || nextCursor == null ? null : String(nextCursor);
  return {
    ...conversations,
    items: conversations.items.map(toConversation),
    next: cursor,
    serverNext: cursor,
    keepsTimes: false,
  };
}

const nothing: ConversationPage = { items: [], leftOut: 0, next: null, serverNext: null, keepsTimes: false };

function listPath({ limit, after }: ConversationQuery): string {
  const params = new URLSearchParams({ limit: String(limit) });
  if (after !== null) params.set('cursor', after);
  return `api/conversations?${params}`;
}

/** LibreChat behind a platform's gateway: the browser's session cookies authenticate. */
export const libreChatPlatform: AppAdapter = {
  app,
  contract: 'platform',
  classify: classifyPlatform(app),
  facts: (http, options) => platformFacts(http, app, options),
  user: async (http, address, _facts, options) => toPlatformUser(await readMe(http, app, options), baseUrl(address)),
  llm: async (http, options) =>
    inSession(app, async () =>
      mapAnswer(await http.get(settingsPath, platformSettingsWire, options), (settings) => [toAccountLlm(settings)]),
    ),
  owner: null,
  ui: async (http, options) =>
    inSession(app, async () => mapAnswer(await http.get(settingsPath, platformSettingsWire, options), toAccountUi)),
  threads: null,
  conversations: async (http, query, options) => {
    // The contract has one list; each item says whether it is archived.
    if (query.archived) return { changed: true, value: nothing, etag: null };
    return inSession(app, async () => mapAnswer(await http.get(listPath(query), listWire, options), toPage));
  },
  readToken: () => null,
  refresh: null,
  trigger: (address, request) => triggerOf(routes, address, request),
};
