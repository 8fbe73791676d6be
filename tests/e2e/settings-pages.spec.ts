import { setTimeout as pause } from 'node:timers/promises';
import { graceTime } from '@/lib/page/settings/guard';
import { expect, type Tab, test, untilTrue } from './harness';
import { askBackground } from './harness/background';
import { bothOpen } from './harness/bridge';
import { openPanel } from './harness/panel';
import {
  chooseInAnythingLlm,
  chooseInLibreChat,
  patiently,
  saveLlmPreference,
  settingWrites,
  stored,
  systemModel,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilModelIs,
  untilStored,
} from './harness/settings';

/**
 * AnythingLLM writes its own values anew when one moves about in it. A choice of the value that its page believes counts
 * as such a writing for this long, however fast the machine is.
 */
const afterMoving = () => pause(graceTime);

test('when a setting changes in one app’s page, then the other’s open page follows', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat, brain, chat } = await bothOpen(harness);
  await brain.goto(`${anythingllm.url}workspace/research-notes-demo-data`);
  // A tab that is left alone keeps believing in the theme that it was opened with.
  const old = await harness.openPage(anythingllm.url);
  await old.waitFor({ testId: 'home' }, patiently);
  await afterMoving();

  // Both ways, live, in every open tab.
  await chooseInAnythingLlm(brain, 'Theme', 'dark');
  await untilLibreChatIs(chat, 'dark');
  await chooseInLibreChat(chat, 'Theme', 'light');
  await untilAnythingLlmIs(brain, 'light');
  await untilAnythingLlmIs(old, 'light');

  // Each page still believes in what was chosen in it, and can be taken back to just that.
  for (const former of ['system', 'light']) {
    await chooseInAnythingLlm(brain, 'Theme', former);
    await chooseInAnythingLlm(brain, 'Theme', 'dark');
    await untilLibreChatIs(chat, 'dark');
    await chooseInLibreChat(chat, 'Theme', 'dark');
    await chooseInLibreChat(chat, 'Theme', 'light');
    await untilAnythingLlmIs(brain, 'light');
  }
  await untilLibreChatIs(chat, 'light');

  // AnythingLLM writes its theme and language anew at every load, and its old tab when one moves about in it.
  await brain.bringToFront();
  await brain.reload();
  await brain.waitFor('html[data-ready="true"]', patiently);
  await untilAnythingLlmIs(brain, 'light');
  await old.bringToFront();
  await old.click({ text: 'LLM preference' });
  await old.waitFor({ testId: 'llm-form' }, patiently);
  await untilAnythingLlmIs(old, 'light');
  await afterMoving();
  // Nor when the system's colours change, which shows a page's own theme again.
  await old.emulate({ colorScheme: 'dark' });
  await chooseInAnythingLlm(old, 'Language', 'es');
  await chat.waitForFunction(() => /^"es/.test(localStorage.getItem('lang') ?? ''), undefined, patiently);
  await untilAnythingLlmIs(old, 'light');
  await untilAnythingLlmIs(brain, 'light');
  await untilLibreChatIs(chat, 'light');
  await old.close();

  // Language: stored at once, shown after a reload, and neither page flips it back.
  await chooseInLibreChat(chat, 'Language', 'de-DE');
  await untilStored(brain, 'i18nextLng', 'de');
  await brain.bringToFront();
  await brain.reload();
  await brain.waitFor('html[data-ready="true"]', patiently);
  expect(await stored(brain, 'i18nextLng')).toBe('de');
  await chooseInAnythingLlm(brain, 'Language', 'fr');
  await chat.waitForFunction(() => /^"fr/.test(localStorage.getItem('lang') ?? ''), undefined, patiently);
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor({ label: 'Message input' }, patiently);
  expect(await chat.evaluate(() => document.documentElement.lang)).toMatch(/^fr/);
  expect(await stored(brain, 'i18nextLng')).toBe('fr');
  await untilLibreChatIs(chat, 'light');

  // Text size is live in AnythingLLM; LibreChat reads it when it is loaded.
  const untilShown = (size: string) =>
    brain.waitForFunction((wanted) => document.querySelector(`[data-text-size="${wanted}"]`) !== null, size, patiently);
  await chooseInAnythingLlm(brain, 'Text size', 'large');
  await untilShown('large');
  await chat.waitForFunction(() => /text-(?:lg|xl)/.test(localStorage.getItem('fontSize') ?? ''), undefined, patiently);
  await chooseInLibreChat(chat, 'Text size', 'text-xs');
  await untilShown('small');

  // None of this is anything to the servers.
  expect([...settingWrites(anythingllm, 'extension'), ...settingWrites(librechat, 'extension')]).toEqual([]);
});

