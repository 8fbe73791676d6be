import { afterEach, describe, expect, it } from 'vitest';
import { anythingLlmStock } from '@/lib/apps/anythingllm/stock';
import { freshValue } from '@/lib/apps/http';
import { createHttp } from '@/lib/apps/ky-http';
import { libreChatStock } from '@/lib/apps/librechat/stock';
import { InFrontError } from '@/lib/errors';
import type { AppId } from '@/lib/model';
import { type AnythingLlmApp, startAnythingLlm } from '@/tests/apps/anythingllm';
import { browserFetch, challenges, gatewayRefusals, type StandIn } from '@/tests/apps/kit';
import { ALEX, type LibreChatApp, startLibreChat } from '@/tests/apps/librechat';
import { standInFetch } from './stand-in-fetch';

const { signal } = new AbortController();
const running: StandIn[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

function client(app: AppId, server: StandIn, token: string | null, cookieHeader = '') {
  const { classify } = app === 'librechat' ? libreChatStock : anythingLlmStock;
  return createHttp({
    address: { origin: server.origin, basePath: new URL(server.url).pathname },
    app,
    credentials: token === null ? { kind: 'none' } : { kind: 'bearer', token },
    cookies: 'include',
    classify,
    fetch: standInFetch(cookieHeader),
  });
}

describe('sessions of AnythingLLM', () => {
  const start = async (options: Parameters<typeof startAnythingLlm>[0]): Promise<AnythingLlmApp> => {
    const server = await startAnythingLlm({ passwordCostMs: 0, ...options });
    running.push(server);
    return server;
  };
  const user = async (server: AnythingLlmApp, token: string | null) => {
    const http = client('anythingllm', server, token);
    const facts = freshValue(await anythingLlmStock.facts(http, { signal }));
    return anythingLlmStock.user(http, { origin: server.origin, basePath: '/' }, facts, { signal });
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

  it('when a session ended, then run out, suspended and deleted are told apart', async () => {
    const old = await start({ mode: 'multi', tokenLifetimeSeconds: -10 });
    await expect(user(old, old.tokenFor('dana'))).rejects.toMatchObject({ code: 'signed-out', reason: 'invalid' });
    const password = await start({ mode: 'password', tokenLifetimeSeconds: -10 });
    await expect(user(password, password.tokenFor())).rejects.toMatchObject({ reason: 'expired' });
    const multi = await start({ mode: 'multi' });
    const token = multi.tokenFor('dana');
    const dana = multi.state.users.find(({ username }) => username === 'dana');
    if (!dana) throw new Error('no dana');
    dana.suspended = 1;
    await expect(user(multi, token)).rejects.toMatchObject({ code: 'signed-out', reason: 'suspended' });
    multi.state.users.splice(multi.state.users.indexOf(dana), 1);
    await expect(user(multi, token)).rejects.toMatchObject({ code: 'signed-out', reason: 'deleted' });
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
      const http = client('anythingllm', server, token);
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

  it('when threads are read, then a workspace that is gone is noticed', async () => {
    const server = await start({ mode: 'open', sample: { workspaces: 1, threadsPer: 3 } });
    const http = client('anythingllm', server, null);
    const slug = server.state.workspaces[0]?.slug ?? '';
    const answer = await anythingLlmStock.threads?.(http, slug, { signal });
    expect(answer?.changed && answer.value.map(({ workspaceSlug }) => workspaceSlug)).toEqual([slug, slug, slug]);
    await expect(anythingLlmStock.threads?.(http, 'gone/../x', { signal })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('refresh of LibreChat', () => {
  const start = async (options: Parameters<typeof startLibreChat>[0] = {}): Promise<LibreChatApp> => {
    const server = await startLibreChat(options);
    running.push(server);
    return server;
  };
  const refresh = (server: LibreChatApp, cookieHeader: string) =>
    libreChatStock.refresh?.(client('librechat', server, null, cookieHeader), { signal });

  it('when LibreChat is refreshed, then a token of the person comes', async () => {
    const server = await start();
    const { cookieHeader } = server.signIn(ALEX.email);
    const token = await refresh(server, cookieHeader);
    expect(token).toMatchObject({ kind: 'own', identity: server.user(ALEX.email)._id });
    const address = { origin: server.origin, basePath: '/' };
    const http = client('librechat', server, token?.token ?? '');
    const facts = freshValue(await libreChatStock.facts(http, { signal }));
    expect(await libreChatStock.user(http, address, facts, { signal })).toMatchObject({ signInProvider: 'local' });
    expect(server.log.matching({ path: '/api/auth/refresh' }).map(({ query }) => query)).toEqual(['']);
  });

  it('when a refresh is refused, then it is told why', async () => {
    const server = await start();
    await expect(refresh(server, '')).rejects.toMatchObject({ code: 'refresh-refused', reason: 'no-cookie' });
    await expect(refresh(server, 'refreshToken=garbage')).rejects.toMatchObject({ reason: 'invalid' });
    const { cookieHeader } = server.signIn(ALEX.email);
    server.revokeSessions(ALEX.email);
    await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ reason: 'rotated' });
    server.state.users.delete(server.user(ALEX.email)._id);
    await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ reason: 'other-account' });
    for (const loginPage of ['redirect', 'html'] as const) {
      server.faults.clear();
      server.faults.add({ path: /\/api\//, action: { loginPage } });
      await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ code: 'login-proxy' });
    }
    for (const action of [...Object.values(gatewayRefusals), ...Object.values(challenges)]) {
      server.faults.clear();
      server.faults.add({ path: '/api/auth/refresh', action });
      await expect(refresh(server, cookieHeader)).rejects.toBeInstanceOf(InFrontError);
    }
    server.faults.clear();
    server.faults.add({
      path: '/api/auth/refresh',
      action: { status: 200, body: '<!doctype html>', headers: { 'content-type': 'text/html' } },
    });
    await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ code: 'not-json' });
    server.faults.clear();
    const page = await (await browserFetch(server.url)).text();
    const action = { status: 200, body: page, headers: { 'content-type': 'text/html' } };
    server.faults.add({ path: '/api/auth/refresh', action });
    await expect(refresh(server, cookieHeader)).rejects.toMatchObject({ reason: 'other-account' });
  });

  it('when an identity provider’s token comes, then the answer tells whose it is', async () => {
    const server = await start({ account: 'openid', openidBearer: 'opaque' });
    const { cookieHeader } = server.signIn(ALEX.email);
    expect(await refresh(server, cookieHeader)).toMatchObject({
      kind: 'foreign',
      identity: server.user(ALEX.email)._id,
    });
  });
});
