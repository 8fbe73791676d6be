import { request as forward } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { addConversation, createMessage } from '../apps/librechat/sample/conversations';
import { type ElementActions, type ExtensionApi, expect, type Harness, type Tab, test } from './harness';
import { accessibilityProblems } from './harness/accessibility';
import { askBackground, knowsOfAnswer } from './harness/background';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { list, openPanel } from './harness/panel';
import { startServer } from './harness/server';
import { chooseInAnythingLlm, chooseInLibreChat } from './harness/settings';
import { until, untilTrue } from './harness/wait';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;

const slow = { timeoutMs: 30_000 };
const launcher = { role: 'button', name: 'Open Tandem' } as const;
const closer = { role: 'button', name: 'Close Tandem' } as const;
const hide = { role: 'button', name: 'Hide here' } as const;
const search = { role: 'combobox', name: /Search workspaces/ } as const;
const hidden = { state: 'hidden' } as const;
const prompts = { anythingllm: '#primary-prompt-input', librechat: '#prompt-textarea' } as const;
const sizes = [
  [1400, 900],
  [1024, 768],
  [1024, 560],
  [700, 900],
] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the launcher is in the tab's view; the shadow root is open in end-to-end builds. */
const launcherBox = (tab: Tab): Promise<Box & { readonly view: number }> =>
  tab.evaluate(() => {
    const button = document.querySelector('tandem-launcher')?.shadowRoot?.querySelector('.tab');
    if (!button) throw new Error('no launcher');
    const { left, top, right, bottom } = button.getBoundingClientRect();
    return { left, top, right, bottom, view: innerWidth };
  });

/** Whether an app's page has built all that it shows, be it out of sight. */
const hasStarted = () => document.querySelector('html[data-ready="true"], [data-testid="convo-item"]') !== null;

/** Where the launcher stands by Tandem's own notes, as a share of the window's height. */
const keptTop = async (harness: Harness): Promise<number> =>
  Number(/launcherTop\W+([\d.]+)/.exec(JSON.stringify(await harness.storage()))?.[1]);

/** The page's own controls any part of which lies under something of ours, by a grid of points over each. */
const coveredControls = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => {
    const controls = document.querySelectorAll('a, button, input, select, textarea, summary, [role=button]');
    const ours = document.querySelector('tandem-launcher')?.shadowRoot?.querySelectorAll('*') ?? [];
    const boxes = [...ours].map((each) => each.getBoundingClientRect());
    return [...controls].flatMap((control) => {
      const { left, top, right, bottom, width, height } = control.getBoundingClientRect();
      // A look at all points of all controls would take seconds.
      if (!boxes.some((box) => box.left < right && left < box.right && box.top < bottom && top < box.bottom)) return [];
      const steps = [0.02, 0.25, 0.5, 0.75, 0.98];
      const points = steps.flatMap((x) => steps.map((y) => [left + x * width, top + y * height] as const));
      const isCovered = points.some(([x, y]) => {
        const [top, ...below] = document.elementsFromPoint(x, y);
        // What is scrolled out of sight in a box of its own is not there to be covered.
        return top?.localName === 'tandem-launcher' && below.some((each) => control.contains(each)) && width > 0;
      });
      return isCovered ? [control.outerHTML.slice(0, 120)] : [];
    });
  });

/** Waits until no control of the page is covered: the launcher steps aside when the page has told of its new size. */
const untilNothingIsCovered = (tab: Tab, label: string) =>
  until(`no control to be covered: ${label}`, async () => {
    const covered = await coveredControls(tab);
    return covered.length > 0 ? { problem: `it covers ${covered.join(', ')}` } : { value: true };
  });

/** Counts the keys that the app's page gets to hear, from now on. */
const countKeys = (tab: Tab) =>
  tab.evaluate(() => {
    const counter = globalThis as { keysHeard?: number };
    counter.keysHeard = 0;
    for (const type of ['keydown', 'keypress', 'keyup', 'input']) {
      addEventListener(type, () => (counter.keysHeard = (counter.keysHeard ?? 0) + 1), true);
    }
  });
const keysHeard = (tab: Tab) => tab.evaluate(() => (globalThis as { keysHeard?: number }).keysHeard);
const focused = (tab: Tab) => tab.evaluate(() => document.activeElement?.id || document.activeElement?.localName);
const hasPanel = (tab: Tab) =>
  tab.evaluate(() => Boolean(document.querySelector('tandem-launcher')?.shadowRoot?.querySelector('iframe')));

