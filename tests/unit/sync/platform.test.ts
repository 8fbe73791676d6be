import { expect, it } from 'vitest';
import { anythingLlm } from './kit';

/** A platform whose person had a session. */
const platform = async () => {
  const found = await anythingLlm({ mode: 'platform' });
  found.world.cookies.clear();
  await found.world.engine.sync();
  return found;
};

it('when a platform’s page is answered, then the app is asked who is signed in', async () => {
  const { signInToPlatform, status, asked, names } = await platform();
  expect(await status()).toMatchObject({ session: 'signed-out', identity: null });
  signInToPlatform();
  await asked('GET', 'api/me');
  expect(await status()).toMatchObject({ session: 'signed-in' });
  expect(await names()).not.toEqual([]);
});

it('when pages are refused or the person is known, then the app is left alone', async () => {
  const { app, world, signInToPlatform, asked } = await platform();
  app.log.clear();
  await asked('GET', 'api/me', 401);
  expect(app.log.all()).toEqual([]);
  signInToPlatform();
  await world.engine.sync();
  app.log.clear();
  await asked('GET', 'api/me');
  expect(app.log.all()).toEqual([]);
});

it('when a platform asked for peace, then it has it, however busy its pages are', async () => {
  const { app, asked } = await platform();
  app.faults.add({ path: /^\/api\//, action: { retryAfterSeconds: 120 } });
  await asked('GET', 'api/workspaces');
  app.log.clear();
  for (let count = 0; count < 10; count++) await asked('GET', 'api/workspaces');
  expect(app.log.all()).toEqual([]);
});
