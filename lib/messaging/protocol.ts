import * as z from 'zod/mini';
import { longestAsk } from '@/lib/bridge/bridge-protocol';
import {
  type AppId,
  addressSchema,
  appIdSchema,
  type Change,
  type Connection,
  itemSchema,
  type Json,
  jsonSchema,
  type Listed,
  modeSchema,
  type Offers,
  type Preferences,
  type Problem,
  participationSchema,
  preferencesSchema,
  providerAliasSchema,
  type RegisterId,
  registerIdSchema,
  rightAnswerSchema,
  rightSchema,
  type Seen,
  uiSettingsSchema,
} from '@/lib/model';

const id = z.string().check(z.minLength(1), z.maxLength(256));
const place = z.string().check(z.minLength(1), z.maxLength(512));
/** The identities whose settings the view shows (`SettingsState.people`): a request never affects others. */
const people = z.string().check(z.minLength(1), z.maxLength(2048));
/** Per setting: the place whose value all places take, or null to leave the places different. */
const answersSchema = z.array(z.object({ register: registerIdSchema, take: z.nullable(place) })).check(z.maxLength(20));
export type CompareAnswers = z.infer<typeof answersSchema>;

/**
 * The requests of Tandem's own views (popup, panel, side panel, connect page) to the background. All are parsed with
 * these schemas first.
 */
export const viewRequestSchema = z.discriminatedUnion('type', [
  /**
   * Heartbeat of a visible view: poll the apps that are due. Sent at once and then every few seconds while it stays
   * visible. `input`: the user pressed a key or a pointer in it since the last heartbeat.
   */
  z.object({ type: z.literal('look'), input: z.boolean() }),
  /** Pull both apps now, in full. */
  z.object({ type: z.literal('sync') }),
  /** Read the threads of these workspaces if they are unknown or stale. */
  z.object({ type: z.literal('threads'), workspaceSlugs: z.array(z.string()).check(z.maxLength(1000)) }),
  /** Connect an app; the host permission has been granted before. */
  z.object({ type: z.literal('connect'), app: appIdSchema, address: addressSchema }),
  z.object({ type: z.literal('disconnect'), app: appIdSchema }),
  /** These stored records did not parse: set them aside and read their data again. */
  z.object({ type: z.literal('damaged'), keys: z.array(z.string()).check(z.maxLength(10_000)) }),
  /**
   * Show an item. `auto`: in the tab that already shows it. From the panel inside the app's page, in that tab, unless
   * an answer is being written there. Else in a new tab. `here` and `new-tab`: the user's choice.
   */
  z.object({ type: z.literal('open'), item: itemSchema, where: z.enum(['auto', 'here', 'new-tab']) }),
  z.object({ type: z.literal('preferences'), patch: z.partial(preferencesSchema) }),
  /** The user changed a setting in Tandem; `value` in its shared form (`SharedSetting`). Stored before the reply. */
  z.object({ type: z.literal('edit'), people, register: registerIdSchema, value: jsonSchema }),
  /** Copy this place's value to all places. */
  z.object({ type: z.literal('use-everywhere'), people, register: registerIdSchema, place }),
  /** Cancel a change in Tandem that is still waiting for a place. */
  z.object({ type: z.literal('cancel'), people, edit: id }),
  z.object({ type: z.literal('mode'), people, register: registerIdSchema, mode: modeSchema }),
  z.object({ type: z.literal('role'), people, register: registerIdSchema, place, role: participationSchema }),
  z.object({ type: z.literal('pause'), people, paused: z.boolean() }),
  /** The writes that comparing would cause; nothing is changed. */
  z.object({ type: z.literal('preview'), people, answers: answersSchema }),
  /** `rest`: whether the settings without an answer, which are equal, are kept in step from now on, too. */
  z.object({ type: z.literal('compare'), people, answers: answersSchema, rest: z.enum(['follow', 'leave']) }),
  /** The answer to a question of kind `approve`, for exactly this target. */
  z.object({
    type: z.literal('approve'),
    people,
    register: registerIdSchema,
    place,
    target: jsonSchema,
    answer: z.enum(['yes', 'no']),
  }),
  /** A place refused or coerced a value, or was changed by hand: try the same value again. */
  z.object({ type: z.literal('retry'), people, register: registerIdSchema, place }),
  /** `lost`: take the other value after all. */
  z.object({ type: z.literal('settle-conflict'), people, conflict: id, take: z.enum(['kept', 'lost']) }),
  /**
   * Undo a change in the list at its place. `for`: the people whom the user wanted to affect. A place that others use
   * is only restored for everyone, and that is asked outside the apps' pages.
   */
  z.object({ type: z.literal('put-back'), people, change: id, for: z.enum(['me', 'everyone']) }),
  z.object({ type: z.literal('pair-providers'), people, pair: providerAliasSchema }),
  /** The answer to a question about code in an app's page. */
  z.object({
    type: z.literal('allow'),
    people,
    app: appIdSchema,
    right: rightSchema,
    answer: rightAnswerSchema,
  }),
  /** The models that both apps offer; read again if they are old. */
  z.object({ type: z.literal('offers'), people }),
  /** The models of one of AnythingLLM's providers. */
  z.object({ type: z.literal('models'), people, provider: z.string().check(z.minLength(1), z.maxLength(256)) }),
  /** The text for a bug report. */
  z.object({ type: z.literal('diagnostics') }),
  /** Reload the open tabs of an app, so that waiting changes take effect. */
  z.object({ type: z.literal('reload-tabs'), app: appIdSchema }),
  /** A panel inside an app's page proves with its one-time nonce that our launcher opened it. */
  z.object({ type: z.literal('claim'), nonce: z.string() }),
  /** A panel inside an app's page asks its launcher to close it; it cannot close itself. */
  z.object({ type: z.literal('close') }),
]);
export type ViewRequest = z.infer<typeof viewRequestSchema>;

