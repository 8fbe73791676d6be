import { sayProblem } from '@/components/common/say-problem';
import { connectWords } from '@/components/words/en/connect';
import { words } from '@/components/words/en/view';
import type { Tandem } from '@/lib/bridge/public';
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { type ExtensionApi, expect, type Tab, test, until } from './harness';
import { connectAsAPerson, signInToLibreChat, waitUntilRead } from './harness/flows';
import { startPrinter, startServer } from './harness/server';

test.use({ grantedHosts: [] });

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;
/** In functions that run in an app's page. */
declare const tandem: Tandem;

const slow = { timeoutMs: 30_000 };
const fields = { anythingllm: { label: 'AnythingLLM address' }, librechat: { label: 'LibreChat address' } } as const;
const below = (app: keyof typeof fields) => ({ ...slow, within: `.address[data-app="${app}"]` });

/** What the browser lets the extension reach and run, read in one of its own pages. */
async function powers(page: Tab): Promise<{ readonly hosts: readonly string[]; readonly scripts: readonly string[] }> {
  return page.evaluate(async () => {
    const { origins = [] } = await chrome.permissions.getAll();
    const scripts = await chrome.scripting.getRegisteredContentScripts();
    return { hosts: origins, scripts: scripts.map(({ id }) => id).sort() };
  });
}

/** Waits until what is stored is so, read in a page of the extension. The log of the last events names apps, and nothing else. */
async function untilStored(page: Tab, what: string, isSo: (stored: string) => boolean): Promise<void> {
  await until(what, async () => {
    const stored = await page.evaluate(async () => {
      const { diagnostics: _log, ...session } = await chrome.storage.session.get();
      return JSON.stringify([await chrome.storage.local.get(), session]);
    });
    return isSo(stored) ? { value: true } : { problem: stored.slice(0, 2000) };
  });
}

test('when connecting fails, then the page says why and retries by itself', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const anythingllm = await startAnythingLlm();
  const librechat = await startLibreChat();
  const printer = await startPrinter();
  const page = await harness.openExtensionPage('connect.html');

  await page.fill(fields.anythingllm, 'ftp://files');
  await page.waitForText(sayProblem({ code: 'not-an-address', params: { app: 'anythingllm' } }), below('anythingllm'));

  // Nothing listens; then it does.
  await anythingllm.down();
  await page.fill(fields.anythingllm, anythingllm.url);
  await page.waitForText(
    /reach AnythingLLM at http:\/\/127\.0\.0\.1:\d+\. .*Tandem keeps looking/,
    below('anythingllm'),
  );
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText('was not found yet', slow);
  await anythingllm.up();
  await page.waitForText(/found at/, below('anythingllm'));

  // Swapped.
  await page.fill(fields.anythingllm, librechat.url);
  await page.fill(fields.librechat, anythingllm.url);
  await page.waitForText('LibreChat answers at this address. Swap them', below('anythingllm'));
  await page.waitForText('AnythingLLM answers at this address. Swap them', below('librechat'));
  await page.click({ role: 'button', name: 'Swap them', nth: 0 });
  await page.waitForText(/found at/, below('anythingllm'));
  await page.waitForText(/found at/, below('librechat'));

  // A LibreChat of before 0.8.2 answers its page where newer ones have the favourites.
  const old = librechat.faults.add({
    path: '/api/user/settings/favorites',
    action: {
      status: 200,
      body: '<!doctype html><title>LibreChat</title>',
      headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' },
    },
  });
  await page.fill(fields.librechat, `${librechat.url}login`);
  const tooOld = sayProblem({ code: 'too-old', params: { app: 'librechat', oldest: '0.8.2' } });
  await page.waitForText(tooOld, below('librechat'));
  old();

  // Another web server lets nobody read it without the permission; a gateway's login page neither.
  await page.fill(fields.anythingllm, printer);
  await page.waitForText(`Something answers at ${printer.slice(0, -1)}.`, below('anythingllm'));
  librechat.faults.add({ path: /^(?!\/proxy-login)/, action: { loginPage: 'redirect' } });
  await page.fill(fields.librechat, librechat.url);
  await page.waitForText(`Something answers at ${librechat.origin}.`, below('librechat'));

  if (harness.browser === 'firefox') {
    await harness.denyNextPermission();
    await page.click({ role: 'button', name: 'Connect' });
    await page.waitForText(connectWords.denied);
  } else {
    // Chromium's prompt can't be reached without a window: it stays unanswered, and the page stays of use.
    await page.click({ role: 'button', name: 'Connect' });
    await page.waitForText('Waiting for your browser’s answer…');
    await page.type(fields.librechat, 'c/new');
    await page.waitForText(`Something answers at ${librechat.origin}.`, below('librechat'));
  }
  expect(await powers(page)).toEqual({ hosts: [], scripts: [] });

  await harness.allowHost('127.0.0.1');
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText(
    `Something answers at ${printer.slice(0, -1)}, but it is not AnythingLLM.`,
    below('anythingllm'),
  );
  await page.waitForText(`A login page stands in front of LibreChat at ${librechat.origin}.`, below('librechat'));

  // Signed in at the gateway: it connects by itself. The other address is the person's to mend.
  librechat.faults.clear();
  await page.waitForText('Change address', below('librechat'));
  await page.fill(fields.anythingllm, anythingllm.url);
  await page.waitForText(/found at/, below('anythingllm'));
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText('LibreChat: open it once so that Tandem can see that you are signed in.', slow);
});

