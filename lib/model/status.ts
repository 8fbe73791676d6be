import * as z from 'zod/mini';
import { problemSchema } from './problem';

/**
 * The state of an app's session.
 * - `unseen`: connected, but no sign-in was noticed yet;
 * - `not-needed`: the app needs no sign-in (AnythingLLM's open mode);
 * - `signed-in`;
 * - `asleep`: signed in as far as Tandem knows, but a page of the app must be opened once before Tandem can use it;
 * - `expired`: the session expired, nobody signed out;
 * - `signed-out`: the user signed out; none of their data is shown.
 */
export const sessionStateSchema = z.enum(['unseen', 'not-needed', 'signed-in', 'asleep', 'expired', 'signed-out']);
export type SessionState = z.infer<typeof sessionStateSchema>;

export const appStatusSchema = z.object({
  session: sessionStateSchema,
  /** The identity whose data is stored and shown; null: none. */
  identity: z.nullable(z.string()),
  problem: z.nullable(problemSchema),
  /**
   * The last bearer: the app's `own`, or a `foreign` one (an identity provider's), whose session Tandem never
   * refreshes.
   */
  bearer: z.nullable(z.enum(['own', 'foreign'])),
  /** Whether the browser still grants the app's host to Tandem. */
  granted: z.boolean(),
  /** ISO 8601: when a pull last completed and changed the stored state. */
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
