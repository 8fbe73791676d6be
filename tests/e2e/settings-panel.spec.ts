import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, type Tab, test, untilTrue } from './harness';
import { accessibilityProblems, sidewaysScroll } from './harness/accessibility';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, redWords, syncNow } from './harness/panel';
import {
  chooseInAnythingLlm,
  openSetting,
  patiently,
  saveModel,
  settingWrites,
  untilAllAnswered,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilModelIs,
} from './harness/settings';
import { until } from './harness/wait';

const updateEnv = '/api/system/update-env';

test('when the panel changes a setting, then each app gets it once, even after outages', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  test.setTimeout(360_000);
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  const writes = () => settingWrites(anythingllm, 'extension');
  let panel: Tab;
  /** LibreChat is closed by then; what waits for it waits. */
  const untilArrived = () =>
    panel.waitFor({ text: /^AnythingLLM: (?:waiting|on its way)/ }, { state: 'hidden', ...patiently });
  const brain = await harness.openPage(anythingllm.url);
  await chooseInAnythingLlm(brain, 'Theme', 'light');
  const chat = await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  panel = await openPanel(harness);

  // Shown at once, in the panel and in both apps.
  await openSetting(panel, 'Theme');
  await panel.click({ role: 'radio', name: 'Dark', within: '.setting-editor' });
  await untilAnythingLlmIs(brain, 'dark');
  await untilLibreChatIs(chat, 'dark');
  await panel.waitForText(/Theme\s+Dark\s+same\s+Dark/, patiently);
  await panel.click({ text: 'Changes Tandem made' });
  await panel.waitForText(/Theme: Light → Dark/, { within: '.changes', ...patiently });
  await saveModel(panel, 'anthropic', 'claude-sonnet-4-5');
  await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
  const untilLibreChatUses = (endpoint: string, model: string) =>
    chat.waitForFunction(
      (wanted) => JSON.parse(localStorage.getItem('lastSelectedModel') ?? '{}')[wanted.endpoint] === wanted.model,
      { endpoint, model },
      patiently,
    );
  await untilLibreChatUses('anthropic', 'claude-sonnet-4-5');
  expect(writes()).toEqual([updateEnv]);

  // The list of changes, and one of them put back.
  const change = { css: '.change', nth: 0 };
  await panel.waitForText(/Model: gpt-4o → claude-sonnet-4-5/, { within: '.changes', ...patiently });
  const lines = await panel.texts('.change');
  const ours = lines.findIndex((line) => /gpt-4o → claude.*AnythingLLM/s.test(line));
  await panel.click({ role: 'button', name: 'Put back', within: { ...change, nth: ours } });
  await untilModelIs(anythingllm, 'openai/gpt-4o');
  await panel.waitForText(/put back by you/, { within: '.changes', ...patiently });
  // One more for what the change had overwritten besides.
  await untilTrue('all of it', async () => anythingllm.state.env.AnthropicModelPref === 'claude-sonnet-4-6', patiently);
  expect(writes()).toEqual([updateEnv, updateEnv, updateEnv]);
  await untilTrue('the end of it', async () => !(await panel.text('.changes')).includes('no answer yet'), patiently);

  // AnythingLLM is down, the browser is closed and opened: the change waits, and is delivered once.
  await anythingllm.down();
  await saveModel(panel, 'openai', 'gpt-4o-mini');
  await panel.waitForText(/AnythingLLM: waiting/, patiently);
  // Of what LibreChat's page has not answered by then nobody knows the end until it is open again.
  await untilLibreChatUses('openAI', 'gpt-4o-mini');
  await untilAllAnswered(panel);
  await harness.restartBrowser();
  panel = await openPanel(harness);
  await panel.waitForText(/AnythingLLM: waiting/, patiently);
  anythingllm.log.clear();
  await anythingllm.up();
  await syncNow(panel);
  await untilModelIs(anythingllm, 'openai/gpt-4o-mini');
  await untilArrived();
  expect(writes()).toEqual([updateEnv]);

  // Changed in both places: the edit is kept, the other is a click away.
  await anythingllm.down();
  await saveModel(panel, 'openai', 'gpt-4.1');
  await panel.waitForText(/AnythingLLM: waiting/, patiently);
  Object.assign(anythingllm.state.env, { LLMProvider: 'anthropic', AnthropicModelPref: 'claude-haiku-4-5' });
  await anythingllm.up();
  await syncNow(panel);
  await panel.waitForText('Model was changed in both places.', patiently);
  await untilModelIs(anythingllm, 'openai/gpt-4.1');
  // Also where there is little room: the panel scrolls by itself, and there is nothing below it.
  await panel.setSize(380, 800);
  expect(await sidewaysScroll(panel)).toBe(0);
  expect(await panel.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  expect(await accessibilityProblems(panel, '.needs')).toEqual([]);
  expect(await redWords(panel)).toEqual([]);
  await panel.click({ role: 'button', name: 'Use claude-haiku-4-5' });
  await untilModelIs(anythingllm, 'anthropic/claude-haiku-4-5');
  await panel.waitFor({ role: 'button', name: 'Use claude-haiku-4-5' }, { state: 'hidden', ...patiently });

  // The worker is killed between a write and its answer.
  anythingllm.log.clear();
  anythingllm.faults.add({ method: 'POST', path: updateEnv, from: 'extension', times: 1, action: { delayMs: 3000 } });
  await saveModel(panel, 'anthropic', 'claude-sonnet-4-5');
  await untilTrue('the write to be under way', async () => writes().length > 0, { everyMs: 10, ...patiently });
  await harness.killBackground();
  await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
  await syncNow(panel);
  await untilArrived();
  await panel.click({ text: 'Changes Tandem made' });
  await until(
    'every change in the list to have ended',
    async () => {
      const lines = await panel.texts('.change');
      const open = lines.filter((line) => /no answer yet/.test(line));
      return lines.length > 0 && open.length === 0
        ? { value: true }
        : { problem: `${lines.length} lines; ${open.join(' | ')}` };
    },
    patiently,
  );
  expect(writes().length).toBeLessThanOrEqual(2);
});
