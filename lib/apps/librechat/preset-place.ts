import * as z from 'zod/mini';
import { RoleRefusedError, UnexpectedAnswerError } from '@/lib/errors';
import type { Native, Outcome, RegisterId } from '@/lib/settings/rules';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { changedRegisters, forAll, judgeAll, refused, temperatureNative, tokensNative } from '../place-outcomes';
import type {
  Overwritten,
  PlaceChanges,
  PlaceOutcomes,
  PlaceReading,
  RefusalCode,
  SettingsPlace,
  WriteOptions,
} from '../settings-place';
import { text } from '../values';
import { isAgentPreset, toLlmPlaces } from './mapping';
import { libreChatOffers } from './offers';
import { libreChatOwner } from './owner';
import { fieldsToSend, type PresetModelNative, presetTitle, presetValues } from './preset-document';
import { presetIdOf } from './preset-id';
import { type PresetWire, presetsWire, presetWire } from './wire';

const path = 'api/presets';

const modelNative = z.strictObject({
  endpoint: z.string().check(z.minLength(1)),
  model: z.string().check(z.minLength(1)),
});

const deletedWire = z.looseObject({ deletedCount: z.optional(z.number()) });

export interface PresetPlaceOptions {
  /** The server's origin as this browser reaches it, with its base path. */
  readonly origin: string;
  /** The signed-in user's id there. */
  readonly user: string;
  /** Only for tests: an id other than that of origin and user. */
  readonly presetId?: string;
  /**
   * `create`: the user asked for it just now, so the preset is made, or made the default again. `keep` (default): a
   * preset that was deleted, or is not the default any more, stays so.
   */
  readonly adopt?: 'create' | 'keep';
}

/** What happened to the user's own default when ours was given up. */
export type Restored =
  /** It is the default again. */
  | 'restored'
  /** There was none. */
  | 'none'
  /** It was deleted meanwhile. */
  | 'former-gone'
  /** Ours was no longer the default: the user's later choice stays. */
  | 'left';

export interface PresetPlace extends SettingsPlace {
  /**
   * Undoes `write`: makes the former default the default again and deletes our preset.
   * @param overwritten The value that `beforeSend` got when our preset became the default
   */
  restoreFormer(http: AppHttp, overwritten: Overwritten, options: RequestOptions): Promise<Restored>;
}

/**
 * LibreChat's default preset (measured: librechat/37-preset-mutations), the only model choice that its server keeps. It
 * is a preset of ours, made from the user's current default. `llm.model` is `{endpoint, model}`; `llm.temperature` and
 * `llm.maxTokens` are numbers, null clears them. Only this user's new chats use it. Also overwritten: `formerDefault`,
 * the id of the preset that was the default before ours.
 */
export function createPresetPlace(place: PresetPlaceOptions): PresetPlace {
  const idOf = async () => place.presetId ?? (await presetIdOf(place.origin, place.user));
  return {
    id: 'preset',
    read: async (http, options) => readingOf(ownAmong(await presetsOf(http, options), await idOf())),
    write: async (http, changes, options) => write(http, await idOf(), place.adopt ?? 'keep', changes, options),
    putBack: null,
    restoreFormer: async (http, overwritten, options) => restoreFormer(http, await idOf(), overwritten, options),
  };
}

const presetsOf = async (http: AppHttp, { signal }: RequestOptions): Promise<readonly PresetWire[]> =>
  freshValue(await http.get(path, presetsWire, { signal })).items;

const ownAmong = (presets: readonly PresetWire[], id: string) => presets.find(({ presetId }) => presetId === id);

function readingOf(ours: PresetWire | undefined): PlaceReading {
  if (ours?.defaultPreset) return { values: presetValues(ours), presence: 'here' };
  return { values: presetValues(undefined), presence: ours ? 'detached' : 'gone' };
}

async function write(
  http: AppHttp,
  id: string,
  adopt: 'create' | 'keep',
  changes: PlaceChanges,
  options: WriteOptions,
): Promise<PlaceOutcomes> {
  const [presets, owner, { accepted, refusals }] = await Promise.all([
    presetsOf(http, options),
    libreChatOwner(http, options),
    checked(http, changes, options),
  ]);
  const ours = ownAmong(presets, id);
  const isDefault = ours?.defaultPreset === true;
  const defaults = presets.filter(({ defaultPreset }) => defaultPreset);
  const others = defaults.filter((each) => each !== ours);
  if (owner.presets === 'off') return forAll(changes, refused('presets-locked'));
  if (defaults.some(isAgentPreset)) return forAll(changes, refused('default-is-agent'));
  if (!isDefault && adopt === 'keep') return forAll(changes, refused('detached'));
  const base = isDefault ? ours : (others[0] ?? ours);
  // The user asked for a preset with this model: without the model no preset is made.
  const refusedModel = refusals['llm.model'] ?? (accepted['llm.model'] || base ? null : refused('preset-needs-model'));
  if (!isDefault && refusedModel) return forAll(changes, refusedModel);
  if (changedRegisters(accepted).length === 0) return refusals;
  const fields = fieldsToSend(ours, base, accepted);
  const before = isDefault ? presetValues(ours) : {};
  let saved = ours;
  if (!isDefault || Object.keys(fields).length > 0) {
    const former = text(others[0]?.presetId);
    await options.beforeSend?.(isDefault || former === null ? {} : { formerDefault: former }, before);
    const made = isDefault ? {} : { ...(!ours && { title: presetTitle }), defaultPreset: true };
    const answer = await save(http, { presetId: id, ...fields, ...made }, options);
    const code = answer ? await refusalOf(http, id, { ours, saved: answer, adopt }, options) : 'role-refused';
    if (!answer || code) return { ...refusals, ...forAll(accepted, refused(code ?? 'role-refused')) };
    saved = answer;
  } else if (others.length > 0) {
    await options.beforeSend?.({}, before);
  }
  await dropDefaults(http, others, options);
  if (saved) options.onWritten?.({ llm: toLlmPlaces([{ ...saved, defaultPreset: true }])[0] });
  return { ...refusals, ...judgedBy(saved, accepted, before) };
}

