import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test, untilTrue } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel } from './harness/panel';
import {
  lookRarely,
  openSetting,
  patiently,
  saveModel,
  settingWrites,
  untilAllAnswered,
  untilModelIs,
} from './harness/settings';

const tandem = 'Tandem: shared settings';

test('when the user adds, edits or deletes Tandem’s preset, then Tandem follows that', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  const ours = () => settingWrites(librechat, 'extension');
  const preset = (title: string) => [...librechat.state.presets.values()].find((one) => one.title === title);
  const chat = await signInToLibreChat(harness, librechat);
  const dialog = async () => {
    await chat.bringToFront();
    await chat.reload();
    await chat.click('#presets-button', patiently);
  };
  const inLine = (title: string, testId: string) => ({
    testId,
    nth: 0,
    within: { css: `[data-preset-id="${preset(title)?.presetId}"]` },
  });
  await dialog();
  await chat.click(inLine('Careful coder', 'preset-default'));
  await untilTrue('her default', async () => preset('Careful coder')?.defaultPreset === true, patiently);

  const view = await connectAndRead(harness, { anythingllm, librechat });
  await lookRarely(view);
  const panel = await openPanel(harness);
  const choosePreset = async (wanted: 'on' | 'off') => {
    await panel.bringToFront();
    await openSetting(panel, 'Model');
    if ((await panel.count('.setting-editor details[open]')) === 0) {
      await panel.click({ text: 'More', within: '.setting-editor' });
    }
    const preset = { label: 'LibreChat: default preset', within: '.setting-more' } as const;
    if (wanted === 'on') await panel.check(preset, patiently);
    else await panel.uncheck(preset, patiently);
  };
  const askForPreset = async () => {
    await choosePreset('on');
    await saveModel(panel, 'openai', 'gpt-4.1');
    await untilTrue(
      'our preset',
      async () => preset(tandem)?.defaultPreset === true && preset(tandem)?.model === 'gpt-4.1',
      patiently,
    );
  };

  // Made when it is asked for; hers stays as it was but for being the default.
  await openSetting(panel, 'Model');
  await panel.click({ text: 'More', within: '.setting-editor' });
  await panel.waitForText(/every new chat starts with this model, even if you picked another/, patiently);
  expect(ours()).toEqual([]);
  await askForPreset();
  await untilModelIs(anythingllm, 'openai/gpt-4.1');
  expect(preset('Careful coder')).toMatchObject({ model: 'gpt-4o', temperature: 0.2, max_tokens: 2048 });
  expect(preset('Careful coder')?.defaultPreset ?? false).toBe(false);

  // Edited in LibreChat's own page it leads, without waiting for a look. What is found before Tandem has heard the answer to
  // its own write could be what the place made of that.
  await untilAllAnswered(panel);
  await dialog();
  await chat.click(inLine(tandem, 'preset-edit'));
  await chat.fill({ testId: 'preset-model' }, 'gpt-4o-mini');
  await chat.click({ testId: 'preset-edit-save' });
  await untilModelIs(anythingllm, 'openai/gpt-4o-mini');

  // Given up: hers is the default again.
  await choosePreset('off');
  await panel.waitForText('Your former default preset is LibreChat’s default again.', patiently);
  expect(preset('Careful coder')?.defaultPreset).toBe(true);
  expect(preset(tandem)?.defaultPreset ?? false).toBe(false);

  // Asked for again, then deleted by the person's own hand: it is not made again by itself.
  await askForPreset();
  await dialog();
  await chat.click(inLine(tandem, 'preset-delete'));
  await panel.bringToFront();
  await panel.waitForText('You removed Tandem’s preset in LibreChat, so it no longer follows.', patiently);
  librechat.log.clear();
  await saveModel(panel, 'openai', 'gpt-4o');
  await untilModelIs(anythingllm, 'openai/gpt-4o');
  await panel.click({ role: 'button', name: 'All right' });
  await panel.waitFor({ role: 'button', name: 'All right' }, { state: 'hidden', ...patiently });
  expect(ours()).toEqual([]);
  expect(preset(tandem)).toBeUndefined();
});
