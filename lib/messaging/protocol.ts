import { z } from 'zod';
import {
  type AppId,
  addressSchema,
  appIdSchema,
  type Connection,
  itemSchema,
  type Preferences,
  type Problem,
  preferencesSchema,
  uiSettingsSchema,
} from '@/lib/model';

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
  z.object({ type: z.literal('threads'), workspaceSlugs: z.array(z.string()).max(1000) }),
  /** Connect an app; the host permission has been granted before. */
  z.object({ type: z.literal('connect'), app: appIdSchema, address: addressSchema }),
  z.object({ type: z.literal('disconnect'), app: appIdSchema }),
  /** These stored records did not parse: set them aside and rebuild them. */
  z.object({ type: z.literal('damaged'), keys: z.array(z.string()).max(10_000) }),
  /**
   * Show an item. `auto`: in the tab that already shows it; in the app's own tab, if asked from the panel inside it and
   * no answer is being written there; else in a new one. `here` and `new-tab`: what the person chose when asked.
   */
  z.object({ type: z.literal('open'), item: itemSchema, where: z.enum(['auto', 'here', 'new-tab']) }),
  z.object({ type: z.literal('preferences'), patch: preferencesSchema.partial() }),
  /** A panel inside an app's page proves with its one-time nonce that our launcher put it there. */
  z.object({ type: z.literal('claim'), nonce: z.string() }),
  /** A panel inside an app's page asks its launcher to close it; it cannot do so itself. */
  z.object({ type: z.literal('close') }),
]);
export type ViewRequest = z.infer<typeof viewRequestSchema>;

/** When each app was last heard of (ms since the epoch; null: not since this browser started), and who is being asked now. */
export interface Look {
  readonly checkedAt: Readonly<Record<AppId, number | null>>;
  readonly busy: Readonly<Record<AppId, boolean>>;
  /** The copy could not be written (a full disk), or a damaged part of it was set aside. */
  readonly storageProblem: Problem | null;
}

export interface ViewReplies {
  look: Look;
  sync: Look;
  threads: null;
  connect: { readonly connection: Connection } | { readonly problem: Problem };
  disconnect: null;
  damaged: null;
  /** `answering`: nothing was opened, because leaving the page would cut off the answer that is being written there. */
  open: 'opened' | 'answering';
  preferences: Preferences;
  /** Whether the nonce was good. */
  claim: boolean;
  close: null;
}

/** What our scripts in the apps' pages may say. The app is taken from the sender's address, never from the message. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  /** A script of ours started in a document: is this a page of a connected app, and may the launcher stand there? */
  z.object({ type: z.literal('page-hello') }),
  /** A document of the app started, was shown, or changed what it holds. Never contains a token. */
  z.object({
    type: z.literal('page-report'),
    session: z.enum(['present', 'absent', 'unknown']),
    /** Path and query of the document, to notice one that is stranded on a login page. */
    path: z.string().max(4096),
    ui: uiSettingsSchema.nullable(),
    /** LibreChat: what the person picked last. */
    lastUsed: z.object({ provider: z.string().nullable(), model: z.string().nullable() }).nullable(),
  }),
  /** The page is being looked at; `input`: with a key or pointer since the last time. */
  z.object({ type: z.literal('page-look'), input: z.boolean() }),
  /** The launcher was moved, hidden here, or asks for the panel. */
  z.object({
    type: z.literal('launcher-did'),
    did: z.discriminatedUnion('what', [
      z.object({ what: z.literal('moved'), top: z.number().min(0).max(1) }),
      z.object({ what: z.literal('hidden') }),
      z.object({ what: z.literal('opened') }),
    ]),
  }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

export interface PageReplies {
  /** `rescue`: a fresh LibreChat token for a document that lost its first refresh to ours; the one token that reaches a page. */
  'page-report': { readonly rescue: string | null };
  'page-look': null;
  /** Null: no page of a connected app; the script ends. `launcher`: its distance from the top, 0 to 1, or null to hide it. */
  'page-hello': {
    readonly app: AppId;
    readonly basePath: string;
    readonly launcher: { readonly top: number } | null;
  } | null;
  /** `nonce`: opens the panel in this tab once, when it was asked for. */
  'launcher-did': { readonly nonce: string | null };
}

/** What the background says to a script of ours in a page. */
export type ToPage =
  /** Report again, with a `page-report`. */
  | { readonly type: 'report' }
  /** The document lost its first refresh to ours: hand the app this fresh token once it stands on its login page. */
  | { readonly type: 'rescue'; readonly token: string }
  /** Close the panel of the launcher. */
  | { readonly type: 'close-panel' }
  /** Whether the launcher may stand here, or where, has changed: ask again with `page-hello`. */
  | { readonly type: 'launcher' };