/** The people for whom the user wants a value back. */
export type MeantFor = Extract<ViewRequest, { type: 'put-back' }>['for'];

/** A write that would follow from an answer. */
export interface PlannedWrite extends Pick<Change, 'register' | 'place'> {
  readonly from: Seen;
  readonly to: Json;
}

/**
 * The outcome for the user's default preset from before Tandem's: it is the default again (`restored`); there was
 * `none`; it was deleted meanwhile (`former-gone`); the user's later choice stays (`left`); LibreChat could not be
 * asked with this identity (`not-now`).
 */
export type RestoredDefault = 'restored' | 'none' | 'former-gone' | 'left' | 'not-now';

/**
 * When each app last answered (ms since the epoch; null: not since this browser started), and which app is being read
 * now.
 */
export interface ViewStatus {
  readonly checkedAt: Readonly<Record<AppId, number | null>>;
  readonly busy: Readonly<Record<AppId, boolean>>;
  /** The apps whose settings are being read or written; such an app may be silent for long. */
  readonly settingsBusy: Readonly<Record<AppId, boolean>>;
  /** The copy could not be written (a full disk), or a damaged part was set aside. */
  readonly storageProblem: Problem | null;
}

export interface ViewReplies {
  look: ViewStatus;
  sync: ViewStatus;
  threads: null;
  connect: { readonly connection: Connection } | { readonly problem: Problem };
  /**
   * The outcome for the user's former default preset, which is restored when either app is disconnected; null: Tandem
   * had not replaced it.
   */
  disconnect: RestoredDefault | null;
  damaged: null;
  /** `answering`: nothing was opened, because leaving the page would cut off an answer that is being written there. */
  open: 'opened' | 'answering';
  preferences: Preferences;
  edit: null;
  /** False: other places cannot use this place's value. */
  'use-everywhere': boolean;
  cancel: null;
  mode: null;
  /** The outcome for the user's former default preset when ours was given up; null in all other cases. */
  role: RestoredDefault | null;
  pause: null;
  preview: readonly PlannedWrite[];
  compare: null;
  approve: null;
  retry: null;
  'settle-conflict': null;
  /** False: this change cannot be undone any more. */
  'put-back': boolean;
  'pair-providers': null;
  allow: null;
  offers: Readonly<Record<AppId, Offers | null>>;
  /** Null: not known, so any text may be right. */
  models: Listed<string> | null;
  diagnostics: string;
  /** `answering`: nothing was reloaded, because an answer is being written there. */
  'reload-tabs': 'reloaded' | 'answering';
  /** Whether the nonce was valid. */
  claim: boolean;
  close: null;
}

