import * as z from 'zod/mini';
import { RoleRefusedError, UnexpectedAnswerError } from '@/lib/errors';
import type { AppId } from '@/lib/model';
import { isEqual, type Json, type Native, type Outcome, type RegisterId } from '@/lib/settings/rules';
import { modelOf, providerOf } from './anythingllm/model-native';
import { toAnythingLlmAccount } from './anythingllm/platform';
import { type AppHttp, freshValue, type RequestOptions } from './http';
import { forAll, judgeAll, refused, temperatureNative, tokensNative } from './place-outcomes';
import { inSession } from './platform-session';
import { type PlatformSettingsWire, platformSettingsWire, toAccountLlm, toAccountUi } from './platform-wire';
import type { PlaceChanges, PlaceOutcomes, PlaceValues, RefusalCode, SettingsPlace } from './settings-place';
import { numeric, text } from './values';

const paths: Readonly<Record<AppId, { readonly read: string; readonly write: string }>> = {
  anythingllm: { read: 'api/system/settings', write: 'api/system/update' },
  librechat: { read: 'api/user/settings', write: 'api/user/settings' },
};

/** The account's model choice; `provider` is the platform's name for the provider or the endpoint. */
const modelNative = z.strictObject({
  provider: z.nullable(z.string().check(z.minLength(1))),
  model: z.nullable(z.string().check(z.minLength(1))),
});
type ModelNative = z.infer<typeof modelNative>;

const wordNative = z.string().check(z.minLength(1));

/**
 * The account of an app behind a platform's gateway: `llm.model` is `{provider, model}`, `llm.temperature` and
 * `llm.maxTokens` are numbers, `ui.theme` and `ui.language` words of the app. Only this user uses them. Values are
 * written under the names that the platform uses, and read back: the contract's answer to a write proves nothing.
 */
export function accountPlace(app: AppId): SettingsPlace {
  const read = async (http: AppHttp, { signal }: RequestOptions) =>
    inSession(app, async () => freshValue(await http.get(paths[app].read, platformSettingsWire, { signal })));
  return {
    id: 'account',
    read: async (http, options) => ({ values: valuesOf(await read(http, options)), presence: 'here' }),
    putBack: null,
    write: async (http, changes, options) => {
      const settings = await read(http, options);
      const before = valuesOf(settings);
      const { accepted, body, refusals } = planOf(app, settings, changes);
      if (Object.keys(body).length === 0) return { ...refusals, ...judgeAll(accepted, {}, before, 'app-refused') };
      await options.beforeSend?.({}, before);
      const code = await inSession(app, () => send(http, paths[app].write, body, options));
      if (code) return { ...refusals, ...forAll(accepted, refused(code)) };
      const now = await read(http, options);
      const llm = app === 'anythingllm' ? toAnythingLlmAccount(now) : toAccountLlm(now);
      options.onWritten?.({ llm, ui: toAccountUi(now) });
      return { ...refusals, ...judgeAll(accepted, before, valuesOf(now), 'app-refused') };
    },
  };
}

const providerNames = ['llmProvider', 'provider', 'endpoint'] as const;

/** The plain names are the account's own; AnythingLLM's stock names count if there are none. */
function modelIn(settings: PlatformSettingsWire): ModelNative {
  const plain = providerNames.map((name) => text(settings[name])).find((name) => name !== null);
  const provider = plain ?? text(settings.LLMProvider);
  return { provider, model: text(settings.model) ?? (provider === null ? null : modelOf(settings, provider)) };
}

function valuesOf(settings: PlatformSettingsWire): PlaceValues {
  const model = modelIn(settings);
  return {
    'llm.model': model.provider === null && model.model === null ? 'absent' : model,
    'llm.temperature': numeric(settings.temperature) ?? 'absent',
    'llm.maxTokens': numeric(settings[maxTokensName(settings, model.provider)]) ?? 'absent',
    'ui.theme': text(settings.theme) ?? 'absent',
    'ui.language': text(settings.language) ?? 'absent',
  };
}

const has = (settings: PlatformSettingsWire, name: string) => Object.hasOwn(settings, name);

/** Some platforms pass AnythingLLM's own settings on, with `LLMProvider` and a name per provider's model. */
const isStock = (settings: PlatformSettingsWire) =>
  !providerNames.some((name) => has(settings, name)) && (has(settings, 'LLMProvider') || has(settings, 'LLMModel'));

function maxTokensName(settings: PlatformSettingsWire, provider: string | null): string {
  const stock = provider === null ? null : providerOf(provider)?.maxTokensKey;
  return !has(settings, 'maxTokens') && isStock(settings) && stock ? stock : 'maxTokens';
}