/** Lets the page frame an address, as any page can. */
const frameOf = (tab: Tab, url: string) =>
  tab.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, url);

/** A chat with as many messages as LibreChat's navigator has room for. @returns its id */
function addLongChat({ state }: LibreChatApp): string {
  const user = [...state.users.values()].find(({ email }) => email === ALEX.email);
  if (!user) throw new Error('no such person');
  const conversation = addConversation(state, user, { title: 'Thirty messages about gardens' });
  const messages = state.messages.get(conversation.conversationId) ?? [];
  while (messages.length < 30) {
    const sender = messages.length % 2 === 0 ? 'User' : 'assistant';
    const words = `Words about a garden, number ${messages.length}. `.repeat(20);
    messages.push(createMessage(conversation, String(messages.at(-1)?.messageId), sender, words));
  }
  return conversation.conversationId;
}

/** AnythingLLM behind something that isolates its pages, so that they let in only frames that ask for the same. */
async function startIsolating(target: string): Promise<{ readonly url: string }> {
  const port = await startServer((request, response) => {
    const ask = forward(
      new URL(request.url ?? '/', target),
      { method: request.method ?? 'GET', headers: request.headers },
      (answer) => {
        const isolation = { 'cross-origin-embedder-policy': 'require-corp' };
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...isolation });
        answer.pipe(response);
      },
    );
    ask.on('error', () => response.destroy());
    request.pipe(ask);
  });
  return { url: `http://127.0.0.1:${port}/` };
}

/** Waits until what is typed goes into the search of a panel. */
const untilTyping = (panel: ElementActions) =>
  panel.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox', undefined, slow);

/** The panel that was opened over the page, once it has the focus: before, keys go to the box around its frame. */
async function openedPanel(tab: Tab): Promise<ElementActions> {
  const panel = await tab.frame('panel.html', slow);
  await panel.waitFor(search, slow);
  await untilTyping(panel);
  const frameHasFocus = () =>
    document.querySelector('tandem-launcher')?.shadowRoot?.activeElement?.localName === 'iframe';
  await tab.waitForFunction(frameHasFocus, undefined, slow);
  return panel;
}

/** Waits until the browser, too, knows of no panel in the tab any more. */
const untilUnframed = (tab: Tab) =>
  untilTrue('the frame to be gone', () =>
    tab.frame('panel.html', { timeoutMs: 1 }).then(
      () => false,
      () => true,
    ),
  );

let anythingllm: AnythingLlmApp;
let librechat: LibreChatApp;
let chat: Tab;
/** AnythingLLM has written its answer to the end. */
let endAnswer = () => {};

const start = async (harness: Harness, options: { readonly answerMs?: number } = {}) => {
  const answerMayEnd = new Promise<void>((resolve) => {
    endAnswer = resolve;
  });
  anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo', betweenWords: () => answerMayEnd });
  librechat = await startLibreChat({ sample: 'demo', ...options });
  chat = await signInToLibreChat(harness, librechat);
  await (await connectAndRead(harness, { anythingllm, librechat })).close();
};
const workspaceUrl = () => `${anythingllm.url}workspace/${anythingllm.state.workspaces[0]?.slug}`;

