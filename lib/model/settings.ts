import * as z from 'zod/mini';
import { type AppId, appIdSchema } from './app';
import { type Json, jsonSchema } from './json';
import { asPlace, type PlaceId, placeIdSchema, presetPlace, slugOfPlace } from './place';

/** A setting that moves as a unit: `llm.model` is provider and model together. */
export const registerIds = [
  'llm.model',
  'llm.temperature',
  'llm.maxTokens',
  'ui.theme',
  'ui.language',
  'ui.textSize',
] as const;
export const registerIdSchema = z.enum(registerIds);
export type RegisterId = z.infer<typeof registerIdSchema>;

/** The possible values of each setting, in the form that all places share. */
export const sharedValueSchemas = {
  'llm.model': z.object({
    provider: z.string().check(z.minLength(1), z.maxLength(256)),
    model: z.nullable(z.string().check(z.minLength(1), z.maxLength(512))),
  }),
  'llm.temperature': z.number().check(z.minimum(0), z.maximum(10)),
  'llm.maxTokens': z.int().check(z.positive()),
  'ui.theme': z.enum(['system', 'light', 'dark']),
  'ui.language': z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{4})?$/)),
  'ui.textSize': z.int().check(z.minimum(1), z.maximum(5)),
} as const satisfies Readonly<Record<RegisterId, z.ZodMiniType>>;

/** The appearance settings of the apps' pages. */
export type UiSetting = Extract<RegisterId, `ui.${string}`>;
/** Their names in each app's `localStorage`; `lib/page/settings/page-values.ts` has their encoding. */
export const pageKeys: Readonly<Record<UiSetting, Readonly<Partial<Record<AppId, string>>>>> = {
  'ui.theme': { anythingllm: 'theme', librechat: 'color-theme' },
  'ui.language': { anythingllm: 'i18nextLng', librechat: 'lang' },
  'ui.textSize': { anythingllm: 'anythingllm_text_size', librechat: 'fontSize' },
};

export const uiSettings = Object.keys(pageKeys) as readonly UiSetting[];

type FieldOf<Id> = Id extends `ui.${infer Field}` ? Field : never;
export type UiField = FieldOf<UiSetting>;
export const uiFieldOf = (register: UiSetting) => register.slice('ui.'.length) as UiField;

/**
 * The settings that an app's pages show, in the app's own values ("system", "de-DE", "text-base"). Null: not set in
 * this browser. A later field is optional: older records do not have it.
 */
export const uiSettingsSchema = z.object({
  theme: z.nullable(z.string()),
  language: z.nullable(z.string()),
  textSize: z.nullable(z.string()),
  /** Settings that an open page shows only after a reload. */
  afterReload: z.optional(z.array(registerIdSchema)),
} satisfies Record<UiField | 'afterReload', z.ZodMiniType>);
export type UiSettings = z.infer<typeof uiSettingsSchema>;

/** Whether a setting takes part at one place, by the user's choice. */
export const participationSchema = z.enum(['on', 'off']);
export type Participation = z.infer<typeof participationSchema>;

/** The role of a place for a setting: none, leading, following, or both. The place's abilities decide. */
export const roleSchema = z.enum(['off', 'leads', 'follows', 'both']);
export type Role = z.infer<typeof roleSchema>;

/** How a setting follows changes. */
export const modes = ['automatic', 'ask', 'off'] as const;
export const modeSchema = z.enum(modes);
export type Mode = z.infer<typeof modeSchema>;

/** A place's value, in its own form; `absent`: no value of its own. */
export const heldSchema = z.union([z.literal('absent'), z.object({ value: jsonSchema })]);
export type Held = z.infer<typeof heldSchema>;

/** How far a place has joined the shared value of a setting. */
const linkSchema = z.discriminatedUnion('state', [
  /** It was not read since it takes part. */
  z.object({ state: z.literal('unread') }),
  /** It was read, and waits to join. */
  z.object({ state: z.literal('apart'), candidate: heldSchema }),
  /** It joins with its first reading, whatever the value (rule J4). */
  z.object({ state: z.literal('joining') }),
  /** `base`: the last value that it was known to hold. */
  z.object({ state: z.literal('joined'), base: heldSchema }),
]);

/**
 * The outcome of the last write to a place.
 * - `sending`: stored before the request; it is not yet known whether it arrived;
 * - `refused`, `coerced`: the place refused the value, or changed it; the same target is not tried again.
 */
const lastWriteSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('sending'), target: jsonSchema }),
  z.object({ state: z.literal('ok'), target: jsonSchema }),
  z.object({ state: z.literal('refused'), target: jsonSchema, code: z.string() }),
  z.object({ state: z.literal('coerced'), target: jsonSchema, got: jsonSchema }),
]);
export type LastWrite = z.infer<typeof lastWriteSchema>;

