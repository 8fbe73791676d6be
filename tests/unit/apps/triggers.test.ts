import { expect, it } from 'vitest';
import { adapterFor } from '@/lib/apps/registry';
import { type AppId, type Contract, chatKey } from '@/lib/model';

const address = { origin: 'http://nas:3001', basePath: '/sub/' };

/** What a request below the base means, in short: the slices, `!` when known items may have gone. */
function meaning(app: AppId, contract: Contract, line: string, status = 200): string | null {
  const [method = '', path = ''] = line.split(' ');
  const url = `${address.origin}/sub/${path}`;
  const trigger = adapterFor(app, contract).trigger(address, { method, url, status });
  if (!trigger) return null;
  return trigger.kind === 'signed-out' ? 'signed-out' : trigger.slices.join('+') + (trigger.fully ? '!' : '');
}

it.each([
  ['POST api/system/update-env', 'llm'],
  ['POST api/system/enable-multi-user', 'user+llm'],
  ['POST api/system/user', 'user'],
  ['POST api/workspace/new', 'workspaces'],
  ['POST api/workspace/research-notes/update', 'workspaces'],
  ['POST API/Workspace/research-notes/update/', 'workspaces'],
  ['DELETE api/workspace/research-notes', 'workspaces!'],
  ['DELETE api/admin/workspaces/4', 'workspaces!'],
  ['POST api/admin/workspaces/4/update-users', 'workspaces!'],
  ['POST api/workspace/research-notes/thread/new', 'workspaces'],
  ['POST api/workspace/research-notes/thread/fork', 'workspaces'],
  ['POST api/workspace/research-notes/thread/abc/update', 'workspaces'],
  ['DELETE api/workspace/research-notes/thread/abc', 'workspaces!'],
  ['DELETE api/workspace/research-notes/thread-bulk-delete', 'workspaces!'],
  ['POST api/workspace/research-notes/stream-chat', 'workspaces'],
  ['POST api/workspace/research-notes/thread/abc/stream-chat', 'workspaces'],
])('when AnythingLLM’s page sends %s, then it means %s', (line, expected) => {
  expect(meaning('anythingllm', 'stock', line)).toBe(expected);
  expect(meaning('anythingllm', 'platform', line)).toBe(expected);
});

it.each<[AppId, string]>([
  ['anythingllm', 'GET api/workspaces'],
  ['anythingllm', 'GET api/setup-complete'],
  ['anythingllm', 'POST api/workspace/search'],
  ['anythingllm', 'POST api/system/custom-models'],
  ['anythingllm', 'POST api/system/workspace-chats'],
  ['anythingllm', 'POST api/browser-extension/api-keys/new'],
  ['anythingllm', 'DELETE api/browser-extension/api-keys/1'],
  ['anythingllm', 'GET api/mcp-servers/list'],
  ['anythingllm', 'POST api/mcp-servers/toggle'],
  ['anythingllm', 'POST api/v1/workspace/new'],
  ['anythingllm', 'POST api/v1/system/update-env'],
  ['anythingllm', 'POST api/workspace/research-notes/update-embeddings'],
  ['anythingllm', 'POST api/workspace/research-notes/update-pin'],
  ['anythingllm', 'PUT api/workspace/workspace-chats/1'],
  ['anythingllm', 'DELETE api/system/workspace-chats/1'],
  ['anythingllm', 'POST api/admin/system-preferences'],
  ['anythingllm', 'POST xapi/workspace/new'],
  ['anythingllm', 'POST api/workspace/new/more'],
  ['librechat', 'GET api/convos'],
  ['librechat', 'GET api/convos/abc'],
  ['librechat', 'GET api/presets'],
  ['librechat', 'GET api/keys?name=openAI'],
  ['librechat', 'GET api/agents/chat/active'],
  ['librechat', 'GET api/agents/chat/status/abc'],
  ['librechat', 'GET api/mcp/servers'],
  ['librechat', 'POST api/agents/v1/chat/completions'],
  ['librechat', 'POST api/auth/refresh'],
  ['librechat', 'POST api/auth/login'],
  ['librechat', 'GET api/messages/abc'],
  ['librechat', 'POST api/messages/branch'],
  ['librechat', 'POST api/messages/artifact/abc'],
  // What only a platform knows.
  ['anythingllm', 'POST api/system/update'],
  ['librechat', 'POST api/user/settings'],
])('when %s’s page sends %s, then it means nothing', (app, line) => {
  expect(meaning(app, 'stock', line)).toBeNull();
});

it.each([199, 304, 302, 400, 401, 500])('when a request is refused (%d), then it means nothing', (status) => {
  expect(meaning('anythingllm', 'stock', 'POST api/workspace/new', status)).toBeNull();
});

