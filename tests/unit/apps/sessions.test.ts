import { expect, it } from 'vitest';
import { anythingLlmStock } from '@/lib/apps/anythingllm/stock';
import { freshValue } from '@/lib/apps/http';
import { libreChatStock } from '@/lib/apps/librechat/stock';
import { InFrontError } from '@/lib/errors';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '@/tests/apps/anythingllm';
import { browserFetch, challenges, type FaultAction, gatewayRefusals } from '@/tests/apps/kit';
import { ALEX, type LibreChatApp, startLibreChat } from '@/tests/apps/librechat';
import { addressOf, bearer, httpFor, none, running, signal } from './kit';

const start = (options: AnythingLlmOptions) => running(startAnythingLlm({ passwordCostMs: 0, ...options }));
const client = (server: AnythingLlmApp, token: string | null) =>
  httpFor('anythingllm', server, { credentials: token === null ? none : bearer(token) });
const user = async (server: AnythingLlmApp, token: string | null) => {
  const http = client(server, token);
  const facts = freshValue(await anythingLlmStock.facts(http, { signal }));
  return anythingLlmStock.user(http, addressOf(server), facts, { signal });
};

it('when AnythingLLM’s user is read, then it is known whom the default concerns', async () => {
  const open = await start({ mode: 'open' });
  expect(await user(open, null)).toMatchObject({ id: 'single', mode: 'open', settingsReach: 'mine' });
  const password = await start({ mode: 'password' });
  expect(await user(password, password.tokenFor())).toMatchObject({ mode: 'password', settingsReach: 'mine' });
  const multi = await start({ mode: 'multi' });
  const reach = async (name: string) => (await user(multi, multi.tokenFor(name))).settingsReach;
  expect([await reach('alice'), await reach('mara'), await reach('dana')]).toEqual([
    'everyone',
    'read-only',
    'read-only',
  ]);
});

it.each([
  [
    'in new words',
    { status: 401, body: '{"error":"Something new."}', headers: { 'content-type': 'application/json' } },
  ],
  ['by the word for a role', gatewayRefusals.word],
])('when workspaces are refused %s, then check-token says what that means', async (_how, action) => {
  const server = await start({ mode: 'multi' });
  server.faults.add({ path: '/api/workspaces', action });
  const call = (token: string | null) => {
    const http = client(server, token);
    return anythingLlmStock.workspaces?.(http, { signal });
  };
  await expect(call(server.tokenFor('dana'))).rejects.toMatchObject({
    code: 'role-refused',
    details: { params: { path: 'api/workspaces' } },
  });
  await expect(call(null)).rejects.toMatchObject({ code: 'signed-out', reason: 'missing' });
  server.faults.add({ path: '/api/system/check-token', action });
  await expect(call(server.tokenFor('dana'))).rejects.toMatchObject({ code: 'login-proxy' });
});

const refresh = (server: LibreChatApp, cookieHeader: string) =>
  libreChatStock.refresh?.(httpFor('librechat', server, { cookieHeader }), { signal });

it('when LibreChat is refreshed, then a token of the person comes', async () => {
  const server = await running(startLibreChat());
  const { cookieHeader } = server.signIn(ALEX.email);
  const token = await refresh(server, cookieHeader);
  expect(token).toMatchObject({ kind: 'own', identity: server.user(ALEX.email)._id });
  const http = httpFor('librechat', server, { credentials: bearer(token?.token ?? '') });
  const facts = freshValue(await libreChatStock.facts(http, { signal }));
  expect(await libreChatStock.user(http, addressOf(server), facts, { signal })).toMatchObject({
    signInProvider: 'local',
  });
  expect(server.log.matching({ path: '/api/auth/refresh' }).map(({ query }) => query)).toEqual(['']);
});

it('when a refresh is refused for another reason, then it is told which one', async () => {
  const server = await running(startLibreChat());
  const { cookieHeader } = server.signIn(ALEX.email);
  server.state.users.delete(server.user(ALEX.email)._id);
  await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ reason: 'other-account' });
  const answered = (action: FaultAction, path: string | RegExp = '/api/auth/refresh') => {
    server.faults.clear();
    server.faults.add({ path, action });
    return refresh(server, cookieHeader);
  };
  for (const loginPage of ['redirect', 'html'] as const) {
    await expect(answered({ loginPage }, /\/api\//)).rejects.toMatchObject({ code: 'login-proxy' });
  }
  for (const action of [...Object.values(gatewayRefusals), ...Object.values(challenges)]) {
    await expect(answered(action)).rejects.toBeInstanceOf(InFrontError);
  }
  const page = { status: 200, headers: { 'content-type': 'text/html' } };
  await expect(answered({ ...page, body: '<!doctype html>' })).rejects.toMatchObject({ code: 'not-json' });
  const body = await (await browserFetch(server.url)).text();
  await expect(answered({ ...page, body })).rejects.toMatchObject({ reason: 'other-account' });
});

it('when an identity provider’s token comes, then the answer tells whose it is', async () => {
  const server = await running(startLibreChat({ account: 'openid', openidBearer: 'opaque' }));
  const { cookieHeader } = server.signIn(ALEX.email);
  expect(await refresh(server, cookieHeader)).toMatchObject({
    kind: 'foreign',
    identity: server.user(ALEX.email)._id,
  });
});
