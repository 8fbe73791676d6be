import { type Address, type ChatItem, covers, type Slice } from '@/lib/model';
import type { AnsweredRequest, Trigger } from './adapter';

/** One kind of request of an app's own pages, and its effect. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Matched against the whole path below the base, without slashes at its ends, in lower case: `api/workspaces`. Groups
   * that are named `conversation`, `workspace` and `thread` tell the chat whose messages changed.
   */
  readonly path: RegExp;
  readonly meaning: Trigger;
}

type Method = Route['method'];

/** `changed` with items added or changed. */
export const changes = (method: Method, path: RegExp, ...slices: Slice[]): Route => ({
  method,
  path,
  meaning: { kind: 'changed', slices, fully: false },
});

/** `changed` where known items may be deleted. */
export const removes = (method: Method, path: RegExp, ...slices: Slice[]): Route => ({
  method,
  path,
  meaning: { kind: 'changed', slices, fully: true },
});

export const signsOut = (method: Method, path: RegExp): Route => ({ method, path, meaning: { kind: 'signed-out' } });

/**
 * The meaning of a page's finished request, by the first route that matches; null for failures and for unknown
 * requests.
 */
export function triggerOf(routes: readonly Route[], address: Address, request: AnsweredRequest): Trigger | null {
  if (request.status < 200 || request.status >= 400 || !covers(address, request.url)) return null;
  const { pathname } = new URL(request.url);
  const path = pathname.slice(address.basePath.length).replace(/^\/+|\/+$/g, '');
  // Express matches paths without regard to case or a trailing slash.
  const lower = path.toLowerCase();
  const method = request.method.toUpperCase();
  const route = routes.find((each) => each.method === method && each.path.test(lower));
  // A redirect is a success only for a sign-out: platforms answer it with their login page.
  if (!route || (request.status >= 300 && route.meaning.kind !== 'signed-out')) return null;
  const chat = chatIn(new RegExp(route.path, 'i').exec(path)?.groups ?? {});
  return chat && route.meaning.kind === 'changed' ? { ...route.meaning, chat } : route.meaning;
}

function chatIn({ conversation, workspace, thread }: Readonly<Record<string, string | undefined>>): ChatItem | null {
  try {
    if (conversation) return { kind: 'conversation', id: decodeURIComponent(conversation) };
    if (!workspace) return null;
    const slug = decodeURIComponent(workspace);
    return thread
      ? { kind: 'thread', workspaceSlug: slug, slug: decodeURIComponent(thread) }
      : { kind: 'workspace', slug };
  } catch {
    // Half an escape: no app has such a chat.
    return null;
  }
}
