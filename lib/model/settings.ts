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

/** What each setting can be, in the form that all places share. */
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

/** The settings that the apps' pages keep for how they look. */
export type UiSetting = Extract<RegisterId, `ui.${string}`>;
/** By what name each app's pages keep them in `localStorage`; how they are encoded there, `lib/page/settings/page-values.ts` knows. */
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
 * What an app's pages show, in the app's own values ("system", "de-DE", "text-base"). Null: not set in this browser. A field
 * that comes later is optional: what was stored before lacks it.
 */
export const uiSettingsSchema = z.object({
  theme: z.nullable(z.string()),
  language: z.nullable(z.string()),
  textSize: z.nullable(z.string()),
  /** Settings whose value an open page shows only once it is loaded again. */
  afterReload: z.optional(z.array(registerIdSchema)),
} satisfies Record<UiField | 'afterReload', z.ZodMiniType>);
export type UiSettings = z.infer<typeof uiSettingsSchema>;

/** Whether a setting takes part at one place, as the person chose. */
export const participationSchema = z.enum(['on', 'off']);
export type Participation = z.infer<typeof participationSchema>;

/** What a setting does at one place: nothing, tell others, be told, or both. What the place allows decides. */
export const roleSchema = z.enum(['off', 'leads', 'follows', 'both']);
export type Role = z.infer<typeof roleSchema>;

/** How far a setting follows by itself. */
export const modes = ['automatic', 'ask', 'off'] as const;
export const modeSchema = z.enum(modes);
export type Mode = z.infer<typeof modeSchema>;

/** What a place holds, in its own form; `absent`: no value of its own. */
export const heldSchema = z.union([z.literal('absent'), z.object({ value: jsonSchema })]);
export type Held = z.infer<typeof heldSchema>;

/** What ties a place to the shared value of a setting. */
const linkSchema = z.discriminatedUnion('state', [
  /** It was not read since it takes part. */
  z.object({ state: z.literal('unread') }),
  /** It was read, and waits to join. */
  z.object({ state: z.literal('apart'), candidate: heldSchema }),
  /** It joins with whatever its first reading finds (rule J4). */
  z.object({ state: z.literal('joining') }),
  /** `base`: what was last accounted for there. */
  z.object({ state: z.literal('joined'), base: heldSchema }),
]);
export type Link = z.infer<typeof linkSchema>;

/**
 * How the last write to a place went.
 * - `sending`: stored before the request; whether it arrived is not known yet;
 * - `refused`, `coerced`: the place said no, or made something else of it; the same target is not tried again.
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
   * It keeps what it holds until it would get another value than `against`: by the person's `choice` or their `no` to a
   * question, or since it says the shared value in its own `words`.
   */
  z.object({ by: z.enum(['choice', 'no', 'words']), against: jsonSchema }),
  /** It is to have back what it held before the write `change`. */
  z.object({ by: z.literal('put-back'), change: z.string(), target: jsonSchema }),
]);
export type Pinned = z.infer<typeof pinnedSchema>;

/** One place's part in one setting. */
const replicaSchema = z.object({
  /** The place: unique for the register. */
  id: placeIdSchema,
  register: registerIdSchema,
  role: roleSchema,
  /** Who is affected by a write: only this person, or others too. */
  audience: z.enum(['me', 'others']),
  /** Of two changes found at the same time the higher one wins. */
  rank: z.number(),
  link: linkSchema,
  lastWrite: z.nullable(lastWriteSchema),
  pinned: z.nullable(pinnedSchema),
  /** The register's `seq` when this was last read or written: what is held since then may be older than a newer value. */
  readAtSeq: z.number(),
  /** The target that the person said yes to, this once. */
  approved: z.nullable(z.object({ target: jsonSchema })),
});
export type Replica = Readonly<z.infer<typeof replicaSchema>>;

/** What was last accounted for at a place; null: it has not joined. */
export function baseOf({ link }: Pick<Replica, 'link'>): Held | null {
  if (link.state === 'joined') return link.base;
  return link.state === 'joining' ? 'absent' : null;
}

/** The value that a place is known to hold, joined or not; undefined: none is known. */
export function knownValue(replica: Pick<Replica, 'link'>): Json | undefined {
  const { link } = replica;
  return valueIn(link.state === 'apart' ? link.candidate : baseOf(replica));
}

export const valueIn = (held: Held | null): Json | undefined =>
  held === null || held === 'absent' ? undefined : held.value;

const registerSchema = z.object({
  /** Null: no place has told one yet. */
  value: jsonSchema,
  /** When the value was chosen, in the background’s own sequence; 0: nobody chose it, it was only found (J2). */
  seq: z.number(),
  /** `edit`, or the place that the value came from. */
  from: z.string(),
});
export type Register = Readonly<z.infer<typeof registerSchema>>;

/** A person's change in Tandem that is not everywhere yet. */
export const waitingEditSchema = z.object({
  id: z.string().check(z.minLength(1)),
  register: registerIdSchema,
  value: jsonSchema,
  /** What the setting was before, and where that came from; null: not known. */
  before: z.nullable(registerSchema),
  seq: z.number(),
  /** ISO 8601. */
  at: z.string(),
});
export type WaitingEdit = z.infer<typeof waitingEditSchema>;

const sideSchema = z.object({ value: jsonSchema, from: z.string() });
/** Different values wanted at the same time: the one that was kept and the one that is a click away (shared form). */
export const conflictSchema = z.object({
  id: z.string().check(z.minLength(1)),
  register: registerIdSchema,
  kept: sideSchema,
  lost: sideSchema,
  seq: z.number(),
  at: z.string(),
});
export type Conflict = z.infer<typeof conflictSchema>;

