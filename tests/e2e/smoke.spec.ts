import { fileURLToPath } from 'node:url';
import { expect, test } from './harness';
import { startServer } from './harness/server';

/** What the other tests rely on, shown with a small extension of its own. */

test.use({ grantedHosts: [], extensionDirectory: fileURLToPath(new URL('harness/probe-extension', import.meta.url)) });

let port: number;
test.beforeEach(async () => {
  port = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>Hello</title>');
  });
});

test('when the background is killed, then the next event wakes it', { tag: '@firefox-too' }, async ({ harness }) => {
  const tab = await harness.openExtensionPage('page.html');
  await tab.click({ role: 'button', name: 'Ping' });
  await tab.waitForText('pong', { within: '#out' });
  for (let round = 0; round < 3; round++) {
    await tab.evaluate(() => {
      const out = document.getElementById('out');
      if (out) out.textContent = '';
    });
    await harness.killBackground();
    expect(await harness.backgroundRunning()).toBe(false);
    await tab.click({ role: 'button', name: 'Ping' });
    await tab.waitForText('pong', { within: '#out' });
    expect(await harness.backgroundRunning()).toBe(true);
  }
});

test('when a target moves away before or during a click, then the click is repeated', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
  await tab.evaluate(() => {
    const add = (name: string, flees?: 'mousemove' | 'pointerdown') => {
      const button = document.body.appendChild(document.createElement('button'));
      button.textContent = name;
      button.style.cssText = `position:fixed;left:${flees === 'pointerdown' ? 240 : 40}px;top:90px;width:120px;height:40px`;
      button.addEventListener('click', () => document.body.append(`${name} heard it. `));
      if (flees) button.addEventListener(flees, () => (button.style.top = '300px'), { once: true });
    };
    add('Below');
    add('Runaway', 'mousemove');
    add('Flinching', 'pointerdown');
  });
  for (const name of ['Runaway', 'Flinching']) {
    await tab.click({ role: 'button', name });
    await tab.waitForText(`${name} heard it.`);
  }
  expect(await tab.text('body')).not.toContain('Below heard it.');
});

test('when a test sets media or offline mode, then the browser emulates it', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
  const matches = (query: string) => tab.evaluate((media) => matchMedia(media).matches, query);
  for (const colorScheme of ['dark', 'light'] as const) {
    await tab.emulate({ colorScheme });
    expect(await matches(`(prefers-color-scheme: ${colorScheme})`)).toBe(true);
  }
  await tab.emulate({ reducedMotion: 'reduce', forcedColors: 'active' });
  expect(await matches('(prefers-reduced-motion: reduce) and (forced-colors: active)')).toBe(true);
  await tab.emulate({ reducedMotion: 'no-preference', forcedColors: 'none' });
  expect(await matches('(prefers-reduced-motion: reduce) or (forced-colors: active)')).toBe(false);

  const reachable = () =>
    tab.evaluate(() =>
      fetch('/again', { cache: 'no-store' }).then(
        () => true,
        () => false,
      ),
    );
  await tab.emulate({ offline: true });
  expect(await reachable()).toBe(false);
  await tab.emulate({ offline: false });
  expect(await reachable()).toBe(true);
});
