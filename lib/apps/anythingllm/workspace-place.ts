import * as z from 'zod/mini';
import { NotFoundError, RoleRefusedError, UnexpectedAnswerError } from '@/lib/errors';
import type { Native, Outcome, RegisterId } from '@/lib/settings/rules';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { forAll, judgeAll, refused, temperatureNative } from '../place-outcomes';
import type {
  PlaceChanges,
  PlaceOutcomes,
  PlaceReading,
  PlaceValues,
  RefusalCode,
  SettingsPlace,
  WriteOptions,
} from '../settings-place';
import { numeric, text } from '../values';
import { clearRefusal } from './clear-refusal';
import { toWorkspace } from './mapping';
import { modelRefusalOf } from './model-native';
import { setupWire, type WorkspaceWire, workspacesWire, workspaceWire } from './wire';

/** A workspace's own model choice; null inherits the system's choice. */
export const workspaceModelNative = z.strictObject({
  provider: z.nullable(z.string().check(z.minLength(1))),
  model: z.nullable(z.string().check(z.minLength(1))),
});
export type WorkspaceModelNative = z.infer<typeof workspaceModelNative>;

/** Null: the provider's own default. */
const workspaceTemperature = z.nullable(temperatureNative);

/** Without a valid field in the request, `workspace` holds only its id. */
const updateWire = z.looseObject({ workspace: z.unknown() });

/** Values of `chatProvider` that name no provider (measured: anythingllm/open-writes). */
const words: ReadonlySet<string> = new Set(['default', 'none']);

/**
 * A workspace of AnythingLLM (measured: anythingllm/open-writes): `llm.model` is `WorkspaceModelNative`,
 * `llm.temperature` a number from 0 without upper limit or null for the provider's own. Everybody who chats in the
 * workspace uses them.
 */
export function createWorkspacePlace(slug: string): SettingsPlace {
  return {
    id: `workspace:${slug}`,
    read: async (http, options) => readingOf(await find(http, slug, options)),
    write: (http, changes, options) => write(http, slug, changes, options),
    putBack: null,
  };
}

/** The list costs one request for all workspaces; a single workspace would bring all its documents along. */
async function find(http: AppHttp, slug: string, { signal }: RequestOptions): Promise<WorkspaceWire | undefined> {
  const list = await clearRefusal(http, signal, () => http.get('api/workspaces', workspacesWire, { signal }));
  return freshValue(list).workspaces.items.find((each) => each.slug === slug);
}

const readingOf = (workspace: WorkspaceWire | undefined): PlaceReading =>
  workspace
    ? { values: valuesOf(workspace), presence: 'here' }
    : { values: { 'llm.model': 'absent', 'llm.temperature': 'absent' }, presence: 'gone' };

const modelOf = (workspace: WorkspaceWire): WorkspaceModelNative => ({
  provider: text(workspace.chatProvider),
  model: text(workspace.chatModel),
});

const valuesOf = (workspace: WorkspaceWire): PlaceValues => ({
  'llm.model': modelOf(workspace),
  'llm.temperature': numeric(workspace.openAiTemp),
});

async function write(
  http: AppHttp,
  slug: string,
  changes: PlaceChanges,
  options: WriteOptions,
): Promise<PlaceOutcomes> {
  const workspace = await find(http, slug, options);
  if (!workspace) return forAll(changes, refused('gone'));
  const { accepted, fields, refusals } = await planOf(http, workspace, changes, options);
  const before = valuesOf(workspace);
  if (Object.keys(fields).length === 0) return { ...refusals, ...judgeAll(accepted, {}, before, 'app-refused') };
  await options.beforeSend?.({}, before);
  const answer = await send(http, slug, fields, options);
  if (typeof answer === 'string') return { ...refusals, ...forAll(accepted, refused(answer)) };
  options.onWritten?.({ workspace: toWorkspace(answer) });
  return { ...refusals, ...judgeAll(accepted, before, valuesOf(answer), 'app-refused') };
}

interface Plan {
  readonly accepted: PlaceChanges;
  readonly fields: Readonly<Record<string, Native>>;
  readonly refusals: PlaceOutcomes;
}

async function planOf(
  http: AppHttp,
  workspace: WorkspaceWire,
  changes: PlaceChanges,
  options: RequestOptions,
): Promise<Plan> {
  const { 'llm.model': model, 'llm.temperature': temperature, ...others } = changes;
  const accepted: Partial<Record<RegisterId, Native>> = {};
  const refusals: Partial<Record<RegisterId, Outcome>> = { ...forAll(others, refused('value-invalid')) };
  const fields: Record<string, Native> = {};
  if (model !== undefined) {
    const native = workspaceModelNative.safeParse(model);
    const code = native.success ? await modelRefusal(http, workspace, native.data, options) : 'value-invalid';
    if (code || !native.success) {
      refusals['llm.model'] = refused(code ?? 'value-invalid');
    } else {
      accepted['llm.model'] = model;
      Object.assign(fields, modelFields(modelOf(workspace), native.data));
    }
  }
  if (temperature !== undefined) {
    if (workspaceTemperature.safeParse(temperature).success) {
      accepted['llm.temperature'] = temperature;
      if (numeric(workspace.openAiTemp) !== temperature) fields.openAiTemp = temperature;
    } else {
      refusals['llm.temperature'] = refused('value-invalid');
    }
  }
  return { accepted, fields, refusals };
}

/**
 * AnythingLLM accepts any text as a provider; chats with one that is not set up fail (measured:
 * anythingllm/open-writes).
 */
async function modelRefusal(
  http: AppHttp,
  workspace: WorkspaceWire,
  { provider, model }: WorkspaceModelNative,
  { signal }: RequestOptions,
): Promise<RefusalCode | null> {
  if (provider === null || provider === text(workspace.chatProvider)) return null;
  if (words.has(provider)) return 'provider-unknown';
  const { results } = freshValue(await http.get('api/setup-complete', setupWire, { signal }));
  return modelRefusalOf(results, { provider, model });
}

/** The fields that turn one choice into another. Another provider alone would keep the former provider's model. */
function modelFields(former: WorkspaceModelNative, wanted: WorkspaceModelNative): Record<string, Native> {
  const isNew = former.provider !== wanted.provider;
  if (!isNew && former.model === wanted.model) return {};
  // `default` clears the provider and the model, `none` only the provider.
  if (wanted.provider === null && wanted.model === null) return { chatProvider: 'default' };
  return {
    ...(isNew && { chatProvider: wanted.provider ?? 'none' }),
    ...(former.model !== wanted.model && { chatModel: wanted.model }),
  };
}

async function send(
  http: AppHttp,
  slug: string,
  fields: Readonly<Record<string, Native>>,
  { signal }: RequestOptions,
): Promise<WorkspaceWire | RefusalCode> {
  const path = `api/workspace/${encodeURIComponent(slug)}/update`;
  try {
    // The answer shows this workspace; other workspaces and the providers have not changed since they were read.
    const options = { signal, shared: 'stands' } as const;
    const answer = await clearRefusal(http, signal, () => http.post(path, fields, updateWire, options));
    const workspace = workspaceWire.safeParse(answer.workspace);
    return workspace.success ? workspace.data : 'app-refused';
  } catch (error) {
    if (error instanceof RoleRefusedError) return 'role-refused';
    // An unknown slug is the text "Bad Request".
    const isGone = error instanceof NotFoundError || (error instanceof UnexpectedAnswerError && error.status === 400);
    if (isGone) return 'gone';
    throw error;
  }
}
