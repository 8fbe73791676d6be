import * as z from 'zod/mini';
import { RoleRefusedError } from '@/lib/errors';
import { isEqual, type Native, type Outcome, type RegisterId } from '@/lib/settings/rules';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { changedRegisters, forAll, judgeAll, ok, refused, tokensNative } from '../place-outcomes';
import type {
  Overwritten,
  PlaceChanges,
  PlaceOutcomes,
  PlaceValues,
  SettingsPlace,
  WriteOptions,
} from '../settings-place';
import { numeric, text } from '../values';
import { clearRefusal } from './clear-refusal';
import { toLlm } from './mapping';
import { modelOf, modelRefusalOf, providerOf, type SystemSettings, systemModelNative } from './model-native';
import { setupWire } from './wire';

const writePath = 'api/system/update-env';

/** `error` is a text or false; `newValues` has the applied settings even with an error. */
const updateWire = z.looseObject({
  newValues: z.record(z.string(), z.unknown()),
  error: z.nullish(z.union([z.string(), z.boolean()])),
});

/** A setting that changed together with the provider: its value before, and its new value. */
const overwrittenSetting = z.strictObject({
  before: z.string().check(z.minLength(1)),
  after: z.string().check(z.minLength(1)),
});

/** A setting to send. The server applies them in order, one by one, up to the first that it refuses. */
type Entry = readonly [key: string, value: string];

/**
 * AnythingLLM's system default, which all chats use where nothing else is chosen (measured: anythingllm/open-writes):
 * the provider with its model as `llm.model` (`SystemModelNative`), and max tokens as `llm.maxTokens` for the three
 * providers that have it. A system-wide temperature does not exist. Also overwritten: the model that was set for a
 * provider before it was chosen, by the name of its setting.
 */
export function createSystemPlace(): SettingsPlace {
  return {
    id: 'system',
    read: async (http, options) => ({ values: valuesOf(await settingsOf(http, options)), presence: 'here' }),
    write,
    putBack,
  };
}

async function settingsOf(http: AppHttp, { signal }: RequestOptions): Promise<SystemSettings> {
  return freshValue(await http.get('api/setup-complete', setupWire, { signal })).results;
}

function valuesOf(settings: SystemSettings): PlaceValues {
  const provider = text(settings.LLMProvider);
  if (provider === null) return { 'llm.model': 'absent' };
  const model = { provider, model: modelOf(settings, provider) };
  const maxTokensKey = providerOf(provider)?.maxTokensKey;
  if (!maxTokensKey) return { 'llm.model': model };
  return { 'llm.model': model, 'llm.maxTokens': numeric(settings[maxTokensKey]) ?? 'absent' };
}

/** The changes that can be written here, with their settings to send; Tandem's own refusals for the others. */
interface Plan {
  readonly accepted: PlaceChanges;
  readonly entries: readonly Entry[];
  readonly refusals: PlaceOutcomes;
}

function planOf(settings: SystemSettings, changes: PlaceChanges): Plan {
  const { 'llm.model': model, 'llm.maxTokens': maxTokens, ...others } = changes;
  const accepted: Partial<Record<RegisterId, Native>> = {};
  const refusals: Partial<Record<RegisterId, Outcome>> = { ...forAll(others, refused('value-invalid')) };
  let provider = text(settings.LLMProvider);
  // The provider goes last: if an earlier setting is refused, nobody is left with a provider that is half set up.
  const first: Entry[] = [];
  const last: Entry[] = [];
  if (model !== undefined) {
    const native = systemModelNative.safeParse(model);
    const code = native.success ? modelRefusalOf(settings, native.data) : 'value-invalid';
    if (code || !native.success) {
      refusals['llm.model'] = refused(code ?? 'value-invalid');
    } else {
      accepted['llm.model'] = model;
      provider = native.data.provider;
      const key = providerOf(provider)?.modelKey;
      if (key && native.data.model !== null) first.push([key, native.data.model]);
      last.push(['LLMProvider', provider]);
    }
  }
  if (maxTokens !== undefined) {
    const key = provider === null ? null : providerOf(provider)?.maxTokensKey;
    const native = tokensNative.safeParse(maxTokens);
    if (key && native.success) {
      accepted['llm.maxTokens'] = maxTokens;
      first.push([key, String(native.data)]);
    } else {
      refusals['llm.maxTokens'] = refused(key ? 'value-invalid' : 'max-tokens-not-settable');
    }
  }
  return { accepted, entries: [...first, ...last].filter((entry) => !holds(settings, entry)), refusals };
}

