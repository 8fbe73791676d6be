import { request, requestJson, settings } from './api.js';
import { KEYS, LOGOUT_KEYS } from './keys.js';
import { BASE, go } from './navigation.js';

const FIVE_MINUTES = 5 * 60 * 1000;

export function currentSession() {
  const user = window.localStorage.getItem(KEYS.user);
  return { user: user === null ? null : JSON.parse(user), token: window.localStorage.getItem(KEYS.token) };
}

function forget() {
  for (const key of [KEYS.user, KEYS.token, KEYS.timestamp]) window.localStorage.removeItem(key);
}

/** Asks for the token's user; false after any failure, and then the token is gone. */
export async function refreshUser() {
  const answer = await requestJson('system/refresh-user');
  if (answer?.success !== true) {
    forget();
    return false;
  }
  if (answer.user !== null) window.localStorage.setItem(KEYS.user, JSON.stringify(answer.user));
  return true;
}

/** Whether the token still works. Within five minutes of the last check nothing is sent. */
async function isTokenValid() {
  const provenAt = Number(window.localStorage.getItem(KEYS.timestamp) ?? 0);
  if (Date.now() - provenAt < FIVE_MINUTES) return true;
  const response = await request('system/check-token').catch(() => null);
  if (response?.status !== 200) return false;
  window.localStorage.setItem(KEYS.timestamp, String(Date.now()));
  return true;
}

/** The session and the system's settings; null after sending the page to the login. */
export async function requireSession() {
  const system = await settings();
  const needsLogin = system !== null && (system.MultiUserMode || system.RequiresAuth);
  if (!needsLogin) return { user: null, needsLogin: false };
  const { token } = currentSession();
  if (token === null) {
    go('/login?nt=1', { replace: true });
    return null;
  }
  if (!(await isTokenValid())) {
    forget();
    go('/login', { replace: true });
    return null;
  }
  return { user: currentSession().user, needsLogin: true };
}

/** The server has no logout: the page deletes its session and reloads. */
export function logOut() {
  for (const key of LOGOUT_KEYS) window.localStorage.removeItem(key);
  window.location.assign(BASE);
}