it.each([
  'http://nas:3001/api/workspace/new',
  'http://nas:3001/other/api/workspace/new',
  'http://nas:3002/sub/api/workspace/new',
  'https://nas:3001/sub/api/workspace/new',
  'not a url',
])('when a request goes to %s, then it belongs to somebody else', (url) => {
  expect(adapterFor('anythingllm', 'stock').trigger(address, { method: 'POST', url, status: 200 })).toBeNull();
});

it.each([
  ['POST api/convos/update', 'conversations'],
  ['POST api/convos/pin', 'conversations'],
  ['POST api/convos/archive', 'conversations!'],
  ['POST api/convos/import', 'conversations!'],
  ['POST api/convos/fork', 'conversations'],
  ['DELETE api/convos', 'conversations!'],
  ['DELETE api/convos/all', 'conversations!'],
  ['PUT api/tags/convo/abc', 'conversations'],
  ['POST api/agents/chat/openAI', 'conversations'],
  ['GET api/agents/chat/stream/abc', 'conversations'],
  ['GET api/agents/chat/stream/abc?resume=true', 'conversations'],
  ['POST api/agents/chat/abort', 'conversations'],
  ['GET api/convos/gen_title/abc', 'conversations'],
  ['POST api/presets', 'llm'],
  ['POST api/presets/delete', 'llm!'],
  ['PUT api/keys', 'llm!'],
  ['DELETE api/keys/openAI', 'llm!'],
  ['DELETE api/keys?all=true', 'llm!'],
  ['POST api/files/images/avatar', 'user'],
  ['POST api/auth/logout', 'signed-out'],
  ['DELETE api/user/delete', 'signed-out'],
])('when LibreChat’s page sends %s, then it means %s', (line, expected) => {
  expect(meaning('librechat', 'stock', line, 201)).toBe(expected);
  expect(meaning('librechat', 'platform', line, 201)).toBe(expected);
});

it.each<[AppId, string, number, string | null]>([
  ['anythingllm', 'POST api/system/update', 200, 'llm+ui'],
  ['anythingllm', 'DELETE api/workspaces/notes', 200, 'workspaces!'],
  ['anythingllm', 'POST logout', 302, 'signed-out'],
  ['anythingllm', 'POST api/system/update', 302, null],
  ['librechat', 'POST api/user/settings', 200, 'llm+ui'],
  ['librechat', 'PATCH api/conversations/abc', 200, 'conversations'],
  ['librechat', 'DELETE api/conversations/abc', 200, 'conversations!'],
  ['librechat', 'DELETE api/session', 200, 'signed-out'],
  ['librechat', 'GET api/conversations', 200, null],
])('when a platform’s %s page sends %s with %d, then it means %s', (app, line, status, expected) => {
  expect(meaning(app, 'platform', line, status)).toBe(expected);
});

it.each<[AppId, string, string, string]>([
  ['anythingllm', 'POST api/workspace/notes/stream-chat', 'workspaces', 'w/notes'],
  ['anythingllm', 'POST api/workspace/Notes%20A/thread/abc/stream-chat/', 'workspaces', 't/Notes%20A/abc'],
  ['anythingllm', 'POST api/workspace/notes/update-chat', '', 'w/notes'],
  ['anythingllm', 'POST api/workspace/notes/thread/abc/update-chat', '', 't/notes/abc'],
  ['anythingllm', 'DELETE api/workspace/notes/thread/abc/delete-edited-chats', '', 't/notes/abc'],
  ['anythingllm', 'DELETE api/workspace/notes/delete-chats', '', 'w/notes'],
  ['librechat', 'PUT api/messages/abc/m1', '', 'c/abc'],
  ['librechat', 'PUT api/messages/abc/m1/feedback', '', 'c/abc'],
  ['librechat', 'DELETE api/messages/Abc/m1', '', 'c/Abc'],
  ['librechat', 'POST api/messages/abc', '', 'c/abc'],
  ['librechat', 'GET api/agents/chat/stream/abc?resume=true', 'conversations', 'c/abc'],
])('when %s’s page sends %s, then it pulls “%s” and the messages of %s', (app, line, slices, key) => {
  const [method = '', path = ''] = line.split(' ');
  const trigger = adapterFor(app, 'stock').trigger(address, {
    method,
    url: `${address.origin}/sub/${path}`,
    status: 200,
  });
  if (trigger?.kind !== 'changed') throw new Error('not changed');
  expect([trigger.slices.join('+'), trigger.chat && chatKey(trigger.chat)]).toEqual([slices, key]);
});
