import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { exchangeNamed, loadRecording } from '../kit';
import { RECORDED_AT } from './situations';

let app: LibreChatApp;

const start = async (options: LibreChatOptions = {}): Promise<LibreChatApp> => {
  app = await startLibreChat({ sample: 'empty', ...options });
  return app;
};

interface Refreshed {
  status: number;
  text: string;
  cookies: string[];
  cookie: string;
}

async function refresh(cookie: string, query = ''): Promise<Refreshed> {
  const response = await browserFetch(`${app.url}api/auth/refresh${query}`, { method: 'POST', headers: { cookie } });
  const cookies = response.headers.getSetCookie();
  const jar = cookies.map((each) => each.split(';')[0]).join('; ');
  return { status: response.status, text: await response.text(), cookies, cookie: jar };
}

const ask = (path: string, headers: Record<string, string>) => browserFetch(app.url + path, { headers });

const laterBy = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: RECORDED_AT });
});

afterEach(async () => {
  vi.useRealTimers();
  await app.stop();
});

it('when a refresh comes within one second, then the cookie is the same, else not', async () => {
  await start();
  const { cookieHeader } = app.signIn(ALEX.email);
  laterBy(1);
  const first = await refresh(cookieHeader);
  const second = await refresh(first.cookie);
  laterBy(1);
  const third = await refresh(second.cookie);
  expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
  expect(second.cookie).toBe(first.cookie);
  expect(third.cookie).not.toBe(first.cookie);
});

it('when a cookie was rotated, then the old one is dead at once', async () => {
  await start();
  const { cookieHeader } = app.signIn(ALEX.email);
  laterBy(2);
  const next = await refresh(cookieHeader);
  const old = await refresh(cookieHeader);
  expect(old).toMatchObject({ status: 401, cookies: [] });
  expect(await refresh(cookieHeader, '?retry=true')).toMatchObject({ status: 403, text: 'No session found' });
  expect(await refresh(next.cookie)).toMatchObject({ status: 200 });
});

it('when a session is refreshed, then its expiry is that of the login', async () => {
  await start({ refreshTokenSeconds: 100 });
  const { cookieHeader } = app.signIn(ALEX.email);
  laterBy(90);
  const late = await refresh(cookieHeader);
  expect(late.cookies[0]).toContain(`Expires=${new Date(RECORDED_AT + 100_000).toUTCString()}`);
  laterBy(11);
  expect(await refresh(late.cookie)).toMatchObject({ status: 403, text: 'Invalid refresh token' });
});

it('when cookies are set, then with the recorded attributes', async () => {
  await start();
  const attributes = (cookie: string) => cookie.replace(/=[^;]*/, '').replace(/Expires=[^;]+/, 'Expires');
  const recorded = exchangeNamed(loadRecording('librechat/11-refresh-ok'), 'POST /api/auth/refresh');
  const wanted = recorded.response.headers['set-cookie'] as unknown as string[];
  const { cookies } = await refresh(app.signIn(ALEX.email).cookieHeader);
  expect(cookies.map(attributes)).toEqual(wanted.map(attributes));
});

describe('refreshes that race', () => {
  /** Refreshes that have read their session and wait to save it. */
  const held: (() => void)[] = [];
  const inRefreshGap = () => new Promise<void>((resolve) => held.push(resolve));
  const bothHeld = () => vi.waitUntil(() => held.length === 2, { timeout: 10_000 });
  const letNextSave = () => held.shift()?.();

  it('when the second reads before the first saves, then both have the same cookie', async () => {
    await start({ inRefreshGap });
    const { cookieHeader } = app.signIn(ALEX.email);
    laterBy(2);
    const pair = [refresh(cookieHeader), refresh(cookieHeader)];
    await bothHeld();
    letNextSave();
    letNextSave();
    const [first, second] = await Promise.all(pair);
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(first?.cookie).toBe(second?.cookie);
  });

  it('when refreshes race across a second, then one of two cookies is dead', async () => {
    await start({ inRefreshGap });
    const { cookieHeader } = app.signIn(ALEX.email);
    laterBy(2);
    const pair = [refresh(cookieHeader), refresh(cookieHeader)];
    await bothHeld();
    letNextSave();
    const earlier = await Promise.race(pair);
    laterBy(1);
    letNextSave();
    const later = (await Promise.all(pair)).find((each) => each !== earlier);
    expect([earlier.status, later?.status]).toEqual([200, 200]);
    expect(later?.cookie).not.toBe(earlier.cookie);
    expect(await refresh(earlier.cookie)).toMatchObject({ status: 401 });
    const alive = refresh(later?.cookie ?? '');
    await vi.waitUntil(() => held.length === 1, { timeout: 10_000 });
    letNextSave();
    expect(await alive).toMatchObject({ status: 200 });
  });
});

