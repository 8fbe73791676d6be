import { connectWords } from '@/components/words/en/connect';
import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test, untilTrue } from './harness';
import { connectAsAPerson, signInToLibreChat, waitUntilRead } from './harness/flows';
import {
  chooseInAnythingLlm,
  chooseInLibreChat,
  patiently,
  settingWrites,
  stored,
  untilAllAnswered,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilModelIs,
} from './harness/settings';

test.use({ grantedHosts: [] });

test('when the user compares settings, then Tandem writes what the button names', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  // Both apps hold values of their own.
  const brain = await harness.openPage(anythingllm.url);
  await chooseInAnythingLlm(brain, 'Theme', 'light');
  await chooseInAnythingLlm(brain, 'Language', 'en');
  const chat = await signInToLibreChat(harness, librechat);
  await chooseInLibreChat(chat, 'Theme', 'dark');
  await chooseInLibreChat(chat, 'Language', 'de-DE');
  await chat.select({ label: 'Model' }, 'anthropic/claude-sonnet-4-5');

  const page = await connectAsAPerson(harness, { anythingllm, librechat });
  await waitUntilRead(page);
  await page.click({ role: 'button', name: 'Next: compare settings' });
  await page.waitForText(connectWords.compareLead, patiently);
  const row = (setting: string) => ({ css: 'tr[data-asked]', nth: ['Model', 'Theme', 'Language'].indexOf(setting) });
  const rest = (setting: string) => ({
    css: 'tr.compare-rest',
    nth: ['Model', 'Theme', 'Language'].indexOf(setting),
  });
  await untilTrue('three questions', async () => (await page.count('tr[data-asked]')) === 3, patiently);

  await page.click({ text: 'claude-sonnet-4-5', within: row('Model') });
  await page.click({ text: 'Dark', within: row('Theme') });
  await page.click({ text: 'Leave different', within: rest('Language') });
  const keep = { role: 'button', name: 'Keep these in step: 2 changes' } as const;
  await page.waitFor(keep, patiently);
  await page.waitForText(/Model, AnythingLLM(?:’s default)?: gpt-4o → claude-sonnet-4-5/, patiently);
  await page.waitForText(/Theme, AnythingLLM(?:’s pages)?: Light → Dark/);
  await untilAnythingLlmIs(brain, 'light');
  expect(settingWrites(anythingllm, 'extension')).toEqual([]);
  await page.click(keep);

  await page.waitFor({ role: 'heading', name: 'Try it' }, patiently);
  await untilAnythingLlmIs(brain, 'dark');
  await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');

  // A place whose answer is still on its way would be told of the next value only after that.
  await untilAllAnswered(page);

  // One press, both tabs; and back.
  await page.click({ role: 'radio', name: 'Light' });
  await untilAnythingLlmIs(brain, 'light');
  await untilLibreChatIs(chat, 'light');
  await page.waitForText('Both tabs just went light.', patiently);
  await page.click({ role: 'button', name: 'Undo' });
  await untilAnythingLlmIs(brain, 'dark');
  await untilLibreChatIs(chat, 'dark');
  await page.waitFor({ role: 'button', name: 'Undo' }, { state: 'hidden', ...patiently });
  await page.click({ role: 'button', name: 'Done' });
  await page.waitFor({ role: 'heading', name: 'Tandem is ready' }, patiently);

  // What was left different goes its own way, while its neighbour travels.
  await chooseInLibreChat(chat, 'Language', 'fr-FR');
  await chooseInLibreChat(chat, 'Theme', 'light');
  await untilAnythingLlmIs(brain, 'light');
  expect(await stored(brain, 'i18nextLng')).toBe('en');
  expect(await stored(chat, 'lang')).toBe('"fr-FR"');
  expect(settingWrites(anythingllm, 'extension')).toEqual(['/api/system/update-env']);
  expect(settingWrites(librechat, 'extension')).toEqual([]);
});
