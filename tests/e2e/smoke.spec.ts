import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, type Harness, test, until } from './harness';

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
  let server: Server;
  let port: number;
  test.beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>${request.headers.host}</title><h1>Hello ${request.url}</h1>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  test.afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const events = async (harness: Harness): Promise<readonly unknown[]> => {
    const { events: found } = await harness.storage();
    return Array.isArray(found) ? found : [];
  };
  const eventually = (harness: Harness, event: string) =>
    until(`the event "${event}"`, async () => {
      const all = await events(harness);
      return all.includes(event) ? { value: event } : { problem: `events: ${all.join(', ') || 'none'}` };
    });

  /** Asks for a host by a real click. */
  const ask = async (harness: Harness) => {
    const tab = await harness.openExtensionPage('page.html');
    await tab.fill({ label: 'Host' }, 'nas.home');
    await tab.click({ role: 'button', name: 'Connect' });
    return tab;
  };

  test('when a click asks for a permission, then it can be granted and taken away', {
    tag: '@firefox-too',
  }, async ({ harness }) => {
    const unanswered = await ask(harness);
    await unanswered.waitForText('asking');
    expect(await events(harness)).toEqual([]);
    await unanswered.close();

    await harness.allowHost('nas.home');
    await (await ask(harness)).waitForText('granted: true');
    await eventually(harness, 'added http://nas.home/*');
    await harness.revokeHost('nas.home');
    await eventually(harness, 'removed http://nas.home/*');
  });

  test('when the browser is restarted, then what was stored is still there', { tag: '@firefox-too' }, async ({
    harness,
  }) => {
    await harness.allowHost('nas.home');
    await (await ask(harness)).waitForText('granted: true');
    await eventually(harness, 'added http://nas.home/*');
    await harness.restartBrowser();
    expect(await events(harness)).toContain('added http://nas.home/*');
    expect(await harness.tabs()).toEqual([]);
  });

  // Chromium forgets what was granted to an extension that was put in after its start.
  test('when the browser is restarted, then a permission is still granted', { tag: '@firefox-only' }, async ({
    harness,
  }) => {
    await harness.allowHost('nas.home');
    await (await ask(harness)).waitForText('granted: true');
    await harness.restartBrowser();
    const tab = await harness.openExtensionPage('page.html');
    const origins = await tab.evaluate(async () => {
      const { permissions } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
      return (await permissions.getAll()).origins ?? [];
    });
    expect(origins).toEqual(['http://nas.home/*']);
  });

  test('when the user refuses a permission, then it stays refused', { tag: '@firefox-only' }, async ({ harness }) => {
    await harness.denyNextPermission();
    await (await ask(harness)).waitForText('granted: false');
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

  test('when a test uses a host name, then it resolves to this machine over plain http', {
    tag: '@firefox-too',
  }, async ({ harness }) => {
    const tab = await harness.openPage(`http://nas.home:${port}/there`);
    expect(await tab.title()).toBe(`nas.home:${port}`);
    await tab.waitForText('Hello /there');
    await tab.goto(`http://127.0.0.1:${port}/next`);
    await tab.waitForText('Hello /next');
    await tab.back();
    await tab.waitForText('Hello /there');
    await tab.reload();
    expect(await tab.url()).toBe(`http://nas.home:${port}/there`);
  });

  test('when a test uses fields, lists and shadow roots, then the harness reaches them', {
    tag: '@firefox-too',
  }, async ({ harness }) => {
    const tab = await harness.openExtensionPage('page.html');
    await tab.fill({ label: 'host' }, 'first');
    await tab.type({ label: 'Host' }, ' and é more');
    expect(await tab.value({ label: 'Host' })).toBe('first and é more');
    await tab.fill({ label: 'Host' }, '');
    expect(await tab.value('#host')).toBe('');

    await tab.select({ label: 'Colour' }, 'Blue');
    expect(await tab.value({ label: 'Colour' })).toBe('b');
    await tab.select({ role: 'combobox', name: 'Colour' }, 'r');
    expect(await tab.value({ label: 'Colour' })).toBe('r');
    await tab.check({ role: 'checkbox', name: 'Keep a copy' });
    expect(await tab.isChecked({ label: 'Keep a copy' })).toBe(true);
    await tab.uncheck({ label: 'Keep a copy' });
    expect(await tab.isChecked({ label: 'Keep a copy' })).toBe(false);
    expect(await tab.text('#changes')).not.toContain('made up');

    await tab.click({ text: 'Inside the shadow' });
    await tab.waitForText('shadow clicked');
    expect(await tab.count({ role: 'button' })).toBe(5);
    expect(await tab.count({ role: 'button', name: /^connect/i })).toBe(2);
    await tab.focus({ label: 'Host' });
    await tab.press('Tab');
    await tab.waitForFunction(() => document.activeElement?.id === 'grant');
    await tab.press('Shift+Tab');
    await tab.waitForFunction(() => document.activeElement?.id === 'host');
    await expect(tab.click({ role: 'button', name: 'Nowhere' }, { timeoutMs: 300 })).rejects.toThrow(
      /button "Nowhere".*no such element/,
    );
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

  test('when the extension opens a tab, then the harness finds it', { tag: '@firefox-too' }, async ({ harness }) => {
    const tab = await harness.openExtensionPage('page.html');
    await tab.click({ role: 'button', name: 'Open a tab' });
    const second = await harness.waitForTab('page.html?second');
    await second.waitForText('Probe');
    expect(await harness.tabs()).toHaveLength(2);
  });

  test('when a frame is in a closed shadow root, then the harness reaches it', { tag: '@chromium-only' }, async ({
    harness,
  }) => {
    const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
    await tab.evaluate((url) => {
      const host = document.body.appendChild(document.createElement('div'));
      host.style.cssText = 'position:fixed;right:40px;top:90px';
      const frame = document.createElement('iframe');
      frame.src = url;
      host.attachShadow({ mode: 'closed' }).append(frame);
    }, `${harness.extensionOrigin}/page.html?framed`);
    const frame = await tab.frame('page.html?framed');
    await frame.click({ role: 'button', name: 'Ping' });
    await frame.waitForText('pong', { within: '#out' });
    await frame.fill({ label: 'Host' }, 'framed');
    expect(await frame.value({ label: 'Host' })).toBe('framed');
  });

  test('when a test asks for the extension’s frame in Firefox, then it gets a reason', {
    tag: '@firefox-only',
  }, async ({ harness }) => {
    const tab = await harness.openPage(`http://127.0.0.1:${port}/`);
    await expect(tab.frame('page.html')).rejects.toThrow(/about:blank/);
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
