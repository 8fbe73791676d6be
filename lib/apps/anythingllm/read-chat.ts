import * as z from 'zod/mini';
import { RoleRefusedError } from '@/lib/errors';
import { type ChatItem, keptJson, type Transcript } from '@/lib/model';
import type { NewTurns, TranscriptReader, Turns } from '../adapter';
import { type AppHttp, freshValue, mapAnswer, type RequestOptions } from '../http';
import { rowsOf } from '../rows';
import { wireKey } from '../values';
import { clearRefusal } from './clear-refusal';
import { historyWire, toTranscript } from './transcript';

/** The most turns to look through for where they are: the server looks up two things for each (source of 1.16). */
const mostRows = 50;

/** `POST api/system/workspace-chats`: the turns of all people, newest first, hidden ones too. */
const turnsWire = z.looseObject({
  chats: z.array(
    z.looseObject({
      id: z.int(),
      thread_id: z.nullable(z.int()),
      /** Null: the workspace was deleted. */
      workspace: z.nullish(z.looseObject({ slug: z.nullish(z.string()) })),
    }),
  ),
  totalChats: z.int(),
});
type TurnsWire = z.infer<typeof turnsWire>;

const documentWire = z.looseObject({ filename: z.string(), metadata: z.nullish(z.string()) });
/** `GET api/workspace/:slug`. */
export const detailsWire = z.looseObject({
  workspace: z.nullable(z.looseObject({ documents: z.optional(rowsOf(documentWire)) })),
});
/** What a new workspace can be given (`giveSettings`). */
const settingNames = [
  ...(['openAiPrompt', 'openAiTemp', 'openAiHistory', 'similarityThreshold', 'topN'] as const),
  ...(['chatMode', 'queryRefusalResponse', 'chatProvider', 'chatModel'] as const),
];

/** Only here: everywhere else a thread is known by its slug. */
const threadIdsWire = z.looseObject({ threads: rowsOf(z.looseObject({ id: z.int(), slug: wireKey })) });

export const transcripts: TranscriptReader = {
  read: async (http, listed, options) => {
    const { chat } = listed;
    // A workspace's settings may be new although its messages are not.
    const asked = chat.kind === 'workspace' ? { ...options, etag: null } : options;
    const answer = await clearRefusal(http, options.signal, () =>
      http.get(`${pathOf(chat)}/chats`, historyWire, asked),
    );
    const rest = chat.kind === 'workspace' ? await workspaceOf(http, chat, options) : {};
    return mapAnswer(answer, (history) => ({ ...toTranscript(listed, history), rest }));
  },
  newest: async (http, known, { signal }) => {
    try {
      return await clearRefusal(http, signal, () => newTurns(http, known, { signal }));
    } catch (error) {
      if (error instanceof RoleRefusedError) return null;
      throw error;
    }
  },
};

/** A workspace's settings in the server's own names, and the names of its documents. */
async function workspaceOf(http: AppHttp, chat: ChatItem, { signal }: RequestOptions): Promise<Transcript['rest']> {
  const { workspace } = freshValue(await http.get(pathOf(chat), detailsWire, { signal }));
  const settings = settingNames.map((name) => [name, keptJson(workspace?.[name])] as const);
  const documents = workspace?.documents?.items.map(titleOf) ?? [];
  return { ...Object.fromEntries(settings.filter(([, value]) => value !== null)), documents };
}

/** The collector keeps a document's title in a JSON text. */
function titleOf({ metadata, filename }: z.infer<typeof documentWire>): string {
  try {
    const { title } = Object(JSON.parse(metadata ?? ''));
    if (typeof title === 'string') return title;
  } catch {
    // A document without a readable title has its file's name.
  }
  return filename;
}

function pathOf(chat: ChatItem): string {
  const part = encodeURIComponent;
  if (chat.kind === 'workspace') return `api/workspace/${part(chat.slug)}`;
  if (chat.kind === 'thread') return `api/workspace/${part(chat.workspaceSlug)}/thread/${part(chat.slug)}`;
  throw new TypeError(`${chat.kind} is none of AnythingLLM's`);
}

const turns = (http: AppHttp, limit: number, { signal }: RequestOptions): Promise<TurnsWire> =>
  http.post('api/system/workspace-chats', { offset: 0, limit }, turnsWire, { signal, shared: 'stands' });

async function newTurns(http: AppHttp, known: Turns | null, options: RequestOptions): Promise<NewTurns> {
  const first = await turns(http, 1, options);
  const last = first.chats[0]?.id ?? 0;
  const now = { last, total: first.totalChats };
  if (known === null) return { ...now, chats: null };
  const count = last - known.last;
  if (count <= 0) return { ...now, chats: [] };
  if (count > mostRows) return { ...now, chats: null };
  const rows = count === 1 ? first : await turns(http, count, options);
  return {
    ...now,
    chats: await chatsOf(
      http,
      rows.chats.filter(({ id }) => id > known.last),
      options,
    ),
  };
}

/** The chats of these turns, each once; without the threads of other people, whose slugs nobody tells. */
async function chatsOf(http: AppHttp, rows: TurnsWire['chats'], { signal }: RequestOptions): Promise<ChatItem[]> {
  const chats: ChatItem[] = [];
  const threads = new Map<string, Set<number | null>>();
  for (const { workspace, thread_id } of rows) {
    const slug = workspace?.slug;
    if (slug) threads.set(slug, (threads.get(slug) ?? new Set()).add(thread_id));
  }
  for (const [slug, ids] of threads) {
    if (ids.delete(null)) chats.push({ kind: 'workspace', slug });
    if (ids.size === 0) continue;
    const path = `${pathOf({ kind: 'workspace', slug })}/threads`;
    const listed = freshValue(await http.get(path, threadIdsWire, { signal }));
    for (const thread of listed.threads.items) {
      if (ids.has(thread.id)) chats.push({ kind: 'thread', workspaceSlug: slug, slug: thread.slug });
    }
  }
  return chats;
}
