import { panelWords } from '@/components/words/en/panel';
import type { Tandem } from '@/lib/bridge/public';
import { type ExtensionApi, expect, test, untilTrue } from './harness';
import { allow, bothOpen, readyState, request, stateIn, updateUi } from './harness/bridge';
import { allTold, ask, takePort } from './harness/bridge-raw';
import { openPanel } from './harness/panel';
import { startPrinter } from './harness/server';
import { openSetting, patiently, settingWrites, untilAnythingLlmIs, untilLibreChatIs } from './harness/settings';

/*
 * LibreChat's page is the hostile one here: its code does whatever code in a page can do. AnythingLLM is what it is after.
 */

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;
/** In functions that run in an app's page. */
declare const tandem: Tandem;

const secret = 'Salaries, management only';
const launcher = { role: 'button', name: 'Open Tandem' } as const;

test('when a page forges or spies, then it changes nothing and learns nothing', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat, brain, chat } = await bothOpen(harness);
  await readyState(chat);
  expect(await takePort(chat)).toBe(true);
  expect(await ask(chat, { op: 'state', have: {} })).toContain('"who"');
  // Forged: unknown operations, what only views or our own scripts may say, and people who are not there.
  for (const forged of [
    { op: 'sync-everything' },
    { op: 'allow', app: 'librechat', right: 'read-other', answer: 'yes' },
    { type: 'sync' },
    { op: 'state', have: {}, app: 'anythingllm' },
    null,
    'state',
  ])
    expect(await ask(chat, forged)).toContain('"invalid"');
  expect(await ask(chat, { op: 'update-ui', who: 'f'.repeat(32), patch: { theme: 'dark' } })).toContain('"asked"');
  // The other app's data: by every way that there is.
  for (const what of [
    { op: 'state', have: { workspaces: 'x' } },
    { op: 'want', slices: ['workspaces'], have: {} },
    { op: 'sync', have: {} },
    { op: 'request', who: null, method: 'GET', path: '/api/shared-state/workspaces' },
    { op: 'request', who: null, method: 'GET', path: '/api/shared-state' },
  ])
    await ask(chat, what);
  expect((await stateIn(chat))?.workspaces).toBeNull();
  expect(await allTold(chat)).not.toContain(secret);

  // None of this asked the person anything but the one question.
  const panel = await openPanel(harness);
  await panel.waitFor({ role: 'listitem', name: 'LibreChat’s page asks to change your settings.' }, patiently);
  await panel.close();

  // A fresh document, whose own messages still count.
  await chat.reload();
  await readyState(chat);
  // The extension: no runtime in the page's world, no bridge in frames.
  const reach = await chat.evaluate(async () => {
    type Runtime = { readonly runtime?: { readonly sendMessage?: unknown; readonly id?: string } };
    const { chrome, browser } = globalThis as unknown as Record<string, Runtime | undefined>;
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.src = `${location.origin}/robots.txt`;
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const inFrame = 'tandem' in (frame.contentWindow as object);
    frame.remove();
    return {
      runtime: [chrome?.runtime?.id ?? null, browser?.runtime?.id ?? null, typeof browser?.runtime?.sendMessage],
      inFrame,
      shape: [Object.isFrozen(tandem), Object.keys(tandem).some((name) => name.startsWith('_'))],
    };
  });
  expect(reach).toEqual({
    runtime: [null, null, 'undefined'],
    inFrame: false,
    shape: [true, false],
  });

  // Another server at the same host: browsers grant hosts, not ports, so our object may stand there; it knows nobody.
  const printer = await harness.openPage(await startPrinter());
  expect(
    await printer.evaluate(async () => {
      if (!('tandem' in globalThis)) return 503;
      return (await tandem.request('GET', '/api/shared-state')).status;
    }),
  ).toBe(503);
  expect(await printer.evaluate(() => ('tandem' in globalThis ? tandem.getState() : null))).toBeNull();
  await printer.close();

  // Acting as the panel, or as our own scripts: by window messages and events with the names that they use.
  await chat.evaluate(() => {
    for (const type of [
      'sync',
      'heartbeat',
      'edit',
      'allow',
      'claim',
      'page-report',
      'launcher-did',
      'order',
      'rescue',
    ]) {
      postMessage({ type, people: 'x', register: 'ui.theme', value: { value: 'dark' } }, '*');
      for (const name of [`tandem:${type}`, 'tandem:port', 'tandem:port?', 'tandem:message'])
        document.dispatchEvent(new CustomEvent(name, { detail: { type, right: 'change', answer: 'yes' } }));
    }
  });
  expect(await updateUi(chat, { theme: 'dark' })).toBe('asked');

  // What the person allowed one page is nothing to the other.
  expect(await updateUi(brain, { theme: 'light' })).toBe('asked');
  await (await allow(harness, 'AnythingLLM’s page asks to change your settings.')).close();
  expect(await updateUi(brain, { theme: 'light' })).toBe('done');
  await untilAnythingLlmIs(brain, 'light');
  expect(await updateUi(chat, { theme: 'dark' })).toBe('asked');
  await untilAnythingLlmIs(brain, 'light');
  expect([...settingWrites(anythingllm, 'extension'), ...settingWrites(librechat, 'extension')]).toEqual([]);
});

