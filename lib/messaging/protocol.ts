import * as z from 'zod/mini';
import { longestAsk } from '@/lib/bridge/bridge-protocol';
import {
  type AppId,
  addressSchema,
  appIdSchema,
  type Change,
  type Connection,
  type Held,
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
  uiSettingsSchema,
} from '@/lib/model';

const id = z.string().check(z.minLength(1), z.maxLength(256));
const place = z.string().check(z.minLength(1), z.maxLength(512));
/** Whose settings the view shows (`SettingsState.people`): nothing is done to anybody else's. */
const people = z.string().check(z.minLength(1), z.maxLength(2048));
/** Per setting: the place whose value is wanted everywhere, or null to leave the places different. */
const answersSchema = z.array(z.object({ register: registerIdSchema, take: z.nullable(place) })).check(z.maxLength(20));
export type CompareAnswers = z.infer<typeof answersSchema>;

/**
 * What Tandem's own views (popup, panel, side panel, connect page) may ask of the background. Everything is parsed
 * with these schemas before anything is done with it.
 */
export const viewRequestSchema = z.discriminatedUnion('type', [
  /**
   * A view is visible: poll what is due. Sent at once and then every few seconds while it stays visible.
   * `input`: the person used a key or a pointer in it since the last time.
   */
  z.object({ type: z.literal('look'), input: z.boolean() }),
  /** Pull both apps now, in full. */
  z.object({ type: z.literal('sync') }),
  /** Read the threads of these workspaces if they are not known or old. */
  z.object({ type: z.literal('threads'), workspaceSlugs: z.array(z.string()).check(z.maxLength(1000)) }),
  /** Connect an app; the host permission has been granted before. */
  z.object({ type: z.literal('connect'), app: appIdSchema, address: addressSchema }),
  z.object({ type: z.literal('disconnect'), app: appIdSchema }),
  /** These stored records did not parse: set them aside and rebuild them. */
  z.object({ type: z.literal('damaged'), keys: z.array(z.string()).check(z.maxLength(10_000)) }),
  /**
   * Show an item. `auto`: in the tab that already shows it; in the app's own tab, if asked from the panel inside it and
   * no answer is being written there; else in a new one. `here` and `new-tab`: what the person chose when asked.
   */
  z.object({ type: z.literal('open'), item: itemSchema, where: z.enum(['auto', 'here', 'new-tab']) }),
  z.object({ type: z.literal('preferences'), patch: z.partial(preferencesSchema) }),
  /** The person set a setting in Tandem; `value` in its shared form (`SharedSetting`). Stored before it is answered. */
  z.object({ type: z.literal('edit'), people, register: registerIdSchema, value: jsonSchema }),
  /** What this place holds is wanted everywhere. */
  z.object({ type: z.literal('use-everywhere'), people, register: registerIdSchema, place }),
  /** A change in Tandem that still waits somewhere is not wanted any more. */
  z.object({ type: z.literal('cancel'), people, edit: id }),
  z.object({ type: z.literal('mode'), people, register: registerIdSchema, mode: modeSchema }),
  z.object({ type: z.literal('role'), people, register: registerIdSchema, place, role: participationSchema }),
  z.object({ type: z.literal('pause'), people, paused: z.boolean() }),
  /** What comparing would write; nothing is changed. */
  z.object({ type: z.literal('preview'), people, answers: answersSchema }),
  /** `rest`: whether the settings without an answer, which are the same, are kept in step from now on, too. */
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
  /** A place refused or bent a value, or was changed by hand: try the same again. */
  z.object({ type: z.literal('retry'), people, register: registerIdSchema, place }),
  /** `lost`: the other value is wanted after all. */
  z.object({ type: z.literal('settle-conflict'), people, conflict: id, take: z.enum(['kept', 'lost']) }),
  /**
   * Give a place back what it held before a change in the list. `for`: for whom the person meant it; of what others use
   * nothing is put back but for everyone, and that is asked outside the apps' pages.
   */
  z.object({ type: z.literal('put-back'), people, change: id, for: z.enum(['me', 'everyone']) }),
  z.object({ type: z.literal('pair-providers'), people, pair: providerAliasSchema }),
  /** The answer to what code in an app's page asked for. */
  z.object({
    type: z.literal('allow'),
    people,
    app: appIdSchema,
    right: rightSchema,
    answer: rightAnswerSchema,
  }),
  /** What both apps offer where a model is chosen; read again if it is old. */
  z.object({ type: z.literal('offers'), people }),
  /** The models of one of AnythingLLM's providers. */
  z.object({ type: z.literal('models'), people, provider: z.string().check(z.minLength(1), z.maxLength(256)) }),
  /** What the person can paste into a bug report. */
  z.object({ type: z.literal('diagnostics') }),
  /** Load the open tabs of an app again, so that what waits for that takes effect. */
  z.object({ type: z.literal('reload-tabs'), app: appIdSchema }),
  /** A panel inside an app's page proves with its one-time nonce that our launcher put it there. */
  z.object({ type: z.literal('claim'), nonce: z.string() }),
  /** A panel inside an app's page asks its launcher to close it; it cannot do so itself. */
  z.object({ type: z.literal('close') }),
]);
export type ViewRequest = z.infer<typeof viewRequestSchema>;

