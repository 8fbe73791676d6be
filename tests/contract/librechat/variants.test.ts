import { afterEach, expect, it } from 'vitest';
import { browserFetch } from '../../apps/kit';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';

let app: LibreChatApp;

const start = async (options: LibreChatOptions): Promise<void> => {
  app = await startLibreChat(options);
};

afterEach(() => app.stop());

const typeOf = (response: Response): string => response.headers.get('content-type') ?? 'none';

it('when 0.8.2 does not know a path, then it answers with its page', async () => {
  await start({ version: '0.8.2' });
  for (const method of ['GET', 'POST']) {
    const answer = await browserFetch(`${app.url}api/user/settings`, { method });
    expect([answer.status, typeOf(answer)]).toEqual([200, 'text/html; charset=utf-8']);
  }
});

it('when 0.8.2 is asked by anybody, then it tells its whole config', async () => {
  await start({ version: '0.8.2' });
  expect(await (await browserFetch(`${app.url}api/config`)).json()).toHaveProperty('interface');
  expect((await browserFetch(`${app.url}api/endpoints`)).status).toBe(200);
});

it('when an install is locked down, then it says so to signed-in people only', async () => {
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
