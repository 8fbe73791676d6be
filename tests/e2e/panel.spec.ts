import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { type ExtensionApi, expect, type Tab, test } from './harness';
import { accessibilityProblems, sidewaysScroll } from './harness/accessibility';
import { askBackground } from './harness/background';
import { connect, connectAndRead, signInToLibreChat } from './harness/flows';
import { list, openPanel, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { untilTrue } from './harness/wait';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;

const slow = { timeoutMs: 30_000 };
const search = { role: 'combobox', name: /Search workspaces/ } as const;

/** Waits until the browser shows the tab at this address in front. */
const untilInFront = (view: Tab, url: string) =>
  view.waitForFunction(async (wanted) => {
    const active = await chrome.tabs.query({ active: true });
    return active.some((tab) => tab.url === wanted);
  }, url);

/** Waits until what is typed goes into the search. */
const untilTyping = (view: Tab) =>
  view.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');

const chosenTitle = (view: Tab) => view.text('[role=option][aria-selected=true] .result-title');

test('when both apps are down, then 10,000 stored chats are found by keyboard alone', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ sample: { workspaces: 1000, threadsPer: 2 } });
  const librechat = await startLibreChat({ sample: { conversations: 10_000 } });
  const chat = await signInToLibreChat(harness, librechat);
  const view = await connectAndRead(harness, { anythingllm, librechat });
  await chat.close();
  await view.close();

  // Down, with a background that starts anew: what is shown comes from the copy alone.
  await Promise.all([anythingllm.down(), librechat.down()]);
  await harness.killBackground();
  const panel = await openPanel(harness);
  await panel.waitFor('[role=option]', slow);
  const open = librechat.conversationsOf(ALEX.email).filter(({ isArchived }) => !isArchived);
  const total = String(open.length + 1000);
  await panel.waitFor(`[role=option][aria-setsize="${total}"]`);
  await panel.waitFor(search);
  await untilTyping(panel);

  // Only the lines in sight are in the document, wherever one looks and whatever is typed.
  const lines = () => panel.evaluate(() => document.querySelectorAll('[role=option]').length);
  expect(await lines()).toBeLessThan(60);
  await panel.press('ArrowUp');
  await panel.waitFor(`[aria-selected=true][aria-posinset="${total}"]`);
  expect(await lines()).toBeLessThan(60);
  for (const letter of 'sour') {
    await panel.press(letter);
    expect(await lines()).toBeLessThan(60);
  }
  await panel.waitForText('Sourdough', { within: '[role=option][aria-selected=true]' });
  // As the button does, which would take the focus; the next regular look is up to 30 s away.
  await askBackground(panel, { type: 'sync' });
  await waitForStatus(panel, 'anythingllm', 'Open it in a tab', 60_000);
  await waitForStatus(panel, 'librechat', 'Open it in a tab', 60_000);

  // Back again: Enter opens the chosen line in its app.
  await Promise.all([anythingllm.up(), librechat.up()]);
  await panel.press('ArrowDown');
  await panel.press('ArrowDown');
  await panel.press('ArrowUp');
  const title = await chosenTitle(panel);
  const href = (await panel.attribute('[role=option][aria-selected=true]', 'href')) ?? '';
  expect(href).toContain(`${librechat.url}c/`);
  const before = (await harness.tabs()).length;
  await panel.press('Enter');
  const opened = await harness.waitForTab(href, slow);
  await opened.waitForText(title, slow);
  expect(await harness.tabs()).toHaveLength(before + 1);

  // The same line once more: the tab that is there comes to the front.
  await panel.bringToFront();
  await untilInFront(panel, await panel.url());
  await panel.press('Enter');
  await untilInFront(panel, href);
  expect(await harness.tabs()).toHaveLength(before + 1);
});

test('when the user searches or opens a workspace, then its threads are read', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ sample: 'demo' });
  await connect(harness, { anythingllm });
  const panel = await openPanel(harness);
  const [workspace, other] = anythingllm.state.workspaces;
  const threads = () => anythingllm.log.matching({ from: 'extension', path: /\/threads$/ });
  const thread = anythingllm.state.threads.find(({ workspace_id: id }) => id === workspace?.id);
  if (!workspace || !other || !thread) throw new Error('the sample has too little');
  await panel.waitForText('Customer support', { within: list, ...slow });
  expect(threads()).toEqual([]);

  // Right Arrow at the end of the text shows what is in the workspace; Left Arrow hides it.
  await panel.fill(search, other.name);
  await panel.waitForText(other.name, { within: '[role=option][aria-selected=true]' });
  await panel.press('ArrowRight');
  await panel.waitFor('[role=option][data-nested]', slow);
  await panel.press('ArrowLeft');
  await panel.waitFor('[role=option][data-nested]', { state: 'hidden' });

  await panel.fill(search, thread.name);
  await panel.waitForText(`in ${workspace.name}`, { within: '[role=option][aria-selected=true]', ...slow });
  await panel.press('Enter');
  const opened = await harness.waitForTab(`${anythingllm.url}workspace/${workspace.slug}/t/${thread.slug}`, slow);
  await opened.waitForText(thread.name, { within: { testId: 'thread-title' }, ...slow });
  await panel.bringToFront();
});