test('when the launcher is dragged, then it stays there and covers no control', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  await start(harness);
  const brain = await harness.openPage(workspaceUrl());
  const conversation = librechat.conversationsOf(ALEX.email).find(({ title }) => title)?.conversationId;
  const views = [
    [brain, anythingllm.url],
    [brain, workspaceUrl()],
    [brain, `${anythingllm.url}settings/llm-preference`],
    [chat, `${librechat.url}c/new`],
    [chat, `${librechat.url}c/${conversation}`],
  ] as const;
  for (const [tab, url] of views) {
    await tab.bringToFront();
    await tab.goto(url);
    await tab.waitForFunction(hasStarted, undefined, slow);
    await tab.waitFor(launcher, slow);
    // All sizes are in the next test.
    for (const [width, height] of [sizes[0], sizes[3]]) {
      await tab.setSize(width, height);
      const box = await launcherBox(tab);
      expect(box.right).toBe(box.view);
      expect(box.right - box.left).toBeLessThanOrEqual(24);
      await untilNothingIsCovered(tab, `${url} at ${width} × ${height}`);
    }
  }
  expect(await accessibilityProblems(brain, 'tandem-launcher')).toEqual([]);

  // Dragged, it moves along the edge without opening, here and in the other app, and is there after a reload.
  await chat.setSize(1400, 900);
  const { top } = await launcherBox(chat);
  await chat.drag(launcher, { x: -30, y: 200 });
  expect(await hasPanel(chat)).toBe(false);
  const moved = await launcherBox(chat);
  expect(Math.round(moved.top - top)).toBe(200);
  expect(moved.right).toBe(moved.view);
  await untilTrue('its place to be kept', async () => Math.abs((await keptTop(harness)) * 900 - moved.top) < 1);
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor(launcher, slow);
  expect(Math.abs((await launcherBox(chat)).top - moved.top)).toBeLessThan(1);
  await chat.focus(launcher);
  for (let key = 0; key < 3; key++) await chat.press('ArrowUp');
  expect(Math.round(moved.top - (await launcherBox(chat)).top)).toBe(54);

  // It survives moving about in the app, and its being removed by some clean-up of the page, but not for ever.
  await brain.bringToFront();
  await brain.setSize(1400, 900);
  await brain.goto(anythingllm.url);
  await brain.waitFor(launcher, slow);
  await brain.click({ testId: 'workspace-link', nth: 1 });
  await brain.waitFor(prompts.anythingllm);
  await brain.waitFor(launcher);
  const removed = () => brain.evaluate(() => document.querySelector('tandem-launcher')?.remove());
  for (let time = 0; time < 3; time++) {
    await removed();
    await brain.waitFor(launcher);
  }
  await removed();
  await brain.waitFor(launcher, hidden);

  // Hidden here means here: also after a reload, not in the other app, and until the person wants it back.
  await chat.bringToFront();
  await chat.hover(launcher);
  await chat.waitFor(hide);
  await chat.click(hide);
  await chat.waitFor(launcher, hidden);
  await brain.bringToFront();
  await brain.reload();
  await brain.waitFor(launcher, slow);
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor({ label: 'Message input' });
  const panel = await openPanel(harness);
  await panel.click({ text: 'Preferences and connections' });
  await panel.waitForText(`Hidden at ${librechat.url}.`);
  await chat.waitFor(launcher, hidden);
  await panel.click({ role: 'button', name: 'Show it there' });
  // Open pages follow at once.
  await chat.waitFor(launcher);
  await panel.uncheck({ label: /Show Tandem’s tab/ });
  await chat.waitFor(launcher, hidden);
  await brain.waitFor(launcher, hidden);
  await panel.check({ label: /Show Tandem’s tab/ });
  await chat.waitFor(launcher);
  await brain.waitFor(launcher);
});

test('when the launcher is dropped on an app’s controls, then it moves beside them', async ({ harness }) => {
  await start(harness);
  const brain = await harness.openPage(anythingllm.url);
  const conversationId = addLongChat(librechat);
  await chat.bringToFront();
  await chat.goto(`${librechat.url}c/${conversationId}`);
  await chat.waitFor({ label: 'Navigate to next message' }, slow);
  await chat.waitFor(launcher, slow);
  const view = await harness.openExtensionPage('harness-blank.html');
  // Where it stood until the person moved it, in earlier versions, and at the end of the page's own controls.
  for (const launcherTop of [0.25, 0.9]) {
    await askBackground(view, { type: 'preferences', patch: { launcherTop } });
    for (const tab of [chat, brain]) {
      await tab.bringToFront();
      await tab.waitFor(launcher, slow);
      for (const [width, height] of sizes) {
        await tab.setSize(width, height);
        const label = `${await tab.url()} at ${width} × ${height}, wished at ${launcherTop}`;
        await untilNothingIsCovered(tab, label);
        const box = await launcherBox(tab);
        expect(box.top, label).toBeGreaterThanOrEqual(0);
        expect(box.bottom, label).toBeLessThanOrEqual(height);
      }
    }
  }

  // Dropped upon one it goes aside at once; what it gives way to may also come later, and go again.
  await chat.bringToFront();
  await chat.setSize(1400, 900);
  await chat.drag(launcher, { x: 0, y: 300 - (await launcherBox(chat)).top });
  expect(await coveredControls(chat)).toEqual([]);
  await chat.click({ testId: 'new-chat-button' });
  await untilTrue('it to be where it was dropped', async () => {
    const kept = await keptTop(harness);
    return Math.abs((await launcherBox(chat)).top - kept * 900) < 2;
  });
  await chat.goto(`${librechat.url}c/${conversationId}`);
  await chat.waitFor({ label: 'Navigate to next message' }, slow);
  await chat.waitFor(launcher, slow);
  await untilNothingIsCovered(chat, 'after a drop');
});

