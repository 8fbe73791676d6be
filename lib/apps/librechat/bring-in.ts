import * as z from 'zod/mini';
import { NotFoundError, ServerError, UnexpectedAnswerError } from '@/lib/errors';
import type { ImportPlace } from '@/lib/model';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { isoTime } from '../values';
import { conversationsWire } from './wire';

/** One conversation in the form of LibreChat's export: each message after its parent. */
export interface ImportFile {
  readonly title?: string | undefined;
  readonly options?: { readonly isArchived?: boolean | undefined } | undefined;
  readonly messages: readonly Readonly<Record<string, unknown>>[];
}

type Options = Pick<RequestOptions, 'signal'>;

const importPath = 'api/convos/import';
const importedWire = z.looseObject({ message: z.string() });
const pageSize = 100;

/** Looks where an import will be found. The caller keeps it, to find what was made also after a stop. */
export async function importPlace(http: AppHttp, file: ImportFile, options: Options): Promise<ImportPlace> {
  const at = isoTime(file.messages.find(({ createdAt }) => createdAt)?.createdAt);
  if (at === null) throw new TypeError('an import needs the time of its first message');
  const place = { at, archived: file.options?.isArchived === true, title: file.title ?? null };
  const before = (await conversationsAt(http, place, options)).map(({ conversationId }) => conversationId);
  return { ...place, before };
}

/**
 * Imports one conversation and finds it. If the server refuses, the empty conversation that it may leave behind is
 * removed. After any other failure the outcome is unknown: ask `importedSince`.
 * @returns The new conversation's id
 */
export async function bringIn(http: AppHttp, file: ImportFile, place: ImportPlace, options: Options): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(file)], { type: 'application/json' }), 'conversation.json');
  try {
    await http.post(importPath, form, importedWire, options);
  } catch (error) {
    const isRefused = error instanceof UnexpectedAnswerError && error.status === 500;
    if (isRefused) await removeLeftover(http, place, options);
    throw error;
  }
  const id = await importedSince(http, place, options);
  if (id === null) throw new UnexpectedAnswerError('librechat', importPath, 201, 'schema', 'conversationId');
  return id;
}

/** The one conversation that an import made; null: none, or nobody can tell which. */
export async function importedSince(http: AppHttp, place: ImportPlace, options: Options): Promise<string | null> {
  const found = (await conversationsAt(http, place, options)).filter(
    ({ conversationId }) => !place.before.includes(conversationId),
  );
  // A page may have imported something of the same moment.
  const named = found.length > 1 ? found.filter(({ title }) => title === place.title) : found;
  return named.length === 1 ? (named[0]?.conversationId ?? null) : null;
}

/** Deletes one conversation. That it is gone already is no failure. */
export async function deleteConversation(http: AppHttp, id: string, options: Options): Promise<void> {
  const deletedWire = z.looseObject({ deletedCount: z.number() });
  try {
    await http.delete('api/convos', { arg: { conversationId: id, source: 'button' } }, deletedWire, options);
  } catch (error) {
    // 0.8.7 answers 500 for an unknown one (measured: librechat/36-convo-delete).
    if (!(error instanceof ServerError) || (await messageCount(http, id, options)) !== null) throw error;
  }
}

async function removeLeftover(http: AppHttp, place: ImportPlace, options: Options): Promise<void> {
  const id = await importedSince(http, place, options);
  if (id !== null && (await messageCount(http, id, options)) === 0) await deleteConversation(http, id, options);
}

/** How many messages a conversation has; null: there is no such conversation. */
export async function messageCount(http: AppHttp, id: string, { signal }: Options): Promise<number | null> {
  try {
    const path = `api/messages/${encodeURIComponent(id)}`;
    return freshValue(await http.get(path, z.array(z.unknown()), { signal })).length;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** The conversations that were created at a moment, from which the list starts (measured: facts/librechat-import-place). */
async function conversationsAt(
  http: AppHttp,
  { at, archived }: Pick<ImportPlace, 'at' | 'archived'>,
  { signal }: Options,
) {
  const justBefore = new Date(Date.parse(at) - 1).toISOString();
  const start = btoa(JSON.stringify({ primary: justBefore, secondary: justBefore }));
  const found = [];
  for (let cursor: string | null = start; cursor !== null; ) {
    const query = new URLSearchParams({ sortBy: 'createdAt', sortDirection: 'asc', limit: String(pageSize), cursor });
    if (archived) query.set('isArchived', 'true');
    const page = freshValue(await http.get(`api/convos?${query}`, conversationsWire, { signal }));
    const { items } = page.conversations;
    found.push(...items.filter(({ createdAt }) => isoTime(createdAt) === at));
    // A page that ends at this very moment goes on there.
    const goesOn = isoTime(items.at(-1)?.createdAt) === at;
    cursor = goesOn && page.nextCursor !== cursor ? page.nextCursor : null;
  }
  return found;
}
