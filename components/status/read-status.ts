import type { AppState, AppStatus, AppUser } from '@/lib/model';
import { ageOf, formatAsOf } from '../common/format-time';
import { words } from '../words/en/view';

/**
 * The state of an app, for the sign on its mark: fine, waiting for the user, out of reach (Tandem retries), or not
 * connected.
 */
export type Tone = 'good' | 'waiting' | 'down' | 'off';

export function tone({ connection, status }: AppState): Tone {
  if (!connection) return 'off';
  if (!status.granted) return 'waiting';
  if (status.problem) return status.problem.transient ? 'down' : 'waiting';
  return hasAccess(status) ? 'good' : 'waiting';
}

/** Whether the user is signed in, so that the session needs no action. */
export const hasAccess = ({ session }: AppStatus) => session === 'signed-in' || session === 'not-needed';

/** Whether the problem already explains the session, so that the session's own sentence would repeat it. */
export const wasRefused = ({ session, problem }: AppStatus) => session === 'expired' && problem?.code === 'signed-out';

/** The app's name for the user, or null in apps without accounts. */
export function personName(user: AppUser | null): string | null {
  if (user?.mode !== 'accounts') return null;
  return user.name ?? user.username ?? user.email;
}

/**
 * The age of the shown copy: "checked 20 s ago" while the app answers, "as of 14:05" if it does not. Null if nothing is
 * shown. `checkedAt` and `now` in ms since the epoch.
 */
export function freshness(app: AppState, busy: boolean, checkedAt: number | null, now: number): string | null {
  const { session, problem, syncedAt, granted } = app.status;
  if (!app.connection || session === 'signed-out' || session === 'unseen') return null;
  if (busy) return words.status.checking;
  const synced = syncedAt === null ? Number.NaN : Date.parse(syncedAt);
  const answers = !problem && granted && hasAccess(app.status);
  if (answers && checkedAt !== null) {
    const { unit, text } = ageOf(checkedAt, now);
    return words.status.checked[unit](text);
  }
  const current = Math.max(Number.isNaN(synced) ? 0 : synced, checkedAt ?? 0);
  return current === 0 ? words.status.notRead : words.status.asOf(formatAsOf(current, now));
}

/**
 * The part of a server's name beside the app's own name, which is shown before it: "Acme Chat", or "Demo data" of
 * "LibreChat · Demo data".
 */
export function ownTitle(state: AppState, appName: string): string | null {
  const title = state.connection?.title.trim() ?? '';
  if (!title.toLowerCase().startsWith(appName.toLowerCase())) return title || null;
  const rest = title.slice(appName.length);
  // "LibreChatty" is another name.
  if (/^[\p{L}\p{N}]/u.test(rest)) return title;
  return rest.replace(/^[\s\p{Pd}·•|:,/]+/u, '') || null;
}
