import { afterEach, describe, expect, test } from 'vitest';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '../../apps/anythingllm';
import { browserFetch } from '../../apps/kit';

let app: AnythingLlmApp;

const start = async (options: AnythingLlmOptions): Promise<void> => {
  app = await startAnythingLlm({ passwordCostMs: 0, betweenWords: async () => undefined, ...options });
};

afterEach(() => app.stop());

interface Call {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const call = (method: string, path: string, { token, body, headers }: Call = {}) =>
  browserFetch(`${app.url}${path}`, {
    method,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

const json = async (response: Promise<Response>) => (await (await response).json()) as Record<string, unknown>;

test('when an Origin asks, then it is answered without credentials, and preflights', async () => {
  await start({ mode: 'open' });
  const origin = 'chrome-extension://abcdefghijklmnop';
  const answer = await call('GET', 'api/ping', { headers: { origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('vary')).toBe('Origin');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect(answer.headers.get('x-powered-by')).toBe('Express');
  expect(answer.headers.getSetCookie()).toEqual([]);
  const wanted = { origin, 'access-control-request-headers': 'authorization' };
  const preflight = await call('OPTIONS', 'api/workspaces', { headers: wanted });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
  expect(preflight.headers.get('vary')).toBe('Origin, Access-Control-Request-Headers');
});

test('when an answer streams, then it is kept and names its thread', async () => {
  await start({ mode: 'open' });
  const slug = app.state.workspaces[0]?.slug;
  const made = (await json(call('POST', `api/workspace/${slug}/thread/new`))).thread as { slug: string };
  const path = `api/workspace/${slug}/thread/${made.slug}`;
  const stream = await (await call('POST', `${path}/stream-chat`, { body: { message: 'Which tiles?' } })).text();
  const frames = stream.trim().split('\n\n');
  expect(frames.length).toBeGreaterThan(5);
  expect(frames.at(-1)).toContain('"type":"finalizeResponseStream"');
  expect((await json(call('GET', `${path}/chats`))).history).toHaveLength(2);
  expect(app.state.threads.find((thread) => thread.slug === made.slug)?.name).toBe('Which tiles?');
});

test('when threads are listed, then they are the own ones, for an admin too', async () => {
  await start({ mode: 'multi' });
  const slug = app.state.workspaces[0]?.slug;
  const names = async (username: string) => {
    const answer = await json(call('GET', `api/workspace/${slug}/threads`, { token: app.tokenFor(username) }));
    return (answer.threads as { name: string }[]).map(({ name }) => name);
  };
  expect(await names('alice')).toEqual(['Reading list', 'Interview plan']);
  expect(await names('dana')).toEqual(['Questions of dana (Demo data)']);
});

describe('platform mode', () => {
  const signIn = async (): Promise<string> => {
    const response = await call('POST', 'login', {
      body: 'username=alice&password=alice-demo-1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(302);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^platform_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    return cookie.split(';')[0] ?? '';
  };

  test('when nobody is signed in to a platform, then 401 JSON, and no cookie', async () => {
    await start({ mode: 'platform' });
    const answer = await call('GET', 'api/me');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/json; charset=utf-8']);
    const wrong = await call('POST', 'login', { body: 'username=alice&password=x' });
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('when a person signs out of a platform, then the session ends on the server', async () => {
    await start({ mode: 'platform' });
    const headers = { cookie: await signIn() };
    await call('POST', 'logout', { headers });
    expect((await call('GET', 'api/me', { headers })).status).toBe(401);
  });
});
