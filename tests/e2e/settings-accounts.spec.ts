import { panelWords } from '@/components/words/en/panel';
import { DEFAULT_USERS, startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { logInToAnythingLlm, signInToAnythingLlm } from './harness/anythingllm';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, redWords, syncNow, waitForStatus } from './harness/panel';
import {
  openSetting,
  patiently,
  saveModel,
  settingWrites,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilModelIs,
} from './harness/settings';

const [alice, , dana] = DEFAULT_USERS;
const updateEnv = '/api/system/update-env';

test('when others share a setting, then only an admin is asked, each time', async ({ harness }) => {
  test.setTimeout(300_000);
  const anythingllm = await startAnythingLlm({ mode: 'multi' });
  const librechat = await startLibreChat();
  const writes = () => settingWrites(anythingllm, 'extension');
  const shared = (to: string) => new RegExp(`Everyone on this server uses [^.]+\\.[\\s\\S]*Now [\\w.-]+ → ${to}\\.`);
  const chat = await signInToLibreChat(harness, librechat);
  const brain = await signInToAnythingLlm(harness, anythingllm, dana);
  await connectAndRead(harness, { anythingllm, librechat });
  const panel = await openPanel(harness);
  const stayInStep = async (theme: 'Light' | 'Dark') => {
    await openSetting(panel, 'Theme');
    await panel.click({ role: 'radio', name: theme, within: '.setting-editor' });
    const shown = theme === 'Light' ? 'light' : 'dark';
    await untilAnythingLlmIs(brain, shown);
    await untilLibreChatIs(chat, shown);
  };

  // A person with the default role: her own settings follow, the server's model is her admin's.
  await waitForStatus(panel, 'anythingllm', 'Signed in as dana.');
  await stayInStep('Dark');
  await openSetting(panel, 'Model');
  await panel.waitForText(panelWords.settings.setByAdmin('anythingllm'), patiently);
  await saveModel(panel, 'anthropic', 'claude-sonnet-4-5');
  await chat.waitForFunction(
    () => JSON.parse(localStorage.getItem('lastSelectedModel') ?? '{}').anthropic === 'claude-sonnet-4-5',
    undefined,
    patiently,
  );
  await syncNow(panel);
  await stayInStep('Light');
  expect(await redWords(panel)).toEqual([]);
  expect(writes()).toEqual([]);
  await saveModel(panel, 'openai', 'gpt-4o');
  // Nor are the workspaces hers to change, so none is offered.
  await openSetting(panel, 'Temperature');
  await panel.waitFor({ label: 'LibreChat: default preset', within: '.setting-more' }, patiently);
  expect(await panel.count({ label: 'Add a workspace', within: '.setting-more' })).toBe(0);

  // An admin who has it follow is asked each time, and nothing is written before.
  await brain.bringToFront();
  await brain.click({ testId: 'logout' });
  await brain.waitFor({ label: 'Password' }, patiently);
  await logInToAnythingLlm(brain, alice);
  await panel.bringToFront();
  await waitForStatus(panel, 'anythingllm', `Signed in as ${alice.username}.`, 45_000);
  await openSetting(panel, 'Temperature');
  await panel.waitFor({ label: 'Add a workspace', within: '.setting-more' }, patiently);
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
  expect(writes()).toEqual([updateEnv]);
});
