import { fileURLToPath } from 'node:url';
import { expect, test } from './harness';
import { startServer } from './harness/server';

/** What the other tests rely on, shown with a small extension of its own, and that Tandem itself starts. */

// Nothing here needs more than a few starts of a browser.
test.setTimeout(120_000);
test.use({ grantedHosts: [] });

test('when Tandem starts, then its pages open', { tag: '@firefox-too' }, async ({ harness }) => {
  const pages = {
    'popup.html': 'Both apps, in one place',
    'connect.html': 'Where are your two apps?',
  };
  for (const [path, words] of Object.entries(pages)) {
    const tab = await harness.openExtensionPage(path, { width: 400, height: 600 });
    await tab.waitForText(words);
    expect(await tab.evaluate(() => innerWidth)).toBe(400);
    await tab.close();
  }
});

test.describe('harness', () => {
  test.use({
    extensionDirectory: fileURLToPath(new URL('harness/probe-extension', import.meta.url)),
  });
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

  test('when a click’s target moves away, then the click misses and is repeated', {
    tag: '@firefox-too',
  }, async ({ harness }) => {
    const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
    await tab.evaluate(() => {
      for (const name of ['Below', 'Runaway']) {
        const button = document.body.appendChild(document.createElement('button'));
        button.textContent = name;
        button.style.cssText = 'position:fixed;left:40px;top:90px;width:120px;height:40px';
        button.addEventListener('click', () => document.body.append(`${name} heard it. `));
        button.addEventListener('mousemove', () => (button.style.top = '300px'), { once: true });
      }
    });
    await tab.click({ role: 'button', name: 'Runaway' });
    await tab.waitForText('Runaway heard it.');
    expect(await tab.text('body')).not.toContain('Below heard it.');
  });

  test('when a target moves away while the button is down, then the click is repeated', {
    tag: '@firefox-too',
  }, async ({ harness }) => {
    const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
    await tab.evaluate(() => {
      const button = document.body.appendChild(document.createElement('button'));
      button.textContent = 'Flinching';
      button.style.cssText = 'position:fixed;left:40px;top:90px;width:120px;height:40px';
      button.addEventListener('click', () => document.body.append('Flinching heard it. '));
      button.addEventListener('pointerdown', () => (button.style.top = '300px'), { once: true });
    });
    await tab.click({ role: 'button', name: 'Flinching' });
    await tab.waitForText('Flinching heard it.');
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
});