test('when a page floods or dismantles Tandem, then it harms only itself', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat, brain, chat } = await bothOpen(harness);
  await readyState(chat);
  await readyState(brain);
  await chat.bringToFront();
  await chat.waitFor(launcher, patiently);

  // An update of Tandem is faked: this document's settings are its own loss, and all of it is back with the next one.
  await chat.evaluate(() => {
    for (const name of ['page', 'script']) document.dispatchEvent(new Event(`tandem:${name}`));
  });
  expect(await request(chat, 'GET', '/api/shared-state')).toMatchObject({
    status: 503,
    body: { error: { code: 'ended' } },
  });
  expect(await stateIn(chat)).toBeNull();
  await chat.waitFor(launcher, { state: 'hidden', ...patiently });
  const settings = await openPanel(harness);
  await openSetting(settings, 'Theme');
  await settings.click({ role: 'radio', name: 'Light', within: '.setting-editor' });
  await untilAnythingLlmIs(brain, 'light');
  await settings.close();
  await brain.bringToFront();
  await brain.waitFor(launcher, patiently);
  await chat.bringToFront();
  await chat.reload();
  await untilLibreChatIs(chat, 'light');
  await chat.waitFor(launcher, patiently);

  // Our node is taken out, hidden and moved about; Tandem gives up the launcher there, and goes on elsewhere.
  await chat.evaluate(async () => {
    for (let round = 0; round < 10; round++) {
      const host = document.querySelector('tandem-launcher');
      host?.setAttribute('hidden', '');
      host?.remove();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await untilTrue(
    'the launcher to be gone',
    () => chat.evaluate(() => document.querySelector('tandem-launcher') === null),
    patiently,
  );
  expect((await request(chat, 'GET', '/api/shared-state/user')).status).toBe(200);

  // The whole document is taken from under us.
  await chat.evaluate(() => document.documentElement.replaceChildren(document.createElement('body')));
  expect((await request(chat, 'GET', '/api/shared-state/user')).status).toBe(200);
  await chat.evaluate(() => {
    Reflect.deleteProperty(globalThis, 'tandem');
    document.open();
    document.write('<!doctype html><title>Another</title><p>Another');
    document.close();
  });
  expect(await chat.evaluate(() => 'tandem' in globalThis)).toBe(false);
  expect((await request(brain, 'GET', '/api/shared-state/workspaces')).status).toBe(200);

  // After all of that: a page that asked 300 times is refused for a minute.
  await chat.goto(librechat.url);
  await chat.waitForFunction(() => 'tandem' in globalThis, undefined, patiently);
  await readyState(chat);
  const asked = () => [anythingllm, librechat].map(({ log }) => log.matching({ from: 'extension' }).length);
  const before = asked();
  const flood = await chat.evaluate(async () => {
    const answers = await Promise.all(
      Array.from({ length: 2_000 }, (_, at) =>
        tandem.request('POST', '/api/shared-state/ui-settings', { textSize: 1 + (at % 5) }),
      ),
    );
    return [...new Set(answers.map(({ status }) => status))].sort();
  });
  // At most what may wait at once went further, and that was not allowed.
  expect(flood).toEqual([403, 429]);
  // However often a page wants the apps to be read, that is once in 10 s.
  await chat.evaluate(() => Promise.allSettled(Array.from({ length: 500 }, () => tandem.syncState())));
  // The other app's page is served; the apps were written nothing, and asked no more than one reading takes.
  expect((await request(brain, 'GET', '/api/shared-state/settings')).status).toBe(200);
  expect([...settingWrites(anythingllm, 'extension'), ...settingWrites(librechat, 'extension')]).toEqual([]);
  for (const [app, count] of asked().entries()) expect(count - (before[app] ?? 0)).toBeLessThan(30);

  // A page that stands in for everything that we call can only deceive itself.
  await chat.evaluate(() => {
    const takeOver = () => {
      const nothing = () => undefined;
      Object.assign(JSON, { stringify: () => '{"v":1,"n":900,"ask":{"op":"allow"}}', parse: nothing });
      Object.assign(Object, { freeze: nothing });
      Object.assign(Map.prototype, { get: nothing, set: nothing });
      for (let round = 0; round < 100; round++) void tandem.request('GET', '/api/shared-state');
    };
    // Later: what is evaluated here from outside needs these functions, too.
    setTimeout(takeOver, 0);
  });
  const panel = await openPanel(harness);
  await panel.waitForText('Signed in as', patiently);
  await panel.click({ text: 'Preferences and connections' });
  await panel.waitFor({ label: panelWords.rights.bridge }, patiently);
  expect(await panel.count({ role: 'button', name: 'Forbid' })).toBe(0);
  expect((await request(brain, 'GET', '/api/shared-state/workspaces')).status).toBe(200);
});

test('when a page asks for a right, then only Tandem’s own window takes the answer', {
  tag: '@chromium-only',
}, async ({ harness }) => {
  const { chat } = await bothOpen(harness);
  expect(await updateUi(chat, { theme: 'dark' })).toBe('asked');
  await chat.click(launcher, patiently);
  const framed = await chat.frame('panel.html', patiently);
  const question = { role: 'listitem', name: 'LibreChat’s page asks to change your settings.' } as const;
  await framed.waitFor(question, patiently);
  // What the page could lay itself over has no button that allows anything, and what it asks for by itself is refused.
  expect(await framed.count({ role: 'button', name: 'Allow', within: question })).toBe(0);
  const refused = await framed.evaluate(async () => {
    const name = Object.keys(await chrome.storage.local.get()).find((key) => key.includes(':settings:')) ?? '';
    const people = decodeURIComponent(name.split(':').at(-1) ?? '');
    const message = { type: 'allow', people, app: 'librechat', right: 'change', answer: 'yes' };
    return JSON.stringify(await chrome.runtime.sendMessage(message));
  });
  expect(refused).toContain('error');
  expect(await updateUi(chat, { theme: 'dark' })).toBe('asked');
  // The way to where it can be answered.
  await framed.click({ role: 'button', name: 'Open it', within: question });
  const panel = await harness.waitForTab('panel.html', patiently);
  await panel.click({ role: 'button', name: 'Allow', within: question }, patiently);
  await chat.waitForFunction(() => tandem.getState()?.connection?.rights.change === 'yes', undefined, patiently);
});
