import * as z from 'zod/mini';
import { longestAsk } from '@/lib/bridge/bridge-protocol';
import { type AppId, type Json, type RegisterId, registerIdSchema, uiSettingsSchema } from '@/lib/model';

/** What views may ask stands in `commands.ts`. */
export type * from './commands';

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
