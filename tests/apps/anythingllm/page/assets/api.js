import { KEYS } from './keys.js';
import { BASE } from './navigation.js';

/** The headers of every request. Without a token the real page sends the word "null". */
function baseHeaders() {
  const token = window.localStorage.getItem(KEYS.token);
  return {
    Authorization: token ? `Bearer ${token}` : String(null),
    'X-Timezone': Intl.DateTimeFormat().resolvedOptions().timeZone,
    'X-Language': window.localStorage.getItem(KEYS.language) ?? 'en',
  };
}

/** A request to the API. JSON goes out as text, as the real page posts it. */
export function request(path, { method = 'GET', body } = {}) {
  return fetch(`${BASE}api/${path}`, {
    method,
    headers: baseHeaders(),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The JSON of an answer, or null when there is none. */
export async function requestJson(path, options) {
  try {
    const response = await request(path, options);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

export async function settings() {
  return (await requestJson('setup-complete'))?.results ?? null;
}