/** For whom the person wants a value back. */
export type MeantFor = Extract<ViewRequest, { type: 'put-back' }>['for'];

/** A write that would follow from an answer. */
export interface PlannedWrite extends Pick<Change, 'register' | 'place'> {
  readonly from: Held;
  readonly to: Json;
}

/**
 * What became of the default preset that the person had before Tandem's: it is the default `restored`; there was `none`;
 * it was deleted meanwhile (`former-gone`); the person's later choice stands (`left`); LibreChat could not be asked as
 * this person (`not-now`).
 */
export type RestoredDefault = 'restored' | 'none' | 'former-gone' | 'left' | 'not-now';

/** When each app was last heard of (ms since the epoch; null: not since this browser started), and who is being asked now. */
export interface ViewStatus {
  readonly checkedAt: Readonly<Record<AppId, number | null>>;
  readonly busy: Readonly<Record<AppId, boolean>>;
  /** Whose settings are being read or written; an app that is asked for them may be silent for long. */
  readonly settingsBusy: Readonly<Record<AppId, boolean>>;
  /** The copy could not be written (a full disk), or a damaged part of it was set aside. */
  readonly storageProblem: Problem | null;
}

export interface ViewReplies {
  look: ViewStatus;
  sync: ViewStatus;
  threads: null;
  connect: { readonly connection: Connection } | { readonly problem: Problem };
  /** What became of the person's former default preset, which comes back when either app goes; null: it never left. */
  disconnect: RestoredDefault | null;
  damaged: null;
  /** `answering`: nothing was opened, because leaving the page would cut off the answer that is being written there. */
  open: 'opened' | 'answering';
  preferences: Preferences;
  edit: null;
  /** False: what the place holds means nothing to other places. */
  'use-everywhere': boolean;
  cancel: null;
  mode: null;
  /** What became of the person's former default preset when ours was given up; null in all other cases. */
  role: RestoredDefault | null;
  pause: null;
  preview: readonly PlannedWrite[];
  compare: null;
  approve: null;
  retry: null;
  'settle-conflict': null;
  /** False: that change cannot be taken back (any more). */
  'put-back': boolean;
  'pair-providers': null;
  allow: null;
  offers: Readonly<Record<AppId, Offers | null>>;
  /** Null: not known, so any text may be right. */
  models: Listed<string> | null;
  diagnostics: string;
  /** `answering`: nothing was loaded anew, because an answer is being written there. */
  'reload-tabs': 'reloaded' | 'answering';
  /** Whether the nonce was good. */
  claim: boolean;
  close: null;
}