/** Why a place does not get the shared value. */
const pinnedSchema = z.discriminatedUnion('by', [
  /**
   * It keeps its value until it would get a value other than `against`. Reasons: the user's `choice`, their `no` to a
   * question, or a place that holds the shared value in its own `words`. Null: the next round finds against what.
   */
  z.object({ by: z.enum(['choice', 'no', 'words']), against: jsonSchema }),
  /** It has to get back its value from before the write `change`. */
  z.object({ by: z.literal('put-back'), change: z.string(), target: jsonSchema }),
]);
export type Pinned = z.infer<typeof pinnedSchema>;

/** The state of one setting at one place. */
const replicaSchema = z.object({
  /** The place: unique for the register. */
  id: placeIdSchema,
  register: registerIdSchema,
  role: roleSchema,
  /** The people that a write affects: only this user, or others too. */
  audience: z.enum(['me', 'others']),
  /** Of two changes found at the same time the one with the higher rank wins. */
  rank: z.number(),
  link: linkSchema,
  lastWrite: z.nullable(lastWriteSchema),
  pinned: z.nullable(pinnedSchema),
  /** The register's `seq` at the last reading or write: a value found later may be older than a newer value. */
  readAtSeq: z.number(),
  /** The target that the user approved, once. */
  approved: z.nullable(z.object({ target: jsonSchema })),
});
export type Replica = Readonly<z.infer<typeof replicaSchema>>;

/** The last value that a place was known to hold; null: it has not joined. */
export function baseOf({ link }: Pick<Replica, 'link'>): Held | null {
  if (link.state === 'joined') return link.base;
  return link.state === 'joining' ? 'absent' : null;
}

/** The known value of a place, joined or not; undefined: none. */
export function knownValue(replica: Pick<Replica, 'link'>): Json | undefined {
  const { link } = replica;
  return valueIn(link.state === 'apart' ? link.candidate : baseOf(replica));
}

export const valueIn = (held: Held | null): Json | undefined =>
  held === null || held === 'absent' ? undefined : held.value;

const registerSchema = z.object({
  /** Null: no place has reported a value yet. */
  value: jsonSchema,
  /** When the value was chosen, in the background’s own sequence; 0: nobody chose it, it was only found (J2). */
  seq: z.number(),
  /** `edit`, or the place of the value. */
  from: z.string(),
});
export type Register = Readonly<z.infer<typeof registerSchema>>;

/** The user's change in Tandem that has not reached every place. */
export const waitingEditSchema = z.object({
  id: z.string().check(z.minLength(1)),
  register: registerIdSchema,
  value: jsonSchema,
  /** The setting's former value and its source; null: not known. */
  before: z.nullable(registerSchema),
  seq: z.number(),
  /** ISO 8601. */
  at: z.string(),
});
export type WaitingEdit = z.infer<typeof waitingEditSchema>;

const sideSchema = z.object({ value: jsonSchema, from: z.string() });
/** Values that were chosen at the same time: the kept one, and the one that is a click away (shared form). */
export const conflictSchema = z.object({
  id: z.string().check(z.minLength(1)),
  register: registerIdSchema,
  kept: sideSchema,
  lost: sideSchema,
  seq: z.number(),
  at: z.string(),
});
export type Conflict = z.infer<typeof conflictSchema>;

