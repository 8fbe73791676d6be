/** A browser's User-Agent: LibreChat bans clients without one, so every request from Node to a stand-in has it. */
export const BROWSER_USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

/** `fetch` with a browser's User-Agent and without following redirects. */
export function browserFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', BROWSER_USER_AGENT);
  return fetch(url, { redirect: 'manual', ...init, headers });
}