test('when the panel opens over a page, then its keys never reach the app', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  await start(harness);
  const brain = await harness.openPage(workspaceUrl());
  for (const [app, tab] of [['librechat', chat] as const, ['anythingllm', brain] as const]) {
    await tab.bringToFront();
    await tab.setSize(1280, 800);
    await tab.type(prompts[app], 'Half a sen');
    await tab.click(launcher);
    await tab.waitFor(closer);
    expect(await hasPanel(tab)).toBe(true);
    await untilTrue('the panel to have the focus', async () => (await focused(tab)) === 'tandem-launcher');

    // Closed by its own tab: the person types on where they were.
    await tab.click(closer);
    await tab.waitFor(launcher);
    expect(await hasPanel(tab)).toBe(false);
    expect(await focused(tab)).toBe(prompts[app].slice(1));
    await tab.press('t');
    await untilTrue('the letter', async () => (await tab.value(prompts[app])) === 'Half a sent');
  }

  // Firefox's remote protocol shows a frame of an extension as about:blank, and sends it no keys.
  if (harness.browser === 'firefox') return;
  await chat.bringToFront();
  await countKeys(chat);
  await chat.click(launcher);
  const panel = await openedPanel(chat);
  await chat.press('s');
  await chat.press('o');
  await panel.waitForText(/so/i, { within: '[role=option][aria-selected=true]' });
  await untilTrue('both letters', async () => (await panel.value(search)) === 'so');
  expect(await accessibilityProblems(panel)).toEqual([]);
  await chat.press('Escape');
  await panel.waitForFunction(() => document.querySelector('input')?.value === '');
  expect(await hasPanel(chat)).toBe(true);
  await chat.press('Escape');
  await chat.waitFor(launcher);
  expect(await focused(chat)).toBe('prompt-textarea');
  expect(await keysHeard(chat)).toBe(0);
  expect(await chat.value(prompts.librechat)).toBe('Half a sent');
  await chat.press('!');
  expect(await keysHeard(chat)).toBeGreaterThan(0);
});

/** An app's page that isolates itself, with the panel opened from its launcher. */
async function openInIsolated(harness: Harness, use: (brain: Tab) => Promise<void>): Promise<void> {
  anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  librechat = await startLibreChat({ sample: 'demo' });
  const isolating = await startIsolating(anythingllm.url);
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm: isolating, librechat });
  const brain = await harness.openPage(isolating.url);
  await brain.waitFor(launcher, slow);
  await brain.click(launcher);
  await use(brain);
}

test('when a page blocks the panel’s frame, then the panel opens in a tab', {
  tag: '@chromium-only',
}, async ({ harness }) => {
  await openInIsolated(harness, async (brain) => {
    const panel = await harness.waitForTab('panel.html', slow);
    await panel.waitFor(search, slow);
    await brain.bringToFront();
    await brain.waitFor(launcher, slow);
    expect(await hasPanel(brain)).toBe(false);
  });
});

test('when a page isolates itself, then Firefox shows the panel in it', { tag: '@firefox-only' }, async ({
  harness,
}) => {
  await openInIsolated(harness, async (brain) => {
    await untilTrue('the panel', () => hasPanel(brain), slow);
    // Longer than a panel has to claim its place.
    await pause(3_000);
    expect(await hasPanel(brain)).toBe(true);
    const urls = await Promise.all((await harness.tabs()).map((tab) => tab.url()));
    expect(urls.filter((url) => url.includes('panel.html'))).toEqual([]);
  });
});

