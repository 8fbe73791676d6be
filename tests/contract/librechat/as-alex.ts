import { browserFetch } from '../../apps/kit';
import { ALEX, type LibreChatApp } from '../../apps/librechat';

export interface Line {
  _id: string;
  conversationId: string;
  title: string;
  updatedAt: string;
  pinned?: boolean;
}

interface List {
  conversations: Line[];
  nextCursor: string | null;
}

export async function call(app: LibreChatApp, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${app.tokenFor(ALEX.email)}`, 'content-type': 'application/json' };
  return browserFetch(app.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

export const list = async (app: LibreChatApp, query: string): Promise<List> =>
  (await (await call(app, 'GET', `api/convos${query}`)).json()) as List;

/** Every conversation that paging brings, in order. */
export async function page(app: LibreChatApp, query: string): Promise<Line[]> {
  const all: Line[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const found = await list(app, `${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...found.conversations);
    cursor = found.nextCursor;
  }
  return all;
}
