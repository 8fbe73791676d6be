import { moreWords } from '@/components/words/en/on-demand';
import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../apps/librechat';
import { expect, type Harness, type Tab, test, untilTrue } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, syncNow } from './harness/panel';
import { openSetting, patiently, saveModel, settingWrites, systemModel } from './harness/settings';

const alex = { name: ALEX.email, password: ALEX.password };

interface Both {
  readonly anythingllm: AnythingLlmApp;
  readonly librechat: LibreChatApp;
  /** LibreChat's page, at a new chat. */
  readonly chat: Tab;
  readonly panel: Tab;
}

/** Both apps connected, and the panel open. @param prepare Happens before the person signs in */
async function withBoth(
  harness: Harness,
  options: LibreChatOptions,
  work: (both: Both) => Promise<void>,
  prepare: (librechat: LibreChatApp) => void = () => {},
): Promise<void> {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat(options);
  prepare(librechat);
  try {
    const chat = await signInToLibreChat(harness, librechat, alex);
    await connectAndRead(harness, { anythingllm, librechat });
    await work({ anythingllm, librechat, chat, panel: await openPanel(harness) });
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
}

const untilModelIs = (anythingllm: AnythingLlmApp, model: string) =>
  untilTrue(`AnythingLLM to use ${model}`, async () => systemModel(anythingllm) === model, patiently);

/** What LibreChat's page chose for its new chat after a load. */
async function startsWith(chat: Tab): Promise<string> {
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor({ label: 'Message input' }, patiently);
  return chat.evaluate(() => JSON.parse(localStorage.getItem('lastConversationSetup_0') ?? '{}').model);
}

const picked = (chat: Tab) => chat.evaluate(() => localStorage.getItem('lastSelectedModel') ?? '');

test('when no app is known to have a model, then saving it needs a confirmation', async ({ harness }) => {
  await withBoth(
    harness,
    {},
    async ({ anythingllm, panel }) => {
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
    },
    ({ state }) => Object.assign(state.endpoints, { anthropic: { userProvide: true, order: 1 } }),
  );
});

test('when LibreChat’s owner lists models, then the panel says so and writes nothing', async ({ harness }) => {
  const preset = { endpoint: 'openAI', model: 'gpt-4.1' };
  const owner = { modelSpecs: { list: [{ name: 'house-a', label: 'House A', preset }] } };
  await withBoth(harness, { owner }, async ({ anythingllm, librechat, chat, panel }) => {
    await panel.waitForText(/gpt-4\.1\s+OpenAI · set by its owner/, patiently);
    await openSetting(panel, 'Model');
    await panel.waitForText(moreWords.editor.ownersFirst('House A'), patiently);
    await panel.click({ text: 'More', within: '.setting-editor' });
    await panel.waitForText(moreWords.editor.notes.idle, { within: '.setting-more', ...patiently });
    const before = await picked(chat);
    await saveModel(panel, 'anthropic', 'claude-sonnet-4-5');
    await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
    await panel.waitForText('LibreChat: new chats start with House A, as its owner decided', patiently);
    expect(await startsWith(chat)).toBe('gpt-4.1');
    expect(await picked(chat)).toBe(before);
    await panel.bringToFront();
    await syncNow(panel);
    expect(await panel.text('.settings')).not.toContain('Reload to apply');
    expect(settingWrites(librechat, 'extension')).toEqual([]);
  });
});

test('when the user has a default preset, then the panel promises no other model', async ({ harness }) => {
  await withBoth(
    harness,
    {},
    async ({ anythingllm, librechat, chat, panel }) => {
      await panel.waitForText(/gemini-2\.5-pro\s+Google · default preset/, patiently);
      await saveModel(panel, 'anthropic', 'claude-sonnet-4-5');
      await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
      const says = 'LibreChat: new chats start with your default preset (gemini-2.5-pro)';
      await panel.waitForText(says, patiently);
      expect(await startsWith(chat)).toBe('gemini-2.5-pro');
      expect(await picked(chat)).not.toContain('claude');
      await panel.bringToFront();
      await syncNow(panel);
      await panel.waitForText(says, patiently);
      expect(await panel.text('.settings')).not.toMatch(/Reload to apply|Use it everywhere/);

      // Without it, what was used last decides, and follows.
      for (const one of librechat.state.presets.values()) delete one.defaultPreset;
      await syncNow(panel);
      await panel.waitForText('Reload to apply', patiently);
      expect(await startsWith(chat)).toBe('claude-sonnet-4-5');
    },
    ({ state }) => {
      const [preset] = state.presets.values();
      Object.assign(preset ?? {}, { endpoint: 'google', model: 'gemini-2.5-pro', defaultPreset: true, order: 0 });
    },
  );
});
