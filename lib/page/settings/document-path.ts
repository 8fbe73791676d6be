import type { AppId } from '@/lib/model';

/** The part of `location` that says which page of the app is shown. */
export type Place = Pick<Location, 'pathname' | 'search'>;

/**
 * First part of the path of each page that somebody sees who is not signed in (AnythingLLM 1.16, LibreChat 0.8.7).
 * What such a page shows says nothing about the person's settings, and its address may hold a secret.
 */
const signedOutPages: Readonly<Record<AppId, ReadonlySet<string>>> = {
  anythingllm: new Set(['login', 'sso', 'onboarding', 'accept-invite']),
  librechat: new Set(['login', 'register', 'forgot-password', 'reset-password', 'verify', 'oauth']),
};

/** Whether a page is one of the app with this base path (`/`, `/chat/`). */
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

/** The same as {@link isStranded}, where the app's base path is not known yet. */
export const looksStranded = (place: Place): boolean => isStranded(place.pathname.replace(/login\/?$/, ''), place);

/** Whether LibreChat sent this document to its login page from another one, as it does after a lost refresh. */
export function isStranded(basePath: string, place: Place): boolean {
  return (
    place.pathname.replace(/\/$/, '') === `${basePath}login` && new URLSearchParams(place.search).has('redirect_to')
  );
}

/**
 * The document's path as it may be told: without its query, which can hold a sign-in token or a prompt, and of the
 * pages that can have a secret in their path only the name. A login page keeps where it would lead, again without query.
 */
export function pathToTell(app: AppId, basePath: string, place: Place): string {
  if (!isSignedOutPage(app, basePath, place)) return place.pathname.slice(0, 2048);
  const path = basePath + pageName(basePath, place);
  if (!isStranded(basePath, place)) return path;
  const [target = ''] = (new URLSearchParams(place.search).get('redirect_to') ?? '').split(/[?#]/);
  return `${path}?redirect_to=${encodeURIComponent(target.slice(0, 512))}`;
}
