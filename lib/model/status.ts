import * as z from 'zod/mini';
import { problemSchema } from './problem';

/**
 * How Tandem stands with an app's session.
 * - `unseen`: connected, but no sign-in was noticed yet;
 * - `not-needed`: the app lets everybody in (AnythingLLM's open mode);
 * - `signed-in`;
 * - `asleep`: signed in as far as Tandem knows, but a page of the app must be opened once before Tandem can talk to it;
 * - `expired`: the session ran out, nobody signed out;
 * - `signed-out`: the person signed out; nothing of them is shown.
 */
export const sessionStateSchema = z.enum(['unseen', 'not-needed', 'signed-in', 'asleep', 'expired', 'signed-out']);
export type SessionState = z.infer<typeof sessionStateSchema>;

export const appStatusSchema = z.object({
  session: sessionStateSchema,
  /** Whose data is stored and shown; null when nobody's. */
  identity: z.nullable(z.string()),
  problem: z.nullable(problemSchema),
  /** The last bearer seen: the app's `own`, or a `foreign` one (an identity provider's), whose session we never refresh. */
  bearer: z.nullable(z.enum(['own', 'foreign'])),
  /** The browser still grants the app's host to Tandem. */
  granted: z.boolean(),
  /** ISO 8601: when a pull last brought everything up to date and something of the stored state changed. */
  syncedAt: z.nullable(z.string()),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

export const initialStatus: AppStatus = {
  session: 'unseen',
  identity: null,
  problem: null,
  bearer: null,
  granted: true,
  syncedAt: null,
};
