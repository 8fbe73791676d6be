import { afterEach, describe, expect, it } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, type LibreChatApp, type LibreChatOptions, PLATFORM_COOKIE, startLibreChat } from '../../apps/librechat';

let app: LibreChatApp;

const start = async (options: LibreChatOptions): Promise<void> => {
  app = await startLibreChat(options);
};

afterEach(() => app.stop());

const typeOf = (response: Response): string => response.headers.get('content-type') ?? 'none';

describe('LibreChat 0.8.2', () => {
  it('answers unknown API paths with the page, whatever the method', async () => {
    await start({ version: '0.8.2' });
    for (const method of ['GET', 'POST']) {
      const answer = await browserFetch(`${app.url}api/user/settings`, { method });
      expect([answer.status, typeOf(answer)]).toEqual([200, 'text/html; charset=utf-8']);
    }
  });

  it('gives everybody the whole config and the endpoints', async () => {
    await start({ version: '0.8.2' });
    expect(await (await browserFetch(`${app.url}api/config`)).json()).toHaveProperty('interface');
    expect((await browserFetch(`${app.url}api/endpoints`)).status).toBe(200);
  });
});

describe('under a sub-path', () => {
  it('serves the app there and nothing at the root', async () => {
    await start({ basePath: '/sub/' });
    expect(app.url).toMatch(/\/sub\/$/);
    expect(await (await browserFetch(`${app.url}c/new`)).text()).toContain('<base href="/sub/" />');
    expect((await browserFetch(`${app.url}api/config`)).status).toBe(200);
    expect((await browserFetch(`${app.origin}/api/config`)).status).toBe(404);
  });
});

describe('a locked-down install', () => {
  it('says so to signed-in people only', async () => {
    await start({ lockedDown: true });
    const config = async (headers: Record<string, string>) =>
      (await (await browserFetch(`${app.url}api/config`, { headers })).json()) as Record<string, unknown>;
    expect(await config({})).not.toHaveProperty('interface');
    const authorization = `Bearer ${app.tokenFor(ALEX.email)}`;
    expect(await config({ authorization })).toMatchObject({
      interface: { presets: false, modelSelect: false },
      modelSpecs: { enforce: true },
    });
  });
});

describe('the platform contract', () => {
  const logIn = async (): Promise<string> => {
    const body = JSON.stringify({ email: ALEX.email, password: ALEX.password });
    const answer = await browserFetch(`${app.url}api/session`, { method: 'POST', body });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };

  it('signs in by cookie and keeps settings', async () => {
    await start({ platform: true });
    const cookie = await logIn();
    expect(cookie).toContain(PLATFORM_COOKIE);
    const get = async (path: string) => (await browserFetch(app.url + path, { headers: { cookie } })).json();
    expect(await get('api/user/me')).toMatchObject({ email: ALEX.email });
    const body = JSON.stringify({ theme: 'dark' });
    await browserFetch(`${app.url}api/user/settings`, { method: 'POST', headers: { cookie }, body });
    expect(await get('api/user/settings')).toMatchObject({ theme: 'dark', model: 'gpt-4o' });
    const first = (await get('api/conversations')) as { conversations: unknown[]; nextCursor: string };
    expect(first.conversations).toHaveLength(50);
    const rest = (await get(`api/conversations?cursor=${first.nextCursor}`)) as object;
    expect(rest).not.toHaveProperty('nextCursor');
  });

  it('ends the sessions that a test revokes', async () => {
    await start({ platform: true });
    const { cookieHeader } = app.signIn(ALEX.email);
    const me = async () => (await browserFetch(`${app.url}api/user/me`, { headers: { cookie: cookieHeader } })).status;
    expect(await me()).toBe(200);
    app.revokeSessions(ALEX.email);
    expect(await me()).toBe(401);
  });

  it('wraps settings and sends a bare list when asked to', async () => {
    await start({ platform: { list: 'bare', settings: 'wrapped' } });
    const headers = { cookie: await logIn() };
    expect(await (await browserFetch(`${app.url}api/conversations`, { headers })).json()).toBeInstanceOf(Array);
    expect(await (await browserFetch(`${app.url}api/user/settings`, { headers })).json()).toHaveProperty('settings');
  });

  it.each([
    ['json', 401],
    ['redirect', 302],
  ] as const)('answers signed-out people by %s', async (signedOut, status) => {
    await start({ platform: { signedOut } });
    expect((await browserFetch(`${app.url}api/user/me`)).status).toBe(status);
    expect((await browserFetch(`${app.url}api/convos`)).status).toBe(404);
  });

  it('refuses writes of another origin when configured so', async () => {
    await start({ platform: { refuseForeignOrigin: true } });
    const cookie = await logIn();
    const write = async (origin: string) => {
      const init = { method: 'POST', headers: { cookie, origin }, body: '{"theme":"dark"}' };
      return (await browserFetch(`${app.url}api/user/settings`, init)).status;
    };
    expect([await write('chrome-extension://abc'), await write(app.origin)]).toEqual([403, 200]);
  });
});
