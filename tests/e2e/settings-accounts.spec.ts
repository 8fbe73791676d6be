import { DEFAULT_USERS, startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { signInToAnythingLlm } from './harness/anythingllm';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel } from './harness/panel';
import { openSetting, patiently, saveModel, settingWrites, untilModelIs } from './harness/settings';

const [alice] = DEFAULT_USERS;

test('when others share a setting, then an admin is asked each time', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'multi' });
  const librechat = await startLibreChat();
  const writes = () => settingWrites(anythingllm, 'extension');
  const shared = (to: string) => new RegExp(`Everyone on this server uses [^.]+\\.[\\s\\S]*Now [\\w.-]+ → ${to}\\.`);
  await signInToLibreChat(harness, librechat);
  await signInToAnythingLlm(harness, anythingllm, alice);
  await connectAndRead(harness, { anythingllm, librechat });
  const panel = await openPanel(harness);
  await openSetting(panel, 'Model');
  await panel.click({ text: 'More', within: '.setting-editor' });
  await panel.check({ label: 'AnythingLLM’s default', within: '.setting-more' }, patiently);
  await saveModel(panel, 'openai', 'gpt-4.1');
  await panel.waitForText(shared('gpt-4\\.1'), patiently);
  await panel.click({ role: 'button', name: 'Not this time' });
  await panel.waitFor({ role: 'button', name: 'Not this time' }, { state: 'hidden', ...patiently });
  await saveModel(panel, 'openai', 'gpt-4o-mini');
  await panel.waitForText(shared('gpt-4o-mini'), patiently);
  expect(writes()).toEqual([]);
  await panel.click({ role: 'button', name: 'Apply for everyone' });
  await untilModelIs(anythingllm, 'openai/gpt-4o-mini');
  expect(writes()).toEqual(['/api/system/update-env']);
});
