import type { AppId, Connection, Conversation, Workspace } from '@/lib/model';

/** One of each thing, with as little in it as can be. */
export const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  ...{ id, title: id, endpoint: null, model: null, createdAt: null, updatedAt: null, archived: false, pinned: false },
  ...more,
});

export const workspace = (slug: string, more: Partial<Workspace> = {}): Workspace => ({
  ...{ id: slug, slug, name: slug, provider: null, model: null, temperature: null, createdAt: null },
  ...more,
});

export const connection = (app: AppId, origin: string, more: Partial<Connection> = {}): Connection => ({
  ...{ id: origin + (more.basePath ?? '/'), app, contract: 'stock', origin, basePath: '/', title: 'x' },
  ...{ openIdLogin: false, connectedAt: '2026-01-01T00:00:00.000Z' },
  ...more,
});
