import type { Ctx, Router } from '../../kit';
import { type AnythingLlmState, nextId, SANE_SYSTEM_PROMPT, type Workspace } from '../state';
import type { App, Session } from './app';
import { guardedRoutes } from './guard';
import { fieldsOf, ok } from './http';
import { providerById } from './providers';
import { findWorkspace, freeSlug, visibleWorkspaces } from './workspace-access';
import { coerceUpdate } from './workspace-update';

const EDITORS = ['admin', 'manager'] as const;

export function newWorkspace(state: AnythingLlmState, name: string): Workspace {
  const now = new Date().toISOString();
  return {
    id: nextId(state.workspaces),
    name,
    slug: freeSlug(name, new Set(state.workspaces.map(({ slug }) => slug))),
    vectorTag: null,
    createdAt: now,
    openAiTemp: null,
    openAiHistory: 20,
    lastUpdatedAt: now,
    openAiPrompt: SANE_SYSTEM_PROMPT,
    similarityThreshold: 0.25,
    chatProvider: null,
    chatModel: null,
    topN: 4,
    chatMode: 'automatic',
    pfpFilename: null,
    agentProvider: null,
    agentModel: null,
    queryRefusalResponse: null,
    vectorSearchMode: 'default',
    router_id: null,
  };
}

export function workspaceDetails(app: App, { user }: Session, workspace: Workspace): Record<string, unknown> {
  const members = app.state.members
    .filter(({ workspaceId }) => workspaceId === workspace.id)
    .map(({ id, userId, createdAt }) => ({
      id,
      user_id: userId,
      workspace_id: workspace.id,
      createdAt,
      lastUpdatedAt: createdAt,
    }));
  return {
    ...workspace,
    ...(user?.role === 'default' ? { workspace_users: members } : {}),
    documents: app.state.documents.filter(({ workspaceId }) => workspaceId === workspace.id),
    contextWindow: providerById(workspace.chatProvider ?? app.state.env.LLMProvider) === undefined ? null : 4096,
    currentContextTokenCount: 0,
  };
}

function update(app: App, ctx: Ctx): void {
  const workspace = app.state.workspaces.find(({ slug }) => slug === ctx.params.slug);
  if (workspace === undefined) {
    ctx.text(400, 'Bad Request');
    return;
  }
  const changes = coerceUpdate(fieldsOf(ctx));
  if (changes === undefined) {
    ctx.json(200, { workspace: { id: workspace.id }, message: 'No valid fields to update!' });
    return;
  }
  Object.assign(workspace, changes);
  ctx.json(200, { workspace, message: null });
}

function remove(app: App, ctx: Ctx): void {
  const { state } = app;
  const workspace = state.workspaces.find(({ slug }) => slug === ctx.params.slug);
  if (workspace === undefined) {
    ctx.text(400, 'Bad Request');
    return;
  }
  state.workspaces = state.workspaces.filter((each) => each !== workspace);
  state.threads = state.threads.filter((each) => each.workspace_id !== workspace.id);
  state.chats = state.chats.filter((each) => each.workspaceId !== workspace.id);
  state.documents = state.documents.filter((each) => each.workspaceId !== workspace.id);
  ok(ctx);
}

export function workspaceRoutes(app: App, router: Router): void {
  const route = guardedRoutes(app, router);
  route('get', '/api/workspaces', {}, (ctx, session) => ctx.json(200, { workspaces: visibleWorkspaces(app, session) }));
  route('post', '/api/workspace/new', { roles: EDITORS }, (ctx) => {
    const { name } = fieldsOf(ctx);
    if (typeof name !== 'string' || name === '') {
      ctx.json(200, { workspace: null, message: 'name cannot be null' });
      return;
    }
    const workspace = newWorkspace(app.state, name);
    app.state.workspaces.push(workspace);
    ctx.json(200, { workspace, message: null });
  });
  route('get', '/api/workspace/:slug', {}, (ctx, session) => {
    const workspace = findWorkspace(app, session, ctx.params.slug);
    ctx.json(200, { workspace: workspace === undefined ? null : workspaceDetails(app, session, workspace) });
  });
  route('post', '/api/workspace/:slug/update', { roles: EDITORS }, (ctx) => update(app, ctx));
  route('delete', '/api/workspace/:slug', { roles: EDITORS }, (ctx) => remove(app, ctx));
}
