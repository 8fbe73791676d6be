import * as z from 'zod/mini';
import { appIdSchema } from './app';

/** The user's preferences for Tandem itself. */
export const preferencesSchema = z.object({
  /** Seconds between two polls while the user looks: 30 to 600. */
  pollSeconds: z.int().check(z.minimum(30), z.maximum(600)),
  /** Keep the copy of an app's lists when the user signs out of it. */
  keepCopyAfterSignOut: z.boolean(),
  /** Show the launcher in the apps' pages. */
  launcher: z.boolean(),
  /** Origins (with base path) where the user hid the launcher. */
  launcherHiddenAt: z.array(z.string()),
  /** The launcher's distance from the top, as a share of the window's height: 0 to 1. */
  launcherTop: z.number().check(z.minimum(0), z.maximum(1)),
  /** Pinned conversations come first; missing: they do not. */
  pinnedFirst: z.optional(z.boolean()),
  /** The source of the colours of Tandem's views and launcher; missing: the apps. */
  appearance: z.optional(z.enum(['apps', 'system'])),
  /** Whether the apps' own code may use Tandem; missing: it may. */
  bridge: z.optional(z.enum(['on', 'off'])),
  /** Whose chats Tandem keeps a copy of; a missing app: it keeps none. */
  archive: z.optional(z.partialRecord(appIdSchema, z.enum(['on', 'paused']))),
  /** The workspace (its slug) to which the user last took a chat; missing: none so far. */
  lastWorkspace: z.optional(z.string()),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  pollSeconds: 30,
  keepCopyAfterSignOut: false,
  launcher: true,
  launcherHiddenAt: [],
  // Between LibreChat's header and its message navigator (measured: facts/librechat-layout).
  launcherTop: 0.075,
};