test('when chats are archived or pinned, then the panel shows that, as preferred', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ sample: { workspaces: 6, threadsPer: 0 } });
  const librechat = await startLibreChat({ version: '0.8.8', sample: { conversations: 40 } });
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });

  const panel = await harness.openExtensionPage('panel.html', { width: 400, height: 900 });
  await panel.waitForText('Show all 43 items', { within: list, ...slow });
  // Some of both apps, whichever was made last.
  const apps = await panel.evaluate(() => [...document.querySelectorAll('.result')].map((row) => row.textContent));
  expect(apps.filter((text) => text?.includes('AnythingLLM')).length).toBeGreaterThan(1);
  expect(apps.filter((text) => text?.includes('LibreChat')).length).toBeGreaterThan(1);
  await panel.click({ role: 'button', name: 'Show 3 archived' });
  await panel.waitFor('[role=option][aria-setsize="46"]');
  await panel.click({ role: 'button', name: 'Hide archived' });
  await panel.waitFor('[role=option][aria-setsize="43"]');

  // A pin in another browser: 0.8.8 leaves the chat's time as it is.
  const old = librechat
    .conversationsOf(ALEX.email)
    .filter(({ isArchived, pinned }) => !isArchived && !pinned)
    .sort((a, b) => a.updatedAt.localeCompare(b.updatedAt))[0];
  if (!old) throw new Error('the sample is too small');
  Object.assign(old, { pinned: true, title: 'Pinned elsewhere' });
  await panel.click({ role: 'button', name: 'Show fewer' });
  await syncNow(panel);
  await untilAtRest(panel, 'librechat');
  await panel.fill(search, 'pinned elsewhere');
  await panel.waitFor({ css: '[role=option] .result-pin' });
  await panel.fill(search, '');
  await panel.click({ text: 'Preferences and connections' });
  await panel.check({ label: 'Show pinned chats first' });
  await panel.waitFor({ css: '[role=option][aria-posinset="1"] .result-pin' });
  await panel.waitFor({ css: '[role=option][aria-posinset="4"] .result-pin' });
});

test('when any view opens, then it shows the same state and is accessible', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const librechat = await startLibreChat({ title: 'Acme Chat', sample: 'demo' });
  const view = await connect(harness, { anythingllm });
  const workspace = '(Demo data)';

  // The popup over a tab of LibreChat, which is not connected yet. A popup sees the tab in front of its window; one that
  // is opened in the background of that window sees the same, and has the host's grant in place of `activeTab`.
  await harness.allowHost('127.0.0.1');
  const chat = await harness.openPage(`${librechat.url}login`);
  await view.evaluate(() => chrome.tabs.create({ url: '/popup.html', active: false }).then(() => true));
  const popup = await harness.waitForTab('popup.html');
  await popup.waitForText('This looks like LibreChat.', slow);
  await popup.setSize(400, 600);
  await popup.waitForText(workspace, { within: list });
  await popup.click({ role: 'button', name: 'Use it' });
  const second = await harness.waitForTab('connect.html#librechat=', slow);
  expect(await second.value({ label: 'LibreChat address' })).toContain(librechat.url);
  await second.waitForText('LibreChat “Acme Chat” found', slow);
  expect(await accessibilityProblems(second)).toEqual([]);
  await second.setSize(320, 640);
  expect(await sidewaysScroll(second)).toBe(0);
  await Promise.all([second.close(), popup.close(), chat.close()]);

  for (const name of ['popup.html', 'sidepanel.html', 'panel.html']) {
    const tab = await harness.openExtensionPage(name, { width: 400, height: 640 });
    await tab.waitForText(workspace, { within: list, ...slow });
    await waitForStatus(tab, 'anythingllm', 'Open to everyone: no sign-in needed.');
    expect(await accessibilityProblems(tab), name).toEqual([]);
    // The narrowest view that WCAG asks for; a browser makes the popup's window as wide as the page wants to be.
    await tab.setSize(name === 'popup.html' ? 380 : 320, 640);
    expect(await sidewaysScroll(tab), name).toBe(0);
    if (name !== 'panel.html') continue;
    // In the person's own colours; all views share these.
    for (const colours of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      await tab.emulate(colours);
      expect(await accessibilityProblems(tab), JSON.stringify(colours)).toEqual([]);
    }
    expect(await sidewaysScroll(tab)).toBe(0);
    await tab.emulate({ colorScheme: 'system', forcedColors: 'none' });
    await expectNoMotionWhileBusy(tab, anythingllm);
  }
});

/** For somebody who wants no motion, nothing turns while an app is being asked. */
async function expectNoMotionWhileBusy(tab: Tab, app: AnythingLlmApp): Promise<void> {
  await tab.emulate({ reducedMotion: 'reduce' });
  app.faults.add({ path: /^\/api\//, from: 'extension', action: { delayMs: 5_000 } });
  await syncNow(tab);
  await tab.waitFor('[aria-busy=true] .icon');
  // A change of colours that began before may take another moment; what turns would go on for as long as the app is asked.
  await untilTrue('nothing moves', async () => (await runningAnimations(tab)) === 0, { timeoutMs: 5_000 });
  expect(await tab.isVisible('[aria-busy=true] .icon')).toBe(true);
  app.faults.clear();
  await tab.emulate({ reducedMotion: 'no-preference' });
}

const runningAnimations = (tab: Tab) =>
  tab.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