it('when a session was revoked, then its bearer lives until it expires', async () => {
  await start({ accessTokenSeconds: 60 });
  const { token, cookieHeader } = app.signIn(ALEX.email);
  const headers = { authorization: `Bearer ${token}` };
  app.revokeSessions(ALEX.email);
  expect(await refresh(cookieHeader)).toMatchObject({ status: 401 });
  expect((await ask('api/user', headers)).status).toBe(200);
  laterBy(61);
  const expired = await ask('api/user', headers);
  expect([expired.status, await expired.json()]).toEqual([401, { message: 'jwt expired' }]);
});

it('when a logout has no cookie, then the session survives', async () => {
  await start();
  const { token, cookieHeader } = app.signIn(ALEX.email);
  const init = { method: 'POST', headers: { authorization: `Bearer ${token}` } };
  expect((await browserFetch(`${app.url}api/auth/logout`, init)).status).toBe(200);
  expect(await refresh(cookieHeader)).toMatchObject({ status: 200 });
});

it('when a client is no browser, then it is banned, on the guarded routes alone', async () => {
  await start();
  const { token, cookieHeader } = app.signIn(BOB.email);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await ask('api/agents/chat/active', { ...headers, 'user-agent': 'node' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, null]);
  expect(await answer.text()).toContain('Illegal request');
  expect((await ask('api/agents/chat/active', headers)).status).toBe(403);
  expect((await ask('api/convos', headers)).status).toBe(200);
  expect(await refresh(cookieHeader)).toMatchObject({ status: 401 });
  const alex = { authorization: `Bearer ${app.tokenFor(ALEX.email)}` };
  expect((await ask('api/agents/chat/active', alex)).status).toBe(403);
  laterBy(2 * 3600 + 1);
  const later = { authorization: `Bearer ${app.tokenFor(ALEX.email)}` };
  expect((await ask('api/agents/chat/active', later)).status).toBe(200);
});

describe.each(['opaque', 'rs256'] as const)('an account of an identity provider (%s bearer)', (openidBearer) => {
  it('when a provider’s bearer comes, then it counts only with its cookies', async () => {
    await start({ account: 'openid', openidBearer });
    const { token, cookieHeader } = app.signIn(ALEX.email);
    const authorization = `Bearer ${token}`;
    expect((await ask('api/user', { authorization, cookie: cookieHeader })).status).toBe(200);
    expect((await ask('api/user', { authorization })).status).toBe(401);
    expect((await ask('api/user', { cookie: cookieHeader })).status).toBe(401);
    expect(token.split('.')).toHaveLength(openidBearer === 'rs256' ? 3 : 1);
  });

  it('when a spent cookie comes again, then the whole family is lost', async () => {
    await start({ account: 'openid', openidBearer });
    const { cookieHeader } = app.signIn(ALEX.email);
    const next = await refresh(cookieHeader);
    expect(next.status).toBe(200);
    expect(await refresh(cookieHeader)).toMatchObject({ status: 403, text: 'Invalid OpenID refresh token' });
    expect(await refresh(next.cookie)).toMatchObject({ status: 403 });
  });
});
