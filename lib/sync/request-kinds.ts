import { mePaths } from '@/lib/apps/platform-session';
import type { Connection } from '@/lib/model';

/** Parts of the apps' APIs that need their own keys, not the session's bearer. */
const keyed = ['api/v1/', 'api/browser-extension/', 'api/docs/', 'api/agents/v1/'];

function apiPath(connection: Connection, url: string): string | null {
  const path = new URL(url).pathname.slice(connection.basePath.length);
  return path.startsWith('api/') ? path : null;
}

/** Whether a page's request carries the session's bearer: the app's own API, without the parts meant for API keys. */
export function carriesSession(connection: Connection, url: string): boolean {
  const path = apiPath(connection, url);
  return path !== null && !keyed.some((prefix) => `${path}/`.startsWith(prefix));
}

/** Whether a page's request goes to the app's API, with any credentials. */
export const isApi = (connection: Connection, url: string): boolean => apiPath(connection, url) !== null;

/** Whether a page asks for the signed-in user as only a page behind a platform's gateway does. */
export const isPlatformMe = (connection: Connection, url: string): boolean =>
  apiPath(connection, url) === mePaths[connection.app];

/** Whether a request exchanges LibreChat's session cookie for a new token. */
export function isTokenRefresh(connection: Connection, url: string): boolean {
  return connection.app === 'librechat' && apiPath(connection, url) === 'api/auth/refresh';
}

/** Whether a page's request streams an answer: the page must not be reloaded before it ends. */
export function isAnswer(connection: Connection, url: string): boolean {
  const path = apiPath(connection, url) ?? '';
  return connection.app === 'anythingllm'
    ? /^api\/workspace\/[^/]+\/(?:thread\/[^/]+\/)?stream-chat$/.test(path)
    : path.startsWith('api/agents/chat/stream/');
}

/** The workspace whose threads a page's own request changed (AnythingLLM: a thread's route, or an answer that names one). */
export function threadsChangedIn(connection: Connection, url: string): string | null {
  const path = connection.app === 'anythingllm' ? apiPath(connection, url) : null;
  const slug = /^api\/workspace\/([^/]+)\/(?:thread|stream-chat)/.exec(path ?? '')?.[1];
  return slug === undefined ? null : decodeURIComponent(slug);
}