test('when access is taken away, then Tandem says so and asks for it again', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm();
  const librechat = await startLibreChat();
  const grant = { hosts: ['http://127.0.0.1/*'], scripts: ['bridge', 'page'] };
  const chat = await signInToLibreChat(harness, librechat);
  const page = await connectAsAPerson(harness, { librechat });
  await page.waitForText(/conversations \(\d+ archived\)\. Type a word/, slow);
  // What code in an open page holds by now goes on when the other app comes.
  type Held = { readonly tandem: unknown; held?: unknown };
  await chat.waitForFunction(() => {
    const own = globalThis as unknown as Held;
    own.held = own.tandem;
    return own.held !== undefined;
  });
  await page.click({ role: 'button', name: 'Done' });
  await page.click({ role: 'button', name: 'Back to the addresses' });
  expect(await powers(page)).toEqual(grant);
  await page.fill(fields.anythingllm, anythingllm.url);
  await page.waitForText(/found at/, below('anythingllm'));
  await page.click({ role: 'button', name: 'Connect' });
  await waitUntilRead(page);
  expect(
    await chat.evaluate(() => {
      const { tandem, held } = globalThis as unknown as Held;
      return held === tandem;
    }),
  ).toBe(true);

  // The browser's own UI takes the host away.
  const panel = await harness.openExtensionPage('panel.html');
  await panel.waitForText('Sourdough starter', slow);
  await harness.revokeHost('127.0.0.1');
  await panel.waitForText(words.status.grantLost('librechat', '127.0.0.1'), slow);
  await panel.waitForText(words.status.grantLost('anythingllm', '127.0.0.1'), slow);
  await panel.waitForText(/as of \d/);
  expect(await panel.text('body')).not.toContain(
    sayProblem({ code: 'permission-missing', params: { app: 'librechat' } }),
  );
  await panel.waitForText('Sourdough starter');
  expect((await powers(panel)).hosts).toEqual([]);
  await harness.allowHost('127.0.0.1');
  if (harness.browser === 'chromium') {
    // There that is what chrome://extensions does, so the host is back without a question; one that the extension gave
    // back itself is asked for again without a prompt.
    await panel.waitFor({ role: 'button', name: 'Allow again' }, { ...slow, state: 'hidden' });
    await panel.evaluate(() => chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] }));
  }
  await panel.click({ role: 'button', name: 'Allow again', nth: 0 }, slow);
  await panel.waitFor({ role: 'button', name: 'Allow again' }, { ...slow, state: 'hidden' });
  librechat.addConversation(ALEX.email, { title: 'After the grant came back' });
  await panel.click({ role: 'button', name: 'Sync now' });
  await panel.waitForText('After the grant came back', slow);
  await expect.poll(() => powers(panel)).toEqual(grant);

  // Both live on one host: the first to go leaves the grant to the other.
  await chat.bringToFront();
  await chat.waitFor({ role: 'button', name: 'Open Tandem' });
  const addresses = await harness.openExtensionPage('connect.html');
  const leave = async (name: string) => {
    await addresses.click({ role: 'button', name: `Disconnect ${name}` });
    await addresses.waitForText('Tandem deletes its copy and gives up its access.');
    await addresses.click({ role: 'button', name: 'Disconnect', within: '.confirm' });
    await addresses.waitFor({ label: `${name} address` }, slow);
  };
  await leave('LibreChat');
  expect(await powers(addresses)).toEqual(grant);
  await untilStored(addresses, 'nothing of LibreChat', (stored) => !/Sourdough|alex@|librechat|eyJ/i.test(stored));
  await chat.bringToFront();
  await chat.waitFor({ role: 'button', name: 'Open Tandem' }, { state: 'hidden' });
  await addresses.bringToFront();
  await leave('AnythingLLM');
  await until('the grant to go', async () => {
    const { hosts, scripts } = await powers(addresses);
    return hosts.length + scripts.length === 0 ? { value: true } : { problem: [...hosts, ...scripts].join() };
  });
  await untilStored(addresses, 'nothing of AnythingLLM', (stored) => !/Kitchen|anythingllm/i.test(stored));
  await panel.waitForText('Both apps, in one place', slow);
});