const shown = (settings: SystemSettings, key: string): string | null => {
  const value = settings[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** Values that were set are texts; defaults may be numbers (measured: anythingllm/open-writes). */
const holds = (settings: SystemSettings, [key, value]: Entry) => shown(settings, key) === value;

async function write(http: AppHttp, changes: PlaceChanges, options: WriteOptions): Promise<PlaceOutcomes> {
  const before = await settingsOf(http, options);
  const { accepted, entries, refusals } = planOf(before, changes);
  if (entries.length === 0) return { ...refusals, ...judgeAll(accepted, {}, valuesOf(before), 'app-refused') };
  const overwritten = overwrittenBy(before, entries);
  await options.beforeSend?.(overwritten, valuesOf(before));
  const applied = await send(http, entries, options);
  if (!applied) return { ...refusals, ...forAll(accepted, refused('role-refused')) };
  const told = valuesOf({ ...before, ...applied });
  // The current state decides only if the answer leaves a setting open: it may be another user's later change.
  const isDone = changedRegisters(accepted).every((register) => isEqual(told[register], accepted[register]));
  const now = isDone ? { ...before, ...applied } : await settingsOf(http, options);
  options.onWritten?.({ llm: { place: 'system-default', ...toLlm(now) } });
  const outcomes = judgeAll(accepted, valuesOf(before), valuesOf(now), 'app-refused');
  // The choice did not change, so the model that was set before its provider was refused goes back, too.
  if (outcomes['llm.model']?.kind === 'refused') await putBack(http, overwritten, options);
  return { ...refusals, ...outcomes };
}

/** The settings that the server applied, whatever it answers about the rest; null if the role may not change them. */
async function send(
  http: AppHttp,
  entries: readonly Entry[],
  { signal }: RequestOptions,
): Promise<SystemSettings | null> {
  try {
    const body = Object.fromEntries(entries);
    const answer = await clearRefusal(http, signal, () => http.post(writePath, body, updateWire, { signal }));
    return answer.newValues;
  } catch (error) {
    if (error instanceof RoleRefusedError) return null;
    throw error;
  }
}

/** Settings of a provider other than the current one are not part of the registers' values. */
function overwrittenBy(before: SystemSettings, entries: readonly Entry[]): Overwritten {
  if (!entries.some(([key]) => key === 'LLMProvider')) return {};
  const pairs = entries.flatMap(([key, after]) => {
    const was = shown(before, key);
    // A setting that was never set cannot be unset again: the server refuses empty values.
    return key === 'LLMProvider' || !was ? [] : [[key, { before: was, after }] as const];
  });
  return Object.fromEntries(pairs);
}

async function putBack(http: AppHttp, overwritten: Overwritten, options: RequestOptions): Promise<Outcome> {
  const now = await settingsOf(http, options);
  const present = providerOf(text(now.LLMProvider) ?? '');
  const entries = Object.entries(overwritten).flatMap(([key, kept]): Entry[] => {
    const pair = overwrittenSetting.safeParse(kept);
    const isPresent = key === present?.modelKey || key === present?.maxTokensKey;
    return pair.success && !isPresent && holds(now, [key, pair.data.after]) ? [[key, pair.data.before]] : [];
  });
  if (entries.length === 0) return ok;
  const applied = await send(http, entries, options);
  if (!applied) return refused('role-refused');
  return entries.every((entry) => holds(applied, entry)) ? ok : refused('app-refused');
}
