import { changes, type Route, removes } from '../trigger-routes';

const inChat = (request: string) =>
  new RegExp(`^api/workspace/(?<workspace>[^/]+)(?:/thread/(?<thread>[^/]+))?/${request}$`);

/**
 * The requests of AnythingLLM's pages when a user acts (measured: facts/anythingllm-requests). The server's default
 * model is part of its facts, which the `llm` slice pulls. Theme, language and text size send nothing.
 */
export const stockRoutes: readonly Route[] = [
  changes('POST', /^api\/system\/update-env$/, 'llm'),
  // These change the way to sign in here.
  changes('POST', /^api\/system\/(?:update-password|enable-multi-user)$/, 'user', 'llm'),
  changes('POST', /^api\/system\/user$/, 'user'),
  changes('POST', /^api\/admin\/user\/[^/]+$/, 'user'),

  changes('POST', /^api\/workspace\/new$/, 'workspaces'),
  changes('POST', /^api\/workspace\/[^/]+\/update$/, 'workspaces'),
  removes('DELETE', /^api\/workspace\/[^/]+$/, 'workspaces'),
  changes('POST', /^api\/admin\/workspaces\/new$/, 'workspaces'),
  removes('POST', /^api\/admin\/workspaces\/[^/]+\/update-users$/, 'workspaces'),
  removes('DELETE', /^api\/admin\/workspaces\/[^/]+$/, 'workspaces'),

  changes('POST', /^api\/workspace\/[^/]+\/thread\/(?:new|fork)$/, 'workspaces'),
  changes('POST', /^api\/workspace\/[^/]+\/thread\/[^/]+\/update$/, 'workspaces'),
  removes('DELETE', /^api\/workspace\/[^/]+\/thread\/[^/]+$/, 'workspaces'),
  removes('DELETE', /^api\/workspace\/[^/]+\/thread-bulk-delete$/, 'workspaces'),
  // The end of an answer: the first answer names its thread.
  changes('POST', inChat('stream-chat'), 'workspaces'),

  // Of turns that are hidden or rated the request does not tell the thread (measured: anythingllm/archive-01-multi-chats).
  changes('POST', inChat('update-chat')),
  changes('DELETE', inChat('delete-edited-chats')),
  changes('DELETE', /^api\/workspace\/(?<workspace>[^/]+)\/delete-chats$/),
];
