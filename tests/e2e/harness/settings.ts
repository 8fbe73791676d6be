import type { AnythingLlmApp } from '../../apps/anythingllm';
import type { LoggedRequest } from '../../apps/kit/request-log';
import { openPreferences } from './anythingllm';
import { askBackground, recordsOf } from './background';
import type { ElementActions, Tab } from './types';
import { until, untilTrue, type WaitOptions } from './wait';

/** Longer than anything takes on a busy machine, shorter than the period that it must not wait for. */
export const patiently = { timeoutMs: 45_000 };

type Shown = 'light' | 'dark';

/** Waits until an open page of AnythingLLM stores this theme and shows it, in all the places where it does. */
export const untilAnythingLlmIs = (tab: Tab, theme: Shown, options: WaitOptions = patiently) =>
  tab.waitForFunction(
    (wanted) =>
      localStorage.getItem('theme') === wanted &&
      document.documentElement.getAttribute('data-theme') === wanted &&
      document.body.classList.contains('light') === (wanted === 'light'),
    theme,
    options,
  );

/** Waits until an open page of LibreChat stores this theme and shows it. */
export const untilLibreChatIs = (tab: Tab, theme: Shown, options: WaitOptions = patiently) =>
  tab.waitForFunction(
    (wanted) =>
      localStorage.getItem('color-theme')?.replaceAll('"', '') === wanted &&
      document.documentElement.classList.contains(wanted) &&
      !document.documentElement.classList.contains(wanted === 'dark' ? 'light' : 'dark'),
    theme,
    options,
  );

/** Waits until the page's storage holds this text under a key. */
export const untilStored = (tab: Tab, key: string, text: string, options: WaitOptions = patiently) =>
  tab.waitForFunction((wanted) => localStorage.getItem(wanted.key) === wanted.text, { key, text }, options);

export const stored = (tab: Tab, key: string) => tab.evaluate((name) => localStorage.getItem(name), key);

/** Chooses in AnythingLLM's own menu, as the person does. */
export async function chooseInAnythingLlm(tab: Tab, field: 'Theme' | 'Language' | 'Text size', value: string) {
  await tab.bringToFront();
  if ((await tab.count('[data-testid="account"][open]')) === 0) await openPreferences(tab);
  // A person's own choice in a native menu is an input event; a chosen option alone is none, and not taken for theirs.
  await tab.press('Shift');
  await tab.select({ label: field }, value);
}

/** Chooses in LibreChat's own dialog, as the person does. */
export async function chooseInLibreChat(tab: Tab, field: 'Theme' | 'Language' | 'Text size', value: string) {
  await tab.bringToFront();
  await tab.click({ testId: 'nav-user' }, patiently);
  await tab.press('Shift');
  await tab.select({ label: field }, value);
  await tab.click({ testId: 'settings-close' });
}

/** Saves provider and model in AnythingLLM's own form, which the tab shows afterwards. */
export async function saveLlmPreference(tab: Tab, provider: string, model: string) {
  await tab.bringToFront();
  if (!(await tab.isVisible({ testId: 'llm-form' }))) await tab.click({ text: 'LLM preference' }, patiently);
  await tab.select({ label: 'Provider', within: { testId: 'llm-form' } }, provider, patiently);
  await tab.fill({ testId: 'llm-model' }, model);
  await tab.click({ role: 'button', name: 'Save', within: { testId: 'llm-form' } });
  await tab.waitForText('Saved', { within: { testId: 'llm-form-saved' }, ...patiently });
}

/**
 * Says, once both apps were read, that all their settings are to be kept in step, as the connect page's button does.
 *
 * @param view A page of the extension.
 */
export async function keepInStep(view: ElementActions): Promise<void> {
  const people = await until('the settings of both people', async () => {
    const [name] = Object.keys(await recordsOf(view, 'settings'));
    return name === undefined
      ? { problem: 'not stored yet' }
      : { value: decodeURIComponent(name.split(':').at(-1) ?? '') };
  });
  await askBackground(view, { type: 'compare', people, answers: [], rest: 'follow' });
}

/** The page's own requests say at once what changed; nothing in a test with this may come from the regular look. */
export async function lookRarely(view: ElementActions): Promise<void> {
  await askBackground(view, { type: 'preferences', patch: { pollSeconds: 600 } });
}

/**
 * Waits until every change that was sent has been answered, as far as is stored: only then does Tandem know of each place
 * what it holds.
 *
 * @param view A page of the extension.
 */
export const untilAllAnswered = (view: ElementActions) =>
  untilTrue(
    'every change to be answered',
    async () => {
      const kept = Object.values({ ...(await recordsOf(view, 'settings')), ...(await recordsOf(view, 'changes')) });
      return kept.length > 0 && kept.every((text) => !text.includes('"state":"sending"'));
    },
    patiently,
  );

/** What was sent to change an app's settings, in order. */
export const settingWrites = (app: { readonly log: { all(): LoggedRequest[] } }, from: LoggedRequest['from']) =>
  app.log
    .all()
    .filter((request) => request.from === from && request.method === 'POST')
    .map(({ path }) => path)
    .filter((path) => /\/(?:update-env|update|presets|presets\/delete)$/.test(path));

/** The model that AnythingLLM's server answers with by default. */
export const systemModel = ({ state: { env } }: AnythingLlmApp) => {
  const preference = { openai: 'OpenAiModelPref', anthropic: 'AnthropicModelPref', ollama: 'OllamaLLMModelPref' };
  const key = preference[env.LLMProvider as keyof typeof preference];
  return `${env.LLMProvider}/${env[key]}`;
};

export const untilModelIs = (app: AnythingLlmApp, model: string) =>
  untilTrue(`AnythingLLM to use ${model}`, async () => systemModel(app) === model, patiently);

/** Opens a setting's row in the panel, where it can be changed. */
export async function openSetting(panel: ElementActions, setting: string): Promise<void> {
  const name = { role: 'button', name: setting, within: '.settings' } as const;
  // What comes up above it may move it away from under the pointer.
  const isOpen = async () => {
    if ((await panel.attribute(name, 'aria-expanded', patiently)) === 'true') return true;
    await panel.click(name, patiently);
    return false;
  };
  await untilTrue(`${setting} to be open`, isOpen, { everyMs: 300, ...patiently });
  await panel.waitFor('.setting-editor', patiently);
}

/** Chooses provider and model in the panel and saves them. */
export async function saveModel(panel: ElementActions, provider: string, model: string): Promise<void> {
  await openSetting(panel, 'Model');
  await panel.select({ label: 'Provider', within: '.model-editor' }, provider, patiently);
  await panel.fill({ label: 'Model', within: '.model-editor' }, model);
  // Which app has it may have to be asked first.
  await panel.waitFor('.model-editor > .actions [aria-disabled="false"]', patiently);
  await panel.click({ role: 'button', name: 'Save', within: '.model-editor' }, patiently);
}