/** What only the person can decide. */
export const questionSchema = z.discriminatedUnion('kind', [
  /** Places that were never in step hold different values. */
  z.object({
    kind: z.literal('compare'),
    register: registerIdSchema,
    /** Every place that told a value: what it holds, and what that means elsewhere (null: nothing). */
    options: z.array(z.object({ replica: placeIdSchema, native: jsonSchema, shared: jsonSchema })),
  }),
  /** A write needs a yes. */
  z.object({
    kind: z.literal('approve'),
    register: registerIdSchema,
    replica: placeIdSchema,
    now: heldSchema,
    target: jsonSchema,
    /** `others`: other people use this place; `mode`: the person wants to be asked. */
    why: z.enum(['others', 'mode']),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** A provider of AnythingLLM and an endpoint of LibreChat that are the same service, as the person says. */
export const providerAliasSchema = z.object({
  provider: z.string().check(z.minLength(1)),
  endpoint: z.string().check(z.minLength(1)),
});

const placeTargetSchema = z.object({ register: registerIdSchema, replica: placeIdSchema });

/** Everything about the settings of one pair of people (one in each app) but the list of changes. */
export const settingsSchema = z.object({
  /** The next number of the sequence. */
  seq: z.number(),
  paused: z.boolean(),
  /** Missing: `automatic`. */
  modes: z.partialRecord(registerIdSchema, modeSchema),
  /** The settings that the person wants in step; of all others nothing is written anywhere (rule J1). */
  begun: z.array(registerIdSchema),
  /** What the person chose per `register/place`; missing: the default. */
  roles: z.record(z.string(), participationSchema),
  pairs: z.array(providerAliasSchema),
  registers: z.partialRecord(registerIdSchema, registerSchema),
  replicas: z.array(replicaSchema),
  outbox: z.array(waitingEditSchema),
  conflicts: z.array(conflictSchema),
  questions: z.array(questionSchema),
  /** Writes that are due, and have not been answered. */
  waiting: z.array(
    z.extend(placeTargetSchema, {
      target: jsonSchema,
      /** The change that the person wants back. Missing: it gives the shared value. */
      restores: z.optional(z.string()),
    }),
  ),
  /** Places that cannot hold the present value. */
  unsupported: z.array(placeTargetSchema),
  /** What writes overwrote besides the settings, by place. */
  overwritten: z.record(z.string(), z.record(z.string(), jsonSchema)),
  /** Places that are not there: made by the next write to them, or gone (or of no effect) by somebody's own hand. */
  missing: z.record(z.string(), z.enum(['to-make', 'gone'])),
});
export type Settings = z.infer<typeof settingsSchema>;

export const initialSettings: Settings = {
  seq: 1,
  paused: false,
  modes: {},
  begun: [],
  roles: {},
  pairs: [],
  registers: {},
  replicas: [],
  outbox: [],
  conflicts: [],
  questions: [],
  waiting: [],
  unsupported: [],
  overwritten: {},
  missing: {},
};

/** One write of Tandem's to an app. */
export const changeSchema = z.object({
  id: z.string().check(z.minLength(1)),
  /** ISO 8601. */
  at: z.string(),
  register: registerIdSchema,
  place: placeIdSchema,
  /** What the place held, and what it was given, in its own form. */
  from: heldSchema,
  to: jsonSchema,
  /** Why: the person's change in Tandem, a change at the place `source`, or the person's wish to have a value back. */
  by: z.enum(['edit', 'place', 'put-back']),
  /** `edit`, or a place. */
  source: z.string(),
  /** `sending`: no answer was heard (yet). */
  state: z.enum(['sending', 'ok', 'refused', 'coerced']),
  /** Why it was refused. */
  code: z.nullable(z.string()),
  /** What the place made of it. */
  got: jsonSchema,
  /** What the write overwrote besides the setting; only the place itself reads it. Missing: nothing. */
  overwritten: z.optional(z.record(z.string(), jsonSchema)),
});
export type Change = z.infer<typeof changeSchema>;

/** The last writes, newest first, at most this many. */
export const mostChanges = 500;

/** Who was last known in both apps. */
export const identitiesSchema = z.record(appIdSchema, z.object({ connection: z.string(), identity: z.string() }));
export type Identities = z.infer<typeof identitiesSchema>;

/** What an app offers where a model is chosen. */
export const offersSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** `models` null: not known. */
  offers: z.array(
    z.object({
      provider: z.string(),
      models: z.nullable(z.array(z.string())),
      /** How many of its models could not be read. */
      leftOut: z.optional(z.int()),
      /** What is wrong with the person's own key, where chats need one. */
      key: z.optional(z.enum(['missing', 'expired'])),
    }),
  ),
});
export type Offers = z.infer<typeof offersSchema>;

/** The form that all places of a setting share. */
export interface SharedSetting<T extends Json = Json> {
  readonly value: T;
}

/** `register/place`, the key of `roles`. */
export const roleKey = (register: RegisterId, place: PlaceId) => `${register}/${place}`;

type Chosen = Pick<Settings, 'roles'>;

/** Everything that Tandem's preset can hold. */
export const ofPreset = ['llm.model', 'llm.temperature', 'llm.maxTokens'] as const;

/** Whether LibreChat's default preset is one of the places that take part. */
export const isPresetOn = ({ roles }: Chosen): boolean =>
  ofPreset.some((register) => roles[roleKey(register, presetPlace)] === 'on');

/** The workspaces at which the person switched a setting on. */
export const chosenWorkspaces = (register: RegisterId, { roles }: Chosen): readonly string[] =>
  Object.entries(roles).flatMap(([key, chosen]) => {
    const place = key.startsWith(`${register}/`) ? asPlace(key.slice(register.length + 1)) : null;
    const slug = place && slugOfPlace(place);
    return chosen === 'on' && slug !== null ? [slug] : [];
  });
