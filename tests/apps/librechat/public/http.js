import { version } from './dom.js';

const TWO_MINUTES = 120_000;

/** The access token is only here: not in storage, not in a cookie, not on window. */
let bearer;
let refreshing;

if (version !== '0.8.2') window.__librechatAuthRecovery = { refreshPromise: undefined, lastRedirectStartedAt: 0 };

export const setBearer = (token) => {
  bearer = token;
};

export const urlOf = (path) => new URL(path, document.baseURI).href;

/** One XMLHttpRequest; resolves with any answer, rejects without one. */
export function send(method, path, { body, authorization, accept, onText } = {}) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, urlOf(path));
    xhr.setRequestHeader('Accept', accept ?? 'application/json, text/plain, */*');
    if (authorization) xhr.setRequestHeader('Authorization', `Bearer ${authorization}`);
    if (body !== undefined) xhr.setRequestHeader('Content-Type', 'application/json');
    if (onText) xhr.onprogress = () => onText(xhr.responseText);
    xhr.onload = () => resolve({ status: xhr.status, data: parse(xhr.responseText) });
    xhr.onerror = () => reject(new Error(`${method} ${path} failed`));
    xhr.send(body === undefined ? null : JSON.stringify(body));
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A request with the bearer. Refreshes it first if it has at most two minutes left (since 0.8.7) and after a 401, and
 * fires `tokenUpdated`. Without a bearer it never recovers (since 0.8.3).
 */
export async function request(method, path, options = {}) {
  if (version !== '0.8.2' && expiresSoon(bearer)) await recover();
  const answer = await send(method, path, { ...options, authorization: bearer });
  if (answer.status !== 401 || bearer === undefined) return answer;
  const token = await recover();
  return token ? send(method, path, { ...options, authorization: token }) : answer;
}

/** The data of a GET that must succeed. */
export async function get(path) {
  const { status, data } = await request('GET', path);
  if (status !== 200) throw new Error(`GET ${path}: ${status}`);
  return data;
}

function expiresSoon(token) {
  try {
    const { exp } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return exp * 1000 - Date.now() <= TWO_MINUTES;
  } catch {
    return false;
  }
}

/** One refresh for all waiting requests; resolves with the token, or undefined. */
function recover() {
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
    announce('authRecovery', { state: 'finished' });
  });
  if (window.__librechatAuthRecovery) window.__librechatAuthRecovery.refreshPromise = refreshing;
  return refreshing;
}

async function refresh() {
  announce('authRecovery', { state: 'started' });
  const { status, data } = await send('POST', 'api/auth/refresh', {});
  const token = data?.token;
  if (typeof token === 'string') {
    setBearer(token);
    announce('tokenUpdated', token);
    return token;
  }
  // Only a refresh that answers without a token signs out; after a refused one (401, 403) the request fails (0.8.7).
  if (status === 200) announce('authRedirectStarted', { href: loginPath() });
  return undefined;
}

/** The address of a page without a session. */
export function loginPath() {
  const base = new URL(document.baseURI).pathname;
  if (version === '0.8.2') return `${base}login`;
  const wanted = location.pathname.slice(base.length - 1) + location.search;
  return `${base}login?redirect_to=${encodeURIComponent(wanted)}`;
}

const announce = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));