/** The messages of our scripts in the apps' pages. The app comes from the sender's address, never from the message. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  /** A document has settled: does it belong to a connected app? If the launcher may be there, it is started. */
  z.object({ type: z.literal('page-hello') }),
  /** The launcher: may it be here, and where? */
  z.object({ type: z.literal('launcher-hello') }),
  /** A document of the app started, was shown, or changed its values. Never contains a token. */
  z.object({
    type: z.literal('page-report'),
    session: z.enum(['present', 'absent', 'unknown']),
    /** Path and query of the document, to notice a document that is stranded on a login page. */
    path: z.string().check(z.maxLength(4096)),
    ui: z.nullable(uiSettingsSchema),
    /** LibreChat: the last used model. Without a provider it is one of the owner's specs, by its name. */
    lastUsed: z.nullable(z.object({ provider: z.nullable(z.string()), model: z.nullable(z.string()) })),
    /**
     * The settings in this report that the user changed by hand since the last report, with the version of the settings
     * that their document knew (`DesiredSettings`); null: it knew none.
     */
    byHand: z.optional(z.partialRecord(registerIdSchema, z.nullable(z.number()))),
    /** Values that another document of the app wrote just now; that document reports whether by hand. */
    foreign: z.optional(z.array(registerIdSchema).check(z.maxLength(20))),
  }),
  /** The page is visible; `input`: with a key or pointer since the last message. */
  z.object({ type: z.literal('page-look'), input: z.boolean() }),
  /** A message of code in the page to Tandem (`lib/bridge`). `doc`: a random id of the document; `text`: unchanged. */
  z.object({
    type: z.literal('bridge'),
    doc: z.string().check(z.minLength(1), z.maxLength(64)),
    text: z.string().check(z.maxLength(longestAsk)),
  }),
  /** The launcher was moved, was hidden here, or asks for the panel. */
  z.object({
    type: z.literal('launcher-did'),
    did: z.discriminatedUnion('what', [
      z.object({ what: z.literal('moved'), top: z.number().check(z.minimum(0), z.maximum(1)) }),
      z.object({ what: z.literal('hidden') }),
      z.object({ what: z.literal('opened') }),
      /** The frame with this nonce has loaded, and had time to claim the panel. */
      z.object({ what: z.literal('loaded'), nonce: z.string().check(z.maxLength(64)) }),
    ]),
  }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** The settings that an app's page keeps: in its own storage, or (`llm.model`) as LibreChat's last used model. */
export type PageRegister = Extract<RegisterId, `ui.${string}`> | 'llm.model';

/** Changes made by hand in a page, with the version of the settings that the page knew then; null: it knew none. */
export type ByHand = Readonly<Partial<Record<RegisterId, number | null>>>;

/** The values that a page has to hold, in the answer to its report. It replaces every earlier answer. */
export interface DesiredSettings {
  /** Rises with each change of the desired values (`Settings.seq`). */
  readonly asOf: number;
  /**
   * In the page's own form. The page sets a value if it still holds the value of its report, and restores it after the
   * app's own writes. `llm.model` is set once, and once more in the next document. Missing settings belong to the app.
   */
  readonly values: Readonly<Partial<Record<PageRegister, Json>>>;
}

export interface PageReplies {
  /**
   * Null: the page belongs to no connected app. `rescue`: a fresh LibreChat token for a document that lost its first
   * refresh to ours; the only token that reaches a page. `desired`: null leaves the page as it is.
   */
  'page-report': { readonly rescue: string | null; readonly desired: DesiredSettings | null } | null;
  'page-look': null;
  /** The answer, as JSON text (`ToBridge`). */
  bridge: string;
  /** Null: the page belongs to no connected app, and is left alone. */
  'page-hello': { readonly app: AppId; readonly basePath: string } | null;
  /** Null: it may not be here. */
  'launcher-hello': {
    /** Its distance from the top, 0 to 1. */
    readonly top: number;
    /** The source of its colours; missing: the page. */
    readonly follows?: 'system';
  } | null;
  /** `nonce`: opens the panel in this tab once, if it was asked for. */
  'launcher-did': { readonly nonce: string | null };
}

/** The background's messages to our script in a page. */
export type ToPage =
  /** Send a new `page-report`: the page may have to hold other values. */
  | { readonly type: 'report' }
  /** The document lost its first refresh to ours: give the app this fresh token when it is on its login page. */
  | { readonly type: 'rescue'; readonly token: string }
  /** News for the code in the document of this id, as JSON text (`ToBridge`); any other document drops them. */
  | { readonly type: 'bridge'; readonly doc: string; readonly text: string }
  /** Close the panel of the launcher. */
  | { readonly type: 'close-panel' }
  /** The launcher's position, or whether it may be here, has changed: ask again with `launcher-hello`. */
  | { readonly type: 'launcher' };
