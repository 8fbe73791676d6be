import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { expect, type Tab, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { list, openPanel, syncNow, untilAtRest } from './harness/panel';

const slow = { timeoutMs: 30_000 };
const search = { role: 'combobox', name: /Search workspaces/ } as const;
const alex = { name: ALEX.email, password: ALEX.password };

const titles = (view: Tab) =>
  view.evaluate(() => [...document.querySelectorAll('.result-title')].map((title) => title.textContent));

test.describe('with both apps', () => {
  let anythingllm: AnythingLlmApp;
  let librechat: LibreChatApp;
  test.afterEach(async () => {
    await Promise.all([anythingllm.stop(), librechat.stop()]);
  });

  test('when rows of a list are damaged, then the panel counts them and shows the others', async ({ harness }) => {
    anythingllm = await startAnythingLlm({ sample: { workspaces: 3, threadsPer: 1 } });
    librechat = await startLibreChat({ sample: { conversations: 12 } });
    const [first] = anythingllm.state.workspaces;
    if (first) first.slug = '';
    librechat.addConversation(ALEX.email, { conversationId: '', title: 'No id' });
    await signInToLibreChat(harness, librechat, alex);
    await connectAndRead(harness, { anythingllm, librechat });
    const panel = await openPanel(harness);
    await panel.waitForText('1 workspace can’t be shown. 1 conversation can’t be shown.', { within: list, ...slow });

    for (const workspace of anythingllm.state.workspaces) workspace.slug = '';
    await syncNow(panel);
    await panel.waitForText('3 workspaces can’t be shown.', { within: list, ...slow });
  });

  test('when chats are archived or pinned, then the panel shows that, as preferred', async ({ harness }) => {
    anythingllm = await startAnythingLlm({ sample: { workspaces: 6, threadsPer: 0 } });
    librechat = await startLibreChat({ version: '0.8.8', sample: { conversations: 40 } });
    await signInToLibreChat(harness, librechat, alex);
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

  test('when titles have typographic signs, then plain signs find and mark them', async ({ harness }) => {
    anythingllm = await startAnythingLlm({ sample: { workspaces: 1, threadsPer: 0 } });
    librechat = await startLibreChat({ sample: 'empty' });
    librechat.addConversation(ALEX.email, { title: 'Don\u2019t forget the Follow\u2011up' });
    librechat.addConversation(ALEX.email, { title: `Needle ${'hay \u2019 '.repeat(4_000)}` });
    await signInToLibreChat(harness, librechat, alex);
    await connectAndRead(harness, { anythingllm, librechat });
    const panel = await openPanel(harness);
    await panel.waitFor(search, slow);
    await panel.fill(search, "don't follow-up");
    await panel.waitForText('Don\u2019t', { within: '[role=option] mark' });
    expect(await titles(panel)).toEqual(['Don\u2019t forget the Follow\u2011up']);
    await panel.fill(search, 'needle');
    await panel.waitForText('Needle', { within: '[role=option] mark' });
    // A line shows some hundred characters; no more stand in the document.
    expect((await titles(panel)).join('').length).toBeLessThan(400);
  });
});
