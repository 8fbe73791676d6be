import { panelWords } from '@/components/words/en/panel';
import { startAnythingLlm } from '../apps/anythingllm';
import { browserFetch } from '../apps/kit';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, type Tab, test, untilTrue } from './harness';
import { accessibilityProblems, sidewaysScroll } from './harness/accessibility';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, redWords, syncNow, untilAtRest } from './harness/panel';
import { lookRarely, openSetting, patiently, settingWrites, untilAllAnswered, untilStored } from './harness/settings';

const alex = { name: ALEX.email, password: ALEX.password };
const hidden = { state: 'hidden', ...patiently } as const;

test('when a setting changes in two places, then one click takes the other value', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  const slug = 'research-notes-demo-data';
  const workspace = () => anythingllm.state.workspaces.find((one) => one.slug === slug);
  const presets = () => [...librechat.state.presets.values()];
  const preset = () => presets().find(({ defaultPreset }) => defaultPreset === true);
  /** What the apps' own servers hold. */
  const held = () => [workspace()?.openAiTemp, preset()?.temperature];
  const untilBothHold = (wanted: number) =>
    untilTrue(`${wanted} in both apps`, async () => held().every((temperature) => temperature === wanted), patiently);
  try {
    // Tandem makes its preset from the person's own default.
    const hers = presets().find(({ title }) => title === 'Careful coder');
    if (hers) Object.assign(hers, { defaultPreset: true, order: 0 });
    await signInToLibreChat(harness, librechat, alex);
    const view = await connectAndRead(harness, { anythingllm, librechat });
    await lookRarely(view);
    const panel = await openPanel(harness);
    const save = async (temperature: number) => {
      await panel.fill({ label: 'Temperature', within: '.setting-editor' }, String(temperature));
      await panel.click({ role: 'button', name: 'Save', within: '.setting-editor' });
    };

    // Both places are chosen in one go: the list of them stays open after the first.
    await openSetting(panel, 'Temperature');
    const more = '.setting-more';
    await panel.check({ label: 'LibreChat: default preset', within: more }, patiently);
    // The keys pass by another workspace on the way, which is not added.
    const add = { label: 'Add a workspace', within: more };
    await panel.select(add, 'Kitchen renovation 🔨 (Demo data)', patiently);
    await panel.select(add, slug, patiently);
    await panel.click({ role: 'button', name: 'Add', within: more }, patiently);
    await panel.waitFor({ label: `Workspace “${workspace()?.name}”`, within: more }, patiently);
    // Once Tandem has read the workspace, the field shows what it holds; only then a change there can be told.
    await untilTrue(
      "the workspace's own temperature in the field",
      async () => (await panel.value({ label: 'Temperature', within: '.setting-editor' })) === '0.4',
      patiently,
    );
    await save(0.5);
    await untilBothHold(0.5);
    await untilAtRest(panel, 'anythingllm', 'librechat');

    // Another device changes it in AnythingLLM, which is down before Tandem looks there again; then it is changed here.
    const changed = await browserFetch(`${anythingllm.url}api/workspace/${slug}/update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openAiTemp: 0.9 }),
    });
    expect(changed.status).toBe(200);
    await anythingllm.down();
    await save(0.3);
    await panel.waitForText('AnythingLLM: waiting: it does not answer', { within: '.settings', ...patiently });
    await untilTrue("LibreChat's preset", async () => preset()?.temperature === 0.3, patiently);
    expect(held()).toEqual([0.9, 0.3]);
    await anythingllm.up();
    await syncNow(panel);

    // What was said in Tandem is kept, and what it overwrote is told, also where there is little room.
    await panel.waitForText('Temperature was changed in both places.', { within: '.needs', ...patiently });
    expect(await panel.text({ css: '.need', nth: 0 })).toMatch(
      /Kept: 0\.3 \(Tandem\)\s+Not kept: 0\.9 \(Workspace “Research notes \(Demo data\)”\)/,
    );
    await panel.waitForText('1 question for you');
    await untilBothHold(0.3);
    await panel.setSize(380, 800);
    expect(await sidewaysScroll(panel)).toBe(0);
    // The panel scrolls by itself; there is nothing below it.
    expect(await panel.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    expect(await accessibilityProblems(panel, '.needs')).toEqual([]);
    expect(await redWords(panel)).toEqual([]);

    const other = { role: 'button', name: 'Use 0.9' } as const;
    await panel.click(other);
    await untilBothHold(0.9);
    await panel.waitFor(other, hidden);
    await panel.waitForText(/Temperature\s+0\.9\s+Research notes \(Demo data\)\s+same\s+0\.9/, patiently);

    // Answered once, it is not asked again, and each value went to the workspace once.
    await syncNow(panel);
    await untilAtRest(panel, 'anythingllm', 'librechat');
    expect(await panel.count(other)).toBe(0);
    expect(held()).toEqual([0.9, 0.9]);
    expect(settingWrites(anythingllm, 'extension')).toHaveLength(3);
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
});

test('when an old form is saved, then its value spreads and the conflict is listed', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  const slug = 'research-notes-demo-data';
  const workspace = () => anythingllm.state.workspaces.find((one) => one.slug === slug);
  const presets = () => [...librechat.state.presets.values()];
  const preset = () => presets().find(({ defaultPreset }) => defaultPreset === true);
  const untilBothHold = (wanted: number) =>
    untilTrue(
      `${wanted} in both apps`,
      async () => workspace()?.openAiTemp === wanted && preset()?.temperature === wanted,
      patiently,
    );
  try {
    const hers = presets().find(({ title }) => title === 'Careful coder');
    if (hers) Object.assign(hers, { defaultPreset: true, order: 0 });
    const chat = await signInToLibreChat(harness, librechat, alex);
    const view = await connectAndRead(harness, { anythingllm, librechat });
    await lookRarely(view);
    const panel = await openPanel(harness);
    const save = async (temperature: number) => {
      await panel.bringToFront();
      await panel.fill({ label: 'Temperature', within: '.setting-editor' }, String(temperature));
      await panel.click({ role: 'button', name: 'Save', within: '.setting-editor' });
      await untilBothHold(temperature);
      await untilAllAnswered(panel);
    };
    const more = '.setting-more';
    await openSetting(panel, 'Temperature');
    await panel.check({ label: 'LibreChat: default preset', within: more }, patiently);
    await panel.select({ label: 'Add a workspace', within: more }, slug, patiently);
    await panel.click({ role: 'button', name: 'Add', within: more }, patiently);
    await panel.waitFor({ label: `Workspace “${workspace()?.name}”`, within: more }, patiently);
    await save(0.5);

    // Both forms show 0.5, and are saved after it was changed in Tandem; AnythingLLM's for another field.
    await chat.bringToFront();
    await chat.reload();
    await chat.click('#presets-button', patiently);
    const ours = { css: `[data-preset-id="${preset()?.presetId}"]` };
    await chat.click({ testId: 'preset-edit', nth: 0, within: ours }, patiently);
    const brain = await harness.openPage(`${anythingllm.url}workspace/${slug}/settings/chat-settings`);
    await brain.waitFor({ testId: 'chat-settings-form' }, patiently);
    await save(0.8);
    const form = async (kept: string) => {
      await panel.bringToFront();
      await panel.waitForText(`Kept: 0.5 (${kept})`, { within: '.needs', ...patiently });
      await panel.waitForText('Not kept: 0.8 (Tandem)', { within: '.needs' });
      await untilBothHold(0.5);
      await untilAllAnswered(panel);
      await panel.click({ role: 'button', name: 'Use 0.8' });
      await untilBothHold(0.8);
      await panel.waitFor({ role: 'button', name: 'Use 0.8' }, hidden);
      await untilAllAnswered(panel);
    };
    await chat.bringToFront();
    await chat.click({ testId: 'preset-edit-save' });
    await form('LibreChat: default preset');
    await brain.bringToFront();
    await brain.fill({ testId: 'openAiPrompt' }, 'Be brief.');
    await brain.click({ role: 'button', name: 'Save', within: { testId: 'chat-settings-form' } });
    await form('Workspace “Research notes (Demo data)”');
    expect(workspace()?.openAiPrompt).toBe('Be brief.');
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
});

test('when a change needs a reload, then a click reloads, but not during an answer', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  // Longer than the test takes: nothing depends on when it ends.
  const librechat = await startLibreChat({ answerMs: 240_000 });
  const shownSize = (tab: Tab) =>
    tab.evaluate(() => document.documentElement.style.getPropertyValue('--markdown-font-size'));
  try {
    const brain = await harness.openPage(`${anythingllm.url}workspace/research-notes-demo-data`);
    const chat = await signInToLibreChat(harness, librechat, alex);
    // One after the other: they share one session cookie, which each exchanges as it starts.
    const busy = await harness.openPage(librechat.url);
    await busy.waitFor({ label: 'Message input' }, patiently);
    const other = await harness.openPage(librechat.url);
    await other.waitFor({ label: 'Message input' }, patiently);
    await connectAndRead(harness, { anythingllm, librechat });
    const panel = await openPanel(harness);
    /** When the documents of the pages began: another time once they are loaded again. */
    const births = () =>
      Promise.all([brain, chat, busy, other].map((tab) => tab.evaluate(() => performance.timeOrigin)));
    const before = await births();

    // AnythingLLM's page shows it at once; LibreChat's has it, and goes on as it was.
    await openSetting(panel, 'Text size');
    await panel.click({ role: 'radio', name: 'Extra large', within: '.setting-editor' });
    await untilStored(chat, 'fontSize', '"text-xl"');
    await brain.waitForFunction(
      () => document.querySelector('[data-text-size="large"]') !== null,
      undefined,
      patiently,
    );
    await panel.waitForText(panelWords.stand.reloadApp('librechat'), { within: '.settings', ...patiently });
    expect(await panel.text('.settings')).not.toContain('AnythingLLM shows it');
    expect(await shownSize(chat)).toBe('1rem');

    // A tab that is opened later shows it from the start, and does not take the words away that are true of the others.
    await panel.evaluate(() => {
      const note = () => {
        const isSaid = document
          .querySelector('.settings')
          ?.textContent?.includes('shows it after its page is reloaded');
        if (!isSaid) document.body.dataset.lost = 'yes';
      };
      new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    });
    const late = await harness.openPage(librechat.url);
    await late.waitFor({ label: 'Message input' }, patiently);
    await late.waitForFunction(
      () => document.documentElement.style.getPropertyValue('--markdown-font-size') === '1.25rem',
      undefined,
      patiently,
    );

    // While an answer is being written in one of its tabs, none is loaded again.
    await busy.bringToFront();
    await busy.type({ label: 'Message input' }, 'Tell me more');
    await busy.press('Enter');
    await busy.waitFor('#messages-view[data-streaming=true]', patiently);
    await panel.bringToFront();
    // The page shows it a moment before the background has heard of it.
    await panel.waitForFunction(
      async () => {
        type Sessions = { storage: { session: { get(): Promise<Record<string, unknown>> } } };
        const { browser, chrome } = globalThis as unknown as Record<string, Sessions | undefined>;
        const known = await (browser ?? chrome)?.storage.session.get();
        return Object.keys(known ?? {}).some((name) => name.startsWith('answer:'));
      },
      undefined,
      patiently,
    );
    expect(await panel.evaluate(() => document.body.dataset.lost ?? 'never')).toBe('never');
    const reload = { role: 'button', name: 'Reload to apply', within: '.settings' } as const;
    await panel.click(reload);
    await panel.waitForText('LibreChat is writing an answer. Reload it yourself when it is done.', patiently);
    expect(await births()).toEqual(before);

    // Once the panel has looked anew, it says again what can be done.
    for (let look = 0; look < 2; look++) {
      await panel.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    }
    await panel.waitForText(panelWords.stand.reloadApp('librechat'), { within: '.settings', ...patiently });

    // That tab is closed; the others take it up at a click, each still signed in, as they start one after the other with
    // their one session. What shows it already is left alone, and so is AnythingLLM's page.
    await busy.close();
    const lateBirth = await late.evaluate(() => performance.timeOrigin);
    await panel.click(reload);
    await panel.waitFor(reload, hidden);
    for (const [tab, birth] of [
      [chat, before[1]],
      [other, before[3]],
    ] as const) {
      // The document of before still stands there until the new one comes.
      await tab.waitForFunction((born) => performance.timeOrigin !== born, birth, patiently);
      await tab.waitFor({ label: 'Message input' }, patiently);
      expect(await shownSize(tab)).toBe('1.25rem');
    }
    expect(await late.evaluate(() => performance.timeOrigin)).toBe(lateBirth);
    expect(await brain.evaluate(() => performance.timeOrigin)).toBe(before[0]);
    await panel.waitForText(/Text size\s+Large\s+same\s+Extra large/);
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
});
