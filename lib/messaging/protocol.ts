import * as z from 'zod/mini';
import { longestAsk } from '@/lib/bridge/bridge-protocol';
import { type AppId, type Json, type RegisterId, registerIdSchema, uiSettingsSchema } from '@/lib/model';

/** `commands.ts` has the requests of views. */
export type * from './commands';

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
  z.object({ type: z.literal('page-heartbeat'), input: z.boolean() }),
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
export type ReportMessage = Extract<PageMessage, { type: 'page-report' }>;
/** What a page's report says. */
export type PageReport = Omit<ReportMessage, 'type'>;

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
  'page-heartbeat': null;
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
