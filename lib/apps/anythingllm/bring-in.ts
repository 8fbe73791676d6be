import * as z from 'zod/mini';
import { UnexpectedAnswerError } from '@/lib/errors';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { rowsOf } from '../rows';
import { rowText, wireKey } from '../values';
import { clearRefusal } from './clear-refusal';

type Options = Pick<RequestOptions, 'signal'>;

/** What a workspace can be given, in the server's own names. What is missing stays as the server makes it. */
export interface WorkspaceSettings {
  readonly openAiPrompt?: string;
  readonly openAiTemp?: number;
  readonly openAiHistory?: number;
  readonly similarityThreshold?: number;
  readonly topN?: number;
  readonly chatMode?: string;
  readonly queryRefusalResponse?: string;
  readonly chatProvider?: string;
  readonly chatModel?: string;
}

const workspacesWire = z.looseObject({ workspaces: rowsOf(z.looseObject({ slug: wireKey, name: rowText })) });
const workspaceWire = z.looseObject({ workspace: z.looseObject({ slug: wireKey }) });
const pathOf = (slug: string) => `api/workspace/${encodeURIComponent(slug)}`;

/** The workspaces that the person may see. */
export async function listWorkspaces(http: AppHttp, { signal }: Options) {
  return freshValue(await http.get('api/workspaces', workspacesWire, { signal })).workspaces.items;
}

/** Makes a workspace. All that is sent beside the name is ignored. @returns Its slug */
export async function newWorkspace(http: AppHttp, name: string, { signal }: Options): Promise<string> {
  const ask = () => http.post('api/workspace/new', { name: name.trim() || 'Workspace' }, workspaceWire, { signal });
  return (await clearRefusal(http, signal, ask)).workspace.slug;
}

/** @returns The settings that the server replaced by its own: it never refuses a value. */
export async function giveSettings(
  http: AppHttp,
  slug: string,
  settings: WorkspaceSettings,
  { signal }: Options,
): Promise<readonly (keyof WorkspaceSettings)[]> {
  const names = (Object.keys(settings) as (keyof WorkspaceSettings)[]).filter((name) => settings[name] !== undefined);
  if (names.length === 0) return [];
  const ask = () => http.post(`${pathOf(slug)}/update`, settings, workspaceWire, { signal });
  const { workspace } = await clearRefusal(http, signal, ask);
  return names.filter((name) => workspace[name] !== settings[name]);
}

/** Whether nobody has used a workspace so far: it has no thread, no chat and no document. Null: there is none. */
export async function isUnused(http: AppHttp, slug: string, { signal }: Options): Promise<boolean | null> {
  const usedWire = z.looseObject({ workspace: z.nullable(z.looseObject({ documents: z.array(z.unknown()) })) });
  const threadsWire = z.looseObject({ threads: z.array(z.unknown()), defaultThreadChatCount: z.nullish(z.number()) });
  const { workspace } = freshValue(await http.get(pathOf(slug), usedWire, { signal }));
  if (workspace === null) return null;
  const { threads, defaultThreadChatCount } = freshValue(
    await http.get(`${pathOf(slug)}/threads`, threadsWire, { signal }),
  );
  return workspace.documents.length + threads.length + (defaultThreadChatCount ?? 0) === 0;
}

/** Deletes one workspace with its threads, and makes sure of it. Its documents stay in their folder. */
export async function deleteWorkspace(http: AppHttp, slug: string, { signal }: Options): Promise<void> {
  const path = pathOf(slug);
  const foundWire = z.looseObject({ workspace: z.nullable(z.looseObject({})) });
  const isThere = async () => freshValue(await http.get(path, foundWire, { signal })).workspace !== null;
  // An unknown one is refused with the words of other mistakes.
  if (!(await isThere())) return;
  const remove = () => http.delete(path, undefined, z.literal('OK'), { signal, contentType: 'any' });
  await clearRefusal(http, signal, remove);
  if (await isThere()) throw new UnexpectedAnswerError('anythingllm', path, 200, 'status');
}