test('when a theme comes from the other app, then the app’s control and logo show it', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { brain, chat } = await bothOpen(harness);
  await chooseInLibreChat(chat, 'Theme', 'light');
  await untilAnythingLlmIs(brain, 'light');
  const held = (tab: Tab) =>
    tab.evaluate(() => {
      const isThemes = ({ options }: HTMLSelectElement) => [...options].some(({ value }) => value === 'system');
      return [...document.querySelectorAll('select')].find(isThemes)?.value;
    });
  /** A hidden tab's control follows when it comes to sight. */
  const untilHeld = async (tab: Tab, theme: string) => {
    await tab.bringToFront();
    await untilTrue(`the control to hold ${theme}`, async () => (await held(tab)) === theme);
  };
  const logo = () => brain.evaluate(() => document.querySelector<HTMLImageElement>('[data-testid=logo]')?.src ?? '');

  // Each way: what the control holds is the theme that came, and the former one can be chosen in it.
  await chooseInLibreChat(chat, 'Theme', 'dark');
  await untilAnythingLlmIs(brain, 'dark');
  await untilHeld(brain, 'dark');
  expect(await logo()).toMatch(/theme=dark$/);
  await chooseInAnythingLlm(brain, 'Theme', 'light');
  await untilLibreChatIs(chat, 'light');
  await untilHeld(chat, 'light');
  expect(await logo()).toMatch(/theme=light$/);
  await chooseInLibreChat(chat, 'Theme', 'dark');
  await untilAnythingLlmIs(brain, 'dark');
  await untilHeld(brain, 'dark');

  // Once one of them is disconnected, the open pages of both forget what they were to hold.
  const kept = async () => [await stored(brain, 'tandem:anythingllm'), await stored(chat, 'tandem:librechat')];
  expect(await kept()).not.toContain(null);
  const view = await harness.openExtensionPage('harness-blank.html');
  await askBackground(view, { type: 'disconnect', app: 'librechat' });
  await untilTrue('both pages to forget', async () => (await kept()).every((text) => text === null), patiently);
});

test('when AnythingLLM’s model changes, then LibreChat’s next chat uses it', async ({ harness }) => {
  const { anythingllm, brain, chat } = await bothOpen(harness);

  await saveLlmPreference(brain, 'openai', 'gpt-4o-mini');
  await chat.waitForFunction(
    () => JSON.parse(localStorage.getItem('lastSelectedModel') ?? '{}').openAI === 'gpt-4o-mini',
    undefined,
    patiently,
  );
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor({ label: 'Message input' }, patiently);
  expect(await chat.value({ label: 'Model' })).toBe('openAI/gpt-4o-mini');

  // The person's pick in LibreChat leads nowhere by itself.
  await chat.select({ label: 'Model' }, 'anthropic/claude-sonnet-4-5');
  const panel = await openPanel(harness);
  await panel.waitForText('LibreChat: new chats start with claude-sonnet-4-5.', patiently);
  expect(systemModel(anythingllm)).toBe('openai/gpt-4o-mini');
  expect(settingWrites(anythingllm, 'extension')).toEqual([]);
  await panel.click({ role: 'button', name: 'Use it everywhere' });
  await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
  await panel.waitFor({ role: 'button', name: 'Use it everywhere' }, { state: 'hidden', ...patiently });
  expect(settingWrites(anythingllm, 'extension')).toEqual(['/api/system/update-env']);
  expect(await chat.value({ label: 'Model' })).toBe('anthropic/claude-sonnet-4-5');
});
