import type { AppState, AppStatus, AppUser } from '@/lib/model';
import { formatAge, formatAsOf } from '../common/format-time';
import { statusWords } from './words';

/** How good things stand with an app, for the quiet dot beside its name. */
export type Tone = 'good' | 'waiting' | 'off';

export function tone({ connection, status }: AppState): Tone {
  if (!connection) return 'off';
  const signedIn = status.session === 'signed-in' || status.session === 'not-needed';
  return signedIn && status.granted && !status.problem ? 'good' : 'waiting';
}

/** Whether the problem says what became of the session, so that the session's own sentence would only repeat it. */
export const wasRefused = ({ session, problem }: AppStatus) => session === 'expired' && problem?.code === 'signed-out';

/** The name that an app has for the person, or null in apps without accounts. */
export function personName(user: AppUser | null): string | null {
  if (user?.mode !== 'accounts') return null;
  return user.name ?? user.username ?? user.email;
}

/**
 * How old what is shown is: "checked 20 s ago" while the app answers, "as of 14:05" when it does not. Null where
 * nothing is shown. `checkedAt` and `now` in ms since the epoch.
 */
export function freshness(app: AppState, busy: boolean, checkedAt: number | null, now: number): string | null {
  const { session, problem, syncedAt, granted } = app.status;
  if (!app.connection || session === 'signed-out' || session === 'unseen') return null;
  if (busy) return statusWords.checking;
  const synced = syncedAt === null ? Number.NaN : Date.parse(syncedAt);
  const answers = !problem && granted && (session === 'signed-in' || session === 'not-needed');
  if (answers && checkedAt !== null) return statusWords.checked(formatAge(checkedAt, now));
  const current = Math.max(Number.isNaN(synced) ? 0 : synced, checkedAt ?? 0);
  return current === 0 ? statusWords.notRead : statusWords.asOf(formatAsOf(current, now));
}

/** The name that this server has beside the app's own, if it has one: "Acme Chat". */
export function ownTitle(state: AppState, appName: string): string | null {
  const title = state.connection?.title.trim() ?? '';
  return title !== '' && title !== appName ? title : null;
}
