import { panelWords } from '@/components/words/en/panel';
import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, type Tab, test, untilTrue } from './harness';
import { knowsOfAnswer } from './harness/background';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel } from './harness/panel';
import { openSetting, patiently, untilStored } from './harness/settings';

test('when a change needs a reload, then a click reloads, but not during an answer', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  // Longer than the test takes: nothing depends on when it ends.
  const librechat = await startLibreChat({ answerMs: 240_000 });
  const shownSize = (tab: Tab) =>
    tab.evaluate(() => document.documentElement.style.getPropertyValue('--markdown-font-size'));
  const brain = await harness.openPage(`${anythingllm.url}workspace/research-notes-demo-data`);
  const chat = await signInToLibreChat(harness, librechat);
  // One after the other: they share one session cookie, which each exchanges as it starts.
  const busy = await harness.openPage(librechat.url);
  await busy.waitFor({ label: 'Message input' }, patiently);
  const other = await harness.openPage(librechat.url);
  await other.waitFor({ label: 'Message input' }, patiently);
  await connectAndRead(harness, { anythingllm, librechat });
  const panel = await openPanel(harness);
  /** When the documents of the pages began: another time once they are loaded again. */
  const births = () => Promise.all([brain, chat, busy, other].map((tab) => tab.evaluate(() => performance.timeOrigin)));
  const before = await births();

  // AnythingLLM's page shows it at once; LibreChat's has it, and goes on as it was.
  await openSetting(panel, 'Text size');
  await panel.click({ role: 'radio', name: 'Extra large', within: '.setting-editor' });
  await untilStored(chat, 'fontSize', '"text-xl"');
  await brain.waitForFunction(() => document.querySelector('[data-text-size="large"]') !== null, undefined, patiently);
  await panel.waitForText(panelWords.stand.reloadApp('librechat'), { within: '.settings', ...patiently });
  expect(await panel.text('.settings')).not.toContain('AnythingLLM shows it');
  expect(await shownSize(chat)).toBe('1rem');

  // A tab that is opened later shows it from the start, and does not take the words away that are true of the others.
  await panel.evaluate(() => {
    const note = () => {
      const isSaid = document.querySelector('.settings')?.textContent?.includes('shows it after its page is reloaded');
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
  await untilTrue('the answer to be known', () => knowsOfAnswer(panel), patiently);
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
  await panel.waitFor(reload, { state: 'hidden', ...patiently });
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
});