/** What our scripts in the apps' pages may say. The app is taken from the sender's address, never from the message. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  /** A document has settled: is it a page of a connected app? Where the launcher may stand, that one is started. */
  z.object({ type: z.literal('page-hello') }),
  /** The launcher: may it stand here, and where? */
  z.object({ type: z.literal('launcher-hello') }),
  /** A document of the app started, was shown, or changed what it holds. Never contains a token. */
  z.object({
    type: z.literal('page-report'),
    session: z.enum(['present', 'absent', 'unknown']),
    /** Path and query of the document, to notice one that is stranded on a login page. */
    path: z.string().check(z.maxLength(4096)),
    ui: z.nullable(uiSettingsSchema),
    /** LibreChat: what was used last. Without a provider it is one of the owner's specs, by its name. */
    lastUsed: z.nullable(z.object({ provider: z.nullable(z.string()), model: z.nullable(z.string()) })),
    /**
     * The settings in this report that the person changed by hand since they were last told, and as of when the document
     * in which they did so knew the settings (`DesiredSettings`); null: it knew none.
     */
    byHand: z.optional(z.partialRecord(registerIdSchema, z.nullable(z.number()))),
    /** What another document of the app wrote just now; whether by hand is told by that one. */
    foreign: z.optional(z.array(registerIdSchema).check(z.maxLength(20))),
  }),
  /** The page is being looked at; `input`: with a key or pointer since the last time. */
  z.object({ type: z.literal('page-look'), input: z.boolean() }),
  /** Code in the page says something to Tandem (`lib/bridge`). `doc`: a random id of the document; `text`: as it was given. */
  z.object({
    type: z.literal('bridge'),
    doc: z.string().check(z.minLength(1), z.maxLength(64)),
    text: z.string().check(z.maxLength(longestAsk)),
  }),
  /** The launcher was moved, hidden here, or asks for the panel. */
  z.object({
    type: z.literal('launcher-did'),
    did: z.discriminatedUnion('what', [
      z.object({ what: z.literal('moved'), top: z.number().check(z.minimum(0), z.maximum(1)) }),
      z.object({ what: z.literal('hidden') }),
      z.object({ what: z.literal('opened') }),
      /** The frame that was opened with this nonce has loaded, and had time to claim the panel. */
      z.object({ what: z.literal('loaded'), nonce: z.string().check(z.maxLength(64)) }),
    ]),
  }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** The settings that an app's page keeps: in its own storage, or (`llm.model`) as what LibreChat used last. */
export type PageRegister = Extract<RegisterId, `ui.${string}`> | 'llm.model';

/** What the person changed by hand in a page, and as of when the page knew the settings then; null: it knew none. */
export type ByHand = Readonly<Partial<Record<RegisterId, number | null>>>;

/** What a page is to hold, as the answer to its report. It takes the place of every answer before. */
export interface DesiredSettings {
  /** Rises with each change of what is wanted (`Settings.seq`). */
  readonly asOf: number;
  /**
   * In the page's own form. To be set where the page still holds what it reported, and to stay against what the app itself
   * writes without the person; `llm.model` is set once, and once more in the next document. What is missing is the app's.
   */
  readonly values: Readonly<Partial<Record<PageRegister, Json>>>;
}

export interface PageReplies {
  /**
   * Null: no page of a connected app (any more).
   * `rescue`: a fresh LibreChat token for a document that lost its first refresh to ours; the one token that reaches a page.
   * `desired`: null leaves the page as it is.
   */
  'page-report': { readonly rescue: string | null; readonly desired: DesiredSettings | null } | null;
  'page-look': null;
  /** The answer, as JSON text (`ToBridge`). */
  bridge: string;
  /** Null: no page of a connected app; it is left alone. */
  'page-hello': { readonly app: AppId; readonly basePath: string } | null;
  /** Null: it may not stand here. */
  'launcher-hello': {
    /** Its distance from the top, 0 to 1. */
    readonly top: number;
    /** Whose colours it has; missing: the page's. */
    readonly follows?: 'system';
  } | null;
  /** `nonce`: opens the panel in this tab once, when it was asked for. */
  'launcher-did': { readonly nonce: string | null };
}

/** What the background says to a script of ours in a page. */
export type ToPage =
  /** Report again, with a `page-report`: what the page is to hold may have changed. */
  | { readonly type: 'report' }
  /** The document lost its first refresh to ours: hand the app this fresh token once it stands on its login page. */
  | { readonly type: 'rescue'; readonly token: string }
  /** News for the code in the document of this id, as JSON text (`ToBridge`); any other document drops them. */
  | { readonly type: 'bridge'; readonly doc: string; readonly text: string }
  /** Close the panel of the launcher. */
  | { readonly type: 'close-panel' }
  /** Whether the launcher may stand here, or where, has changed: ask again with `launcher-hello`. */
  | { readonly type: 'launcher' };