/** The preset after the write; null if the user's role may not save one. */
async function save(
  http: AppHttp,
  body: Readonly<Record<string, Native>>,
  { signal }: RequestOptions,
): Promise<PresetWire | null> {
  try {
    return await http.post(path, body, presetWire, { signal });
  } catch (error) {
    if (error instanceof RoleRefusedError) return null;
    throw error;
  }
}

/** The server unsets one former default itself, but not a second one (measured: facts/librechat-two-defaults). */
async function dropDefaults(http: AppHttp, others: readonly PresetWire[], options: RequestOptions): Promise<void> {
  for (const { presetId } of others) {
    if (presetId) await setDefault(http, { presetId, defaultPreset: false }, options);
  }
}

/** For a preset of another user the server answers 201 with a message (measured: facts/librechat-preset-ids). */
async function setDefault(
  http: AppHttp,
  body: { readonly presetId: string; readonly defaultPreset: boolean },
  { signal }: RequestOptions,
): Promise<void> {
  const saved = await http.post(path, body, presetWire, { signal });
  if (saved.presetId !== body.presetId) throw new UnexpectedAnswerError('librechat', path, 201, 'schema', 'presetId');
}

/**
 * Whether the answer is our preset: for another user's id it is only a message (measured:
 * facts/librechat-preset-ids).
 */
async function refusalOf(
  http: AppHttp,
  id: string,
  { ours, saved, adopt }: { ours: PresetWire | undefined; saved: PresetWire; adopt: 'create' | 'keep' },
  options: RequestOptions,
): Promise<RefusalCode | null> {
  if (saved.presetId !== id) return 'preset-refused';
  // The preset was deleted after it was read, and our write made it anew, which nobody asked for.
  const isAnew = ours !== undefined && ours._id !== saved._id;
  if (!isAnew || adopt === 'create') return null;
  await remove(http, id, options);
  return 'detached';
}

/** A cleared number is null in the request and missing in the document. */
function judgedBy(
  saved: PresetWire | undefined,
  accepted: PlaceChanges,
  before: PlaceReading['values'],
): PlaceOutcomes {
  const now = Object.fromEntries(
    Object.entries(presetValues(saved)).map(([register, value]) => [
      register,
      value === 'absent' && accepted[register as RegisterId] === null ? null : value,
    ]),
  );
  return judgeAll(accepted, before, now, 'app-refused');
}

async function checked(http: AppHttp, changes: PlaceChanges, options: RequestOptions) {
  const { 'llm.model': model, 'llm.temperature': temperature, 'llm.maxTokens': maxTokens, ...others } = changes;
  const accepted: Partial<Record<RegisterId, Native>> = {};
  const refusals: Partial<Record<RegisterId, Outcome>> = { ...forAll(others, refused('value-invalid')) };
  if (model !== undefined) {
    const native = modelNative.safeParse(model);
    const code = native.success ? await modelRefusal(http, native.data, options) : 'value-invalid';
    if (code) refusals['llm.model'] = refused(code);
    else accepted['llm.model'] = model;
  }
  const numbers = [
    ['llm.temperature', temperature, temperatureNative],
    ['llm.maxTokens', maxTokens, tokensNative],
  ] as const;
  for (const [register, value, schema] of numbers) {
    if (value === undefined) continue;
    if (z.nullable(schema).safeParse(value).success) accepted[register] = value;
    else refusals[register] = refused('value-invalid');
  }
  return { accepted, refusals };
}

/**
 * A model that is not offered falls back silently, and its use is a violation (measured:
 * facts/librechat-unknown-model).
 */
async function modelRefusal(
  http: AppHttp,
  { endpoint, model }: PresetModelNative,
  options: RequestOptions,
): Promise<RefusalCode | null> {
  const offer = (await libreChatOffers(http, options)).find(({ provider }) => provider === endpoint);
  if (!offer) return 'endpoint-unknown';
  if (offer.key) return 'key-missing';
  return offer.models?.includes(model) ? null : 'model-unknown';
}

/** Deletes one preset. Without an id the server deletes all of them (measured: facts/librechat-delete-all-presets). */
async function remove(http: AppHttp, id: string, { signal }: RequestOptions): Promise<void> {
  if (id === '') throw new TypeError('A preset is deleted by its id alone');
  await http.post(`${path}/delete`, { presetId: id }, deletedWire, { signal });
}

async function restoreFormer(
  http: AppHttp,
  id: string,
  overwritten: Overwritten,
  options: RequestOptions,
): Promise<Restored> {
  const presets = await presetsOf(http, options);
  const ours = ownAmong(presets, id);
  const formerId = text(overwritten.formerDefault);
  const former = formerId === null ? undefined : ownAmong(presets, formerId);
  const result = restoredBy(ours, former, formerId);
  if (result === 'restored' && former?.presetId && !former.defaultPreset) {
    await setDefault(http, { presetId: former.presetId, defaultPreset: true }, options);
  }
  if (ours) await remove(http, id, options);
  return result;
}

function restoredBy(ours: PresetWire | undefined, former: PresetWire | undefined, formerId: string | null): Restored {
  if (former?.defaultPreset) return 'restored';
  if (!ours?.defaultPreset) return 'left';
  if (formerId === null) return 'none';
  return former ? 'restored' : 'former-gone';
}