interface Plan {
  readonly accepted: PlaceChanges;
  readonly body: Readonly<Record<string, Json>>;
  readonly refusals: PlaceOutcomes;
}

function planOf(app: AppId, settings: PlatformSettingsWire, changes: PlaceChanges): Plan {
  const { 'llm.model': model, ...others } = changes;
  const accepted: Partial<Record<RegisterId, Native>> = {};
  const refusals: Partial<Record<RegisterId, Outcome>> = {};
  const body: Record<string, Json> = {};
  let { provider } = modelIn(settings);
  if (model !== undefined) {
    const native = modelNative.safeParse(model);
    const code = native.success ? stockRefusal(settings, native.data) : 'value-invalid';
    if (code || !native.success) {
      refusals['llm.model'] = refused(code ?? 'value-invalid');
    } else {
      accepted['llm.model'] = model;
      provider = native.data.provider;
      Object.assign(body, modelBody(app, settings, native.data));
    }
  }
  const plain: Readonly<Partial<Record<RegisterId, readonly [name: string, schema: z.ZodMiniType]>>> = {
    'llm.temperature': ['temperature', temperatureNative],
    'llm.maxTokens': [maxTokensName(settings, provider), tokensNative],
    'ui.theme': ['theme', wordNative],
    'ui.language': ['language', wordNative],
  };
  for (const [key, value] of Object.entries(others)) {
    const register = key as RegisterId;
    if (value === undefined) continue;
    const [name, schema] = plain[register] ?? [];
    if (name === undefined || !schema?.safeParse(value).success) {
      refusals[register] = refused('value-invalid');
      continue;
    }
    accepted[register] = value;
    if (!isEqual(readAs(settings[name], value), value)) body[name] = spelledAs(name, settings[name], value);
  }
  // The provider goes last, as with the stock server, which applies settings one by one.
  const { LLMProvider, ...first } = body;
  return { accepted, refusals, body: LLMProvider === undefined ? body : { ...first, LLMProvider } };
}

/** A number may be kept as text. */
const readAs = (found: unknown, like: Native): Native => (typeof like === 'number' ? numeric(found) : text(found));

/**
 * Numbers as text where the platform keeps text; AnythingLLM's own names take only text (measured:
 * anythingllm/open-writes).
 */
const spelledAs = (name: string, found: unknown, value: Native): Json =>
  typeof value === 'number' && (typeof found === 'string' || /^[A-Z]/.test(name)) ? String(value) : value;

function stockRefusal(settings: PlatformSettingsWire, { provider, model }: ModelNative): RefusalCode | null {
  if (!isStock(settings)) return null;
  const known = provider === null ? undefined : providerOf(provider);
  if (!known) return 'provider-unknown';
  if (model !== null && known.modelKey === null) return 'model-not-settable';
  // Platforms may leave out settings that they set up themselves: only a setting that is shown as unset counts.
  const isUnset = (key: string) => key !== known.modelKey && has(settings, key) && !settings[key];
  return known.requiredConfig.some(isUnset) ? 'provider-not-configured' : null;
}

function modelBody(app: AppId, settings: PlatformSettingsWire, wanted: ModelNative): Record<string, Json> {
  const stock = isStock(settings);
  const usual = app === 'anythingllm' ? 'llmProvider' : 'provider';
  const providerName = stock ? 'LLMProvider' : (providerNames.find((name) => has(settings, name)) ?? usual);
  const stockName = wanted.provider === null ? null : providerOf(wanted.provider)?.modelKey;
  const modelName = stock && !has(settings, 'model') ? stockName : 'model';
  const body: Record<string, Json> = {};
  // The stock server crashes on null and refuses empty texts, so a model cannot be unset there.
  const isNewModel = modelName && text(settings[modelName]) !== wanted.model && !(stock && wanted.model === null);
  if (isNewModel) body[modelName] = wanted.model;
  if (text(settings[providerName]) !== wanted.provider) body[providerName] = wanted.provider;
  return body;
}

/** Null: accepted, as far as the answer shows. */
async function send(
  http: AppHttp,
  path: string,
  body: Readonly<Record<string, Json>>,
  { signal }: RequestOptions,
): Promise<RefusalCode | null> {
  try {
    await http.post(path, body, z.unknown(), { signal });
    return null;
  } catch (error) {
    // A 403 to a change is not a sign-out: the server does not accept the extension's Origin.
    if (error instanceof RoleRefusedError) return 'origin-refused';
    const isNo = error instanceof UnexpectedAnswerError && [400, 409, 422].includes(error.status);
    if (isNo) return 'app-refused';
    throw error;
  }
}
