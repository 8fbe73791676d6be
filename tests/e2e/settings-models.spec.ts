import { moreWords } from '@/components/words/en/on-demand';
import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, syncNow } from './harness/panel';
import { openSetting, patiently, settingWrites, untilModelIs } from './harness/settings';

test('when no app is known to have a model, then saving it needs a confirmation', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  Object.assign(librechat.state.endpoints, { anthropic: { userProvide: true, order: 1 } });
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  const panel = await openPanel(harness);
  await openSetting(panel, 'Model');
  await panel.select({ label: 'Provider', within: '.model-editor' }, 'anthropic', patiently);
  await panel.fill({ label: 'Model', within: '.model-editor' }, 'claude-haiku-4-5');
  await panel.waitForText('LibreChat needs your key for Anthropic', patiently);
  await panel.select({ label: 'Provider', within: '.model-editor' }, 'openai', patiently);
  await panel.fill({ label: 'Model', within: '.model-editor' }, 'gpt-nobody-has');
  await panel.waitForText(moreWords.model.anyway('gpt-nobody-has'), patiently);
  await panel.focus({ label: 'Model', within: '.model-editor' });
  await panel.press('Enter');
  await syncNow(panel);
  expect(settingWrites(anythingllm, 'extension')).toEqual([]);
  await panel.check('.model-editor .anyway input');
  await panel.click({ role: 'button', name: 'Save', within: '.model-editor' });
  await untilModelIs(anythingllm, 'openai/gpt-nobody-has');
  await panel.waitForText('LibreChat: does not offer this model', patiently);
  // The very model that stands needs no further word.
  expect(await panel.count('.model-editor .anyway')).toBe(0);
});
