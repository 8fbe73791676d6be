import type { AppId } from '@/lib/model';

/** The part of `location` that identifies the app's page. */
export type Place = Pick<Location, 'pathname' | 'search'>;

/**
 * First part of the path of each page for users who are not signed in (AnythingLLM 1.16, LibreChat 0.8.7). Such a page
 * shows nothing of the user's settings, and its address may hold a secret.
 */
const signedOutPages: Readonly<Record<AppId, ReadonlySet<string>>> = {
  anythingllm: new Set(['login', 'sso', 'onboarding', 'accept-invite']),
  librechat: new Set(['login', 'register', 'forgot-password', 'reset-password', 'verify', 'oauth']),
};

/** Whether a page belongs to the app with this base path (`/`, `/chat/`). */
export function isUnder(basePath: string, { pathname }: Pick<Place, 'pathname'>): boolean {
  return `${pathname.replace(/\/$/, '')}/`.startsWith(basePath);
}

function pageName(basePath: string, place: Place): string {
  return place.pathname.slice(basePath.length).split('/')[0] ?? '';
}

/** Whether the document shows a page for people who are not signed in. */
export function isSignedOutPage(app: AppId, basePath: string, place: Place): boolean {
  return signedOutPages[app].has(pageName(basePath, place));
}

/** The same as {@link isStranded}, if the app's base path is not known yet. */
export const looksStranded = (place: Place): boolean => isStranded(place.pathname.replace(/login\/?$/, ''), place);

/** Whether LibreChat sent this document from another page to its login page, as it does after a lost refresh. */
export function isStranded(basePath: string, place: Place): boolean {
  return (
    place.pathname.replace(/\/$/, '') === `${basePath}login` && new URLSearchParams(place.search).has('redirect_to')
  );
}

/**
 * The document's path for a report. It has no query, which can hold a sign-in token or a prompt. Of pages that can have
 * a secret in their path it has only the name. A login page keeps its target, also without query.
 */
export function pathToTell(app: AppId, basePath: string, place: Place): string {
  if (!isSignedOutPage(app, basePath, place)) return place.pathname.slice(0, 2048);
  const path = basePath + pageName(basePath, place);
  if (!isStranded(basePath, place)) return path;
  const [target = ''] = (new URLSearchParams(place.search).get('redirect_to') ?? '').split(/[?#]/);
  return `${path}?redirect_to=${encodeURIComponent(target.slice(0, 512))}`;
}