test('when a page is dark or light, then launcher and views match it, or the system', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  await start(harness);
  const brain = await harness.openPage(workspaceUrl());
  const schemeOf = (view: ElementActions) =>
    view.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const launcherScheme = (tab: Tab) =>
    tab.evaluate(() => {
      const stand = document.querySelector('tandem-launcher')?.shadowRoot?.querySelector('.stand');
      return stand ? getComputedStyle(stand).colorScheme : '';
    });
  const untilLauncherIs = (tab: Tab, scheme: string) =>
    untilTrue(`the launcher to be ${scheme}`, async () => (await launcherScheme(tab)) === scheme, slow);
  await brain.bringToFront();
  await brain.waitFor(launcher, slow);
  for (const theme of ['dark', 'light']) {
    await chooseInAnythingLlm(brain, 'Theme', theme);
    await untilLauncherIs(brain, theme);
    await chooseInLibreChat(chat, 'Theme', theme);
    await untilLauncherIs(chat, theme);
    expect(await accessibilityProblems(chat, 'tandem-launcher')).toEqual([]);
    const panel = await openPanel(harness);
    await untilTrue(`the panel to be ${theme}`, async () => (await schemeOf(panel)) === theme, slow);
    // The next one opens so at once, whatever it comes to know.
    expect(await panel.evaluate(() => localStorage.getItem('scheme'))).toBe(theme);
    await panel.close();
    await brain.bringToFront();
  }

  await chooseInAnythingLlm(brain, 'Theme', 'dark');
  await chooseInLibreChat(chat, 'Theme', 'dark');
  const panel = await openPanel(harness);
  await untilTrue('the panel to be dark', async () => (await schemeOf(panel)) === 'dark', slow);
  await panel.click({ text: 'Preferences and connections' });
  await panel.select({ label: 'Appearance' }, 'system');
  await untilTrue('the panel to be as the system', async () => (await schemeOf(panel)) === 'light dark', slow);
  await chat.bringToFront();
  await untilLauncherIs(chat, 'light dark');
});

// Only a panel that is framed in an app's page belongs to a tab of it, and Firefox's frames are out of reach (see above).
test('when an item opens from a page, then it asks before it cuts off an answer', {
  tag: '@chromium-only',
}, async ({ harness }) => {
  // Longer than the test asks: three times it is asked whether to leave.
  await start(harness, { answerMs: 120_000 });
  const open = async (tab: Tab, title: string): Promise<ElementActions> => {
    await tab.bringToFront();
    if (!(await hasPanel(tab))) await tab.click(launcher);
    const panel = await openedPanel(tab);
    await panel.fill(search, title, slow);
    await panel.waitForText(title, { within: '[role=option][aria-selected=true]', ...slow });
    await panel.press('Enter');
    return panel;
  };
  const sourdough = librechat.conversationsOf(ALEX.email).find(({ title }) => title === 'Sourdough starter');
  const lisbon = librechat.conversationsOf(ALEX.email).find(({ title }) => title?.startsWith('Trip to Lisbon'));
  const tabs = (await harness.tabs()).length;
  await open(chat, 'Sourdough starter');
  await chat.waitForUrl(`/c/${sourdough?.conversationId}`, slow);
  expect(await harness.tabs()).toHaveLength(tabs);
  await chat.waitFor(launcher, slow);
  await open(chat, 'Kitchen renovation');
  const brain = await harness.waitForTab(`${anythingllm.url}workspace/`, slow);
  expect(await harness.tabs()).toHaveLength(tabs + 1);

  // An answer is being written in each app: leaving the page would cut it off.
  const title = String(lisbon?.title);
  await chat.bringToFront();
  await chat.click(closer);
  await chat.type(prompts.librechat, 'Tell me more');
  await chat.press('Enter');
  await chat.waitFor('#messages-view[data-streaming=true]', slow);
  const panel = await open(chat, title);
  await panel.waitForText('An answer is still being written in this tab.');
  expect(await accessibilityProblems(panel)).toEqual([]);
  await panel.click({ role: 'button', name: 'Stay' });
  await panel.waitFor({ text: /An answer is still/ }, hidden);
  await panel.waitForText(title, { within: list });
  expect(await chat.url()).toContain(String(sourdough?.conversationId));
  expect(await harness.tabs()).toHaveLength(tabs + 1);

  // The focus is back in the search; asked again, it is on the choice that harms nothing.
  await untilTyping(panel);
  await panel.press('Enter');
  await panel.waitFor({ role: 'button', name: 'Open in a new tab' });
  await panel.waitForFunction(() => document.activeElement?.textContent === 'Open in a new tab');
  await panel.press('Enter');
  const second = await harness.waitForTab(String(lisbon?.conversationId), slow);
  await second.close();
  expect(await chat.url()).toContain(String(sourdough?.conversationId));
  await chat.bringToFront();
  await untilTyping(panel);
  await panel.press('Enter');
  await panel.click({ role: 'button', name: 'Leave anyway' });
  await chat.waitForUrl(String(lisbon?.conversationId), slow);

  await brain.bringToFront();
  await brain.type(prompts.anythingllm, 'Tell me more');
  await brain.click({ testId: 'send' });
  await brain.waitFor('#chat-history[data-streaming=true]', slow);
  const inBrain = await open(brain, 'Customer support');
  await inBrain.waitForText('An answer is still being written in this tab.');
  endAnswer();
  await brain.waitFor('#chat-history[data-streaming=false]', slow);
  // The page shows its end a moment before the request ends.
  await untilTrue('its end to be known', async () => !(await knowsOfAnswer(inBrain)));
  await inBrain.click({ role: 'button', name: 'Stay' });
  await untilTyping(inBrain);
  await inBrain.press('Enter');
  await brain.waitForUrl('workspace/customer-support', slow);
});

