import * as z from 'zod/mini';

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

/** What went wrong with an app, in the words that the panel shows. */
export const problemSchema = z.object({
  /** Stable, for tests and bug reports; see lib/errors. */
  code: z.string(),
  message: z.string(),
  /** Likely to pass by itself; Tandem tries again. */
  transient: z.boolean(),
  /** ISO 8601: since when. */
  since: z.string(),
  /** The address that the app's own leads to, where it may have moved to. */
  leadsTo: z.optional(z.string()),
});
export type Problem = z.infer<typeof problemSchema>;

/** Whether something before the app answers in its place, which only a page that loads can pass (`InFrontError`). */
export const isInFront = (problem: Problem | null): boolean =>
  problem?.code === 'login-proxy' || problem?.code === 'challenge';

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
