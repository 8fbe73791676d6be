import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { pageMessages } from '@/lib/background';
import type { Tandem, TandemUiSettings } from '@/lib/bridge/public';
import { pageMessageSchema } from '@/lib/messaging';
import { offerPort } from '@/lib/page/bridge/hand-over';
import { relay } from '@/lib/page/bridge/relay';
import { startInPage } from '@/lib/page/bridge/start-page';
import { Lifetime } from '@/lib/page/lifetime';
import type { Send } from '@/lib/page/runtime';
import { idleOutside } from '../../kit/idle-outside';
import '../../page/with-resolvers';
import { Bridged } from './bridged';

const guide = readFileSync(new URL('../../../../docs/bridge.md', import.meta.url), 'utf8');
const example = /```js\n(.*?)```/s.exec(guide)?.[1] ?? '';

const lifetimes: Lifetime[] = [];
const pages: EventTarget[] = [];
afterEach(() => {
  for (const lifetime of lifetimes.splice(0)) lifetime.end();
  for (const page of pages.splice(0)) page.dispatchEvent(new Event('tandem:page'));
});

/** A page of LibreChat with all of our code for it, wired to the background as the browser does. */
function openPage(bridged: Bridged): { tandem: Tandem } {
  const document = new EventTarget();
  const lifetime = new Lifetime(() => false);
  lifetimes.push(lifetime);
  pages.push(document);
  const messages = pageMessages(bridged.world.engine, bridged.host, idleOutside);
  const send = (async (message: unknown) =>
    messages(pageMessageSchema.parse(message), { url: bridged.both.librechat.url, tabId: 5 })) as Send;
  offerPort(document, lifetime.signal, (port) => {
    bridged.onTold = relay(lifetime, port, { send, doc: 'page' });
  });
  const page = Object.assign(new EventTarget(), { document });
  startInPage(page as unknown as Window & typeof globalThis);
  return page as unknown as { tandem: Tandem };
}

/** Runs the example as a console does. @returns What it printed */
async function run(window: { tandem: Tandem }): Promise<unknown[][]> {
  const printed: unknown[][] = [];
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (window: object, console: object) => Promise<void>;
  await new AsyncFunction('window', 'console', example)(window, { log: (...args: unknown[]) => printed.push(args) });
  return printed;
}

it('when the guide’s example runs, then it asks first, and changes once allowed', async () => {
  const bridged = await Bridged.start();
  await bridged.world.openPage('librechat', { 'ui.theme': 'light' });
  await bridged.quiet();
  const page = openPage(bridged);
  const first = await run(page);
  expect(first[0]?.[0]).toBe((await page.tandem.ready).user?.username);
  expect(first[1]?.[0]).toBe('asked');
  expect(first[2]?.[0]).toBe(200);
  await bridged.allow('librechat', 'change');
  const second = await run(page);
  const [status, ui] = (second.at(-1) ?? []) as [number, TandemUiSettings];
  // The page may have taken it by then.
  expect([status, ui.pending?.theme ?? ui.theme]).toEqual([200, 'dark']);
  expect((await bridged.both.settings()).registers['ui.theme']?.value).toEqual({ value: 'dark' });
  await bridged.quiet();
  // A port delivers in a task of its own.
  await expect.poll(() => page.tandem.getState()?.ui).toMatchObject({ theme: 'dark', pending: null });
});

it('when the guide names a route, then it answers as the guide says', async () => {
  const page = openPage(await Bridged.start());
  await page.tandem.ready;
  const routes = [...guide.matchAll(/`(GET|POST) (\/api\/[\w/-]+)`/g)];
  expect(routes).toHaveLength(7);
  for (const [, method = '', path = ''] of routes) {
    const { status } = await page.tandem.request(method, path, method === 'POST' ? { nonsense: true } : undefined);
    expect([path, status]).toEqual([path, method === 'POST' ? 400 : path.endsWith('workspaces') ? 403 : 200]);
  }
  expect((await page.tandem.request('PUT', '/api/shared-state')).status).toBe(405);
  expect((await page.tandem.request('GET', '/api/else')).status).toBe(404);
});