// What is in a frame of the extension can be seen in Chromium only (see above).
test('when a page itself frames the panel, then the frame shows and learns nothing', {
  tag: '@chromium-only',
}, async ({ harness }) => {
  await start(harness);
  await chat.bringToFront();
  await chat.click(launcher);
  const ours = await chat.frame('panel.html', slow);
  await ours.waitForText('Show all', { within: list, ...slow });
  // A page could learn this session's address of the panel from nowhere; here it is given away, with its nonce.
  const used = await chat.evaluate(
    () => document.querySelector('tandem-launcher')?.shadowRoot?.querySelector('iframe')?.src ?? '',
  );
  expect(used).toMatch(/panel\.html#[\da-f-]{36}$/);
  await chat.click(closer);
  await untilUnframed(chat);
  const address = used.replace(/#.*/, '');
  for (const url of [address, `${address}#00000000-0000-4000-8000-000000000000`, used]) {
    await frameOf(chat, url);
    const frame = await chat.frame('panel.html', slow);
    // The panel's code has hidden the nonce and asks for leave: then it has been refused before what is asked below.
    await frame.waitForFunction(() => document.readyState === 'complete' && location.hash === '');
    const ask = (type: 'heartbeat' | 'sync') =>
      frame.evaluate(
        async (asked) => JSON.stringify(await chrome.runtime.sendMessage({ type: asked, input: false })),
        type,
      );
    // What a frame of the page asks is refused; the panel's own code, which asked for leave before, shows nothing.
    expect(await ask('heartbeat')).toContain('has not shown its nonce');
    expect(await ask('sync')).toContain('has not shown its nonce');
    expect(await frame.evaluate(() => [location.hash, document.getElementById('root')?.childElementCount])).toEqual([
      '',
      0,
    ]);
    expect(await frame.text('body')).toBe('');
    await chat.evaluate(() => document.querySelector('iframe')?.remove());
    await untilUnframed(chat);
  }
  // Under the extension's lasting address there is no frame at all.
  await frameOf(chat, `${harness.extensionOrigin}/panel.html?lasting`);
  await expect(chat.frame('panel.html?lasting', { timeoutMs: 1_000 })).rejects.toThrow();
});

// Firefox's remote protocol shows nothing of such a frame; it is seen by what the background notes.
test('when a page frames the panel’s lasting address, then the frame gets no rights', {
  tag: '@firefox-only',
}, async ({ harness }) => {
  await start(harness);
  const blank = await harness.openExtensionPage('harness-blank.html');
  const session = (part: string) =>
    harness.storage('session').then((all) => Object.entries(all).filter(([name]) => name.startsWith(part)));
  const guess = '00000000-0000-4000-8000-000000000000';
  const ofAnother = '00000000-0000-4000-8000-000000000001';
  // One that another tab was given is used up when it is shown, which tells that the background has judged it.
  await blank.evaluate(async (name) => {
    await chrome.storage.session.set({ [name]: 1_000_000 });
  }, `nonce:${ofAnother}`);
  const address = `${harness.extensionOrigin}/panel.html`;
  await chat.bringToFront();
  for (const url of [address, `${address}#${guess}`, `${address}#${ofAnother}`]) await frameOf(chat, url);
  await untilTrue('the nonce to be used up', async () => (await session('nonce:')).length === 0, slow);
  expect(await session('claim:')).toEqual([]);

  // The sign comes where there is leave: what the launcher opens claims it.
  await chat.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });
  await chat.click(launcher, slow);
  await untilTrue('the leave', async () => (await session('claim:')).length === 1, slow);
});