/** A question that only the user can answer. */
export const questionSchema = z.discriminatedUnion('kind', [
  /** Places that were never in step hold different values. */
  z.object({
    kind: z.literal('compare'),
    register: registerIdSchema,
    /** Every place with a value: the value, and its shared form (null: other places cannot use it). */
    options: z.array(z.object({ place: placeIdSchema, native: jsonSchema, shared: jsonSchema })),
  }),
  /** A write needs an approval. */
  z.object({
    kind: z.literal('approve'),
    register: registerIdSchema,
    place: placeIdSchema,
    now: heldSchema,
    target: jsonSchema,
    /** `others`: other people use this place; `mode`: the user wants to be asked. */
    why: z.enum(['others', 'mode']),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** A provider of AnythingLLM and an endpoint of LibreChat that are the same service, by the user's word. */
export const providerAliasSchema = z.object({
  provider: z.string().check(z.minLength(1)),
  endpoint: z.string().check(z.minLength(1)),
});

const placeTargetSchema = z.object({ register: registerIdSchema, place: placeIdSchema });

/** All data about the settings of two identities (one in each app), apart from the list of changes. */
export const settingsSchema = z.object({
  /** The next number of the sequence. */
  seq: z.number(),
  paused: z.boolean(),
  /** Missing: `automatic`. */
  modes: z.partialRecord(registerIdSchema, modeSchema),
  /** The settings that the user wants in step; no place gets a write of any other setting (rule J1). */
  inStep: z.array(registerIdSchema),
  /** The user's choice per `register/place`; missing: the default. */
  participation: z.record(z.string(), participationSchema),
  providerAliases: z.array(providerAliasSchema),
  registers: z.partialRecord(registerIdSchema, registerSchema),
  replicas: z.array(replicaSchema),
  outbox: z.array(waitingEditSchema),
  conflicts: z.array(conflictSchema),
  questions: z.array(questionSchema),
  /** Due writes without an answer yet. */
  dueWrites: z.array(
    z.extend(placeTargetSchema, {
      target: jsonSchema,
      /** The change that the user wants to undo; null: the write gives the shared value. */
      restores: z.nullable(z.string()),
    }),
  ),
  /** Places that cannot hold the present value. */
  unsupported: z.array(placeTargetSchema),
  /** Data that writes overwrote apart from the settings, by place. */
  overwritten: z.record(z.string(), z.record(z.string(), jsonSchema)),
  /** Places that do not exist: the next write creates them, or somebody deleted them or took their effect away. */
  missing: z.record(z.string(), z.enum(['to-make', 'gone'])),
});
export type Settings = z.infer<typeof settingsSchema>;
export type DueWrite = Settings['dueWrites'][number];

export const initialSettings: Settings = {
  seq: 1,
  paused: false,
  modes: {},
  inStep: [],
  participation: {},
  providerAliases: [],
  registers: {},
  replicas: [],
  outbox: [],
  conflicts: [],
  questions: [],
  dueWrites: [],
  unsupported: [],
  overwritten: {},
  missing: {},
};

/** One of Tandem's writes to an app. */
export const changeSchema = z.object({
  id: z.string().check(z.minLength(1)),
  /** ISO 8601. */
  at: z.string(),
  register: registerIdSchema,
  place: placeIdSchema,
  /** The place's former value, and its new value, in its own form. */
  from: heldSchema,
  to: jsonSchema,
  /** The reason: the user's change in Tandem, a change at the place `source`, or an undo. */
  by: z.enum(['edit', 'place', 'put-back']),
  /** `edit`, or a place. */
  source: z.string(),
  /** `sending`: no answer yet. */
  state: z.enum(['sending', 'ok', 'refused', 'coerced']),
  /** The reason of a refusal. */
  code: z.nullable(z.string()),
  /** The value that the place made of it. */
  got: jsonSchema,
  /** Data that the write overwrote apart from the setting; only the place itself reads it. Missing: none. */
  overwritten: z.optional(z.record(z.string(), jsonSchema)),
});
export type Change = z.infer<typeof changeSchema>;

/** The most writes in the list, newest first. */
export const mostChanges = 500;

/** The last known identities at both apps. */
export const identitiesSchema = z.record(appIdSchema, z.object({ connection: z.string(), identity: z.string() }));
export type Identities = z.infer<typeof identitiesSchema>;

/** The models that an app offers. */
export const offersSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** `models` null: not known. */
  offers: z.array(
    z.object({
      provider: z.string(),
      models: z.nullable(z.array(z.string())),
      /** The number of its models that could not be read. */
      leftOut: z.optional(z.int()),
      /** The problem with the user's own key, if chats need one. */
      key: z.optional(z.enum(['missing', 'expired'])),
    }),
  ),
});
export type Offers = z.infer<typeof offersSchema>;

/** The form that all places of a setting share. */
export interface SharedSetting<T extends Json = Json> {
  readonly value: T;
}

/** `register/place`, the key of `participation`. */
export const participationKey = (register: RegisterId, place: PlaceId) => `${register}/${place}`;

type Chosen = Pick<Settings, 'participation'>;

/** The settings that Tandem's preset can hold. */
export const ofPreset = ['llm.model', 'llm.temperature', 'llm.maxTokens'] as const;

/** Whether LibreChat's default preset takes part. */
export const isPresetOn = ({ participation }: Chosen): boolean =>
  ofPreset.some((register) => participation[participationKey(register, presetPlace)] === 'on');

/** The workspaces at which the user switched a setting on. */
export const chosenWorkspaces = (register: RegisterId, { participation }: Chosen): readonly string[] =>
  Object.entries(participation).flatMap(([key, chosen]) => {
    const place = key.startsWith(`${register}/`) ? asPlace(key.slice(register.length + 1)) : null;
    const slug = place && slugOfPlace(place);
    return chosen === 'on' && slug !== null ? [slug] : [];
  });