test('when apps speak the platform contract, then their session cookies sign in', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const anythingllm = await startAnythingLlm({ mode: 'platform' });
  const librechat = await startLibreChat({ platform: true });
  const page = await harness.openExtensionPage('connect.html');
  await page.fill(fields.anythingllm, anythingllm.url);
  // Cookies know no ports, and both platforms' apps name theirs alike.
  const chatUrl = librechat.urlAt('chat.localhost');
  await page.fill(fields.librechat, chatUrl);
  await page.waitForText(`Something answers at ${anythingllm.origin}.`, below('anythingllm'));
  await page.waitForText('Something answers at http://chat.localhost', below('librechat'));
  for (const host of ['127.0.0.1', 'chat.localhost']) await harness.allowHost(host);
  await page.click({ role: 'button', name: 'Connect' });

  // Before the person signed in, any login page may stand there; afterwards both connect by themselves.
  await page.waitForText('A login page stands in front of LibreChat at http://chat.localhost', below('librechat'));
  await page.waitForText('A login page stands in front of AnythingLLM', below('anythingllm'));
  await page.click({ role: 'button', name: 'Open it in a tab', nth: 0 });
  const brain = await harness.waitForTab(anythingllm.origin);
  await brain.fill({ label: 'Username' }, 'dana');
  await brain.fill({ label: 'Password' }, 'dana-demo-1');
  await brain.click({ role: 'button', name: 'Sign in' });
  await brain.waitForText('Research notes');
  await page.bringToFront();
  await page.waitForText('Change address', { ...slow, ...below('anythingllm') });
  await page.click({ role: 'button', name: 'Open it in a tab' });
  const chat = await harness.waitForTab(chatUrl);
  await chat.fill({ label: 'Email' }, ALEX.email);
  await chat.fill({ label: 'Password' }, ALEX.password);
  await chat.click({ role: 'button', name: 'Continue' });
  await chat.waitFor('[data-testid="nav-logout"]');

  await page.bringToFront();
  await waitUntilRead(page);
  await page.type({ role: 'combobox' }, 'sourd');
  await page.waitForText('Sourdough starter', { within: '.everything-list' });
  await page.fill({ role: 'combobox' }, 'research');
  await page.waitForText('Research notes', { within: '.everything-list' });

  // The code of their pages may act without a question, until that is forbidden.
  for (const tab of [brain, chat]) {
    const rights = await tab.waitForFunction(() => tandem.getState()?.connection?.rights, undefined, slow);
    expect(rights).toEqual({ readOther: 'yes', change: 'yes' });
  }
  await chat.bringToFront();
  await chat.click('[data-testid="nav-logout"]');
  await chat.waitFor({ label: 'Email' });
  const panel = await harness.openExtensionPage('panel.html');
  await panel.waitForText(words.status.session['signed-out']('librechat', null), slow);
  await panel.waitForText('Research notes');
  expect(await panel.text('body')).not.toContain('Sourdough');
  await untilStored(panel, 'nothing of the person of LibreChat', (stored) => !/Sourdough|alex@/.test(stored));
});

test('when an address redirects to another host, then one click uses that one', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const librechat = await startLibreChat();
  const port = await startServer((request, response) => {
    response.writeHead(301, { location: new URL(request.url ?? '/', librechat.url).href }).end();
  });
  const page = await harness.openExtensionPage('connect.html');
  await page.fill(fields.librechat, `http://old.localhost:${port}/c/new`);
  await page.waitForText('Something answers at', below('librechat'));
  await harness.allowHost('old.localhost');
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText(`redirects to ${librechat.url}`, below('librechat'));
  await page.click({ role: 'button', name: `Use ${librechat.url}c/new/` });
  await page.waitForText(`found at ${librechat.url}`, below('librechat'));
  await harness.allowHost('127.0.0.1');
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText('LibreChat: open it once so that Tandem can see that you are signed in.', slow);
});

test('when an app is open only in a container, then the panel says so', { tag: '@firefox-only' }, async ({
  harness,
}) => {
  const librechat = await startLibreChat();
  const page = await connectAsAPerson(harness, { librechat });
  await page.waitForText('LibreChat: open it once', slow);
  const contained = await harness.openInContainer(librechat.url);
  await page.bringToFront();
  await page.waitForText('LibreChat is open in a container tab, but Tandem uses the sign-in of ordinary tabs.', slow);
  await contained.close();
  await signInToLibreChat(harness, librechat);
  await page.bringToFront();
  await waitUntilRead(page);
});
