import { editorWords } from '@/components/settings/editor-words';
import { modelWords } from '@/components/settings/model-words';
import { needWords } from '@/components/settings/need-words';
import { providerName } from '@/components/settings/providers';
import { settingWords } from '@/components/settings/words';
import { providers } from '@/lib/apps/anythingllm/providers';
import { presetTitle } from '@/lib/apps/librechat/preset-document';
import { expect, type Harness, type Tab, until, untilTrue } from '../e2e/harness';
import { connectAsAPerson, waitUntilRead } from '../e2e/harness/flows';
import * as anythingllm from './anythingllm';
import { type Both, servers, slow, testBoth } from './both';
import * as librechat from './librechat';
import { untilShows } from './page-storage';
import {
  choose,
  draftModel,
  includes,
  type ModelChoice,
  type ModelsOffered,
  openMore,
  openSetting,
  putBackChange,
  readOffers,
  saveModel,
  setRole,
  untilHas,
} from './panel';

const [systemPlace, presetPlace] = ['AnythingLLM’s default', 'LibreChat: default preset'];

/** For the person who runs this: what was left out, and why. */
const say = (text: string) => console.log(`    ${text}`);

const sameModel = (a: ModelChoice, b: { readonly provider: unknown; readonly model: unknown }) =>
  a.provider === b.provider && a.model === b.model;

/** Both apps hold different themes; the compare screen is answered with AnythingLLM's values. */
async function compareAsAPerson(harness: Harness, { brain, chat }: Both): Promise<void> {
  await brain.tab.evaluate(() => localStorage.setItem('theme', 'light'));
  await chat.tab.evaluate(() => {
    const isJson = localStorage.getItem('color-theme')?.startsWith('"');
    localStorage.setItem('color-theme', isJson ? '"dark"' : 'dark');
  });
  for (const { tab } of [brain, chat]) await tab.reload();
  await untilShows(chat.tab, 'librechat', 'dark', slow);

  const connect = await connectAsAPerson(harness, { anythingllm: brain, librechat: chat });
  await waitUntilRead(connect);
  await connect.click({ role: 'button', name: 'Next: compare settings' }, slow);
  const theme = { role: 'radio', name: 'Theme: Light' };
  await connect.waitFor(theme, slow);
  const all = { role: 'button', name: 'AnythingLLM', within: '.take-all' };
  if (await connect.isVisible(all)) await connect.click(all);
  else await connect.click(theme);
  expect(await connect.isChecked(theme)).toBe(true);
  await connect.waitForText(/LibreChat’s pages:\s+Dark → Light/, { ...slow, within: '.planned' });
  await connect.click({ role: 'button', name: /^Keep these in step/ }, slow);
  await connect.waitFor({ role: 'heading', name: 'Try it' }, slow);
  await untilShows(chat.tab, 'librechat', 'light', slow);
  await untilShows(brain.tab, 'anythingllm', 'light', slow);
  await connect.close();
}

/** What is changed in the panel shows in both open pages. */
async function changeLooks(panel: Tab, { brain, chat, before }: Both): Promise<void> {
  await openSetting(panel, 'Theme');
  await choose(panel, 'Dark');
  await untilShows(brain.tab, 'anythingllm', 'dark', slow);
  await untilShows(chat.tab, 'librechat', 'dark', slow);

  const isLarge = before.pages.anythingllm.anythingllm_text_size === 'large';
  const [words, own, theirs] = isLarge ? ['Small', 'small', 'text-sm'] : ['Large', 'large', 'text-lg'];
  await openSetting(panel, 'Text size');
  await choose(panel, words);
  const stored = (tab: Tab, key: string, text: string) =>
    tab.waitForFunction(
      (wanted) => localStorage.getItem(wanted.key)?.replaceAll('"', '') === wanted.text,
      { key, text },
      slow,
    );
  await stored(brain.tab, 'anythingllm_text_size', own);
  await stored(chat.tab, 'fontSize', theirs);
}

/**
 * A model other than the present one that both apps offer, of the present provider if there is one. Of another only if a
 * model is set for that already: AnythingLLM cannot unset one. (A model that it shows as its own standard without having
 * been set is set to the same afterwards, which it tells nobody.)
 */
function commonModel(offered: ModelsOffered, { before }: Both): ModelChoice | undefined {
  const present = anythingllm.systemModel(before.anythingllm);
  const isOfPresent = ({ provider }: ModelChoice) => provider === present.provider;
  const isSet = ({ provider }: ModelChoice) =>
    Boolean(before.anythingllm.settings[providers[provider]?.modelKey ?? '']);
  const common = offered.anythingllm.filter(
    (choice) => includes(offered.librechat, choice) && !sameModel(choice, present),
  );
  return common.find(isOfPresent) ?? common.find(isSet);
}

/** The person may change AnythingLLM's default: a new model gets there, is listed, and is put back. */
async function changeDefault(panel: Tab, choice: ModelChoice, { brain, before }: Both): Promise<void> {
  const present = anythingllm.systemModel(before.anythingllm);
  await draftModel(panel, choice);
  await untilHas(panel, 'anythingllm');
  await untilHas(panel, 'librechat');
  await saveModel(panel);
  const untilModelIs = (wanted: { readonly provider: unknown; readonly model: unknown }) =>
    until(
      `AnythingLLM's default to be ${wanted.provider} ${wanted.model}`,
      async () => {
        const now = anythingllm.systemModel(await anythingllm.read(brain.tab, brain.url));
        const isThere = now.provider === wanted.provider && now.model === wanted.model;
        return isThere ? { value: true } : { problem: `it is ${now.provider} ${now.model}` };
      },
      { ...slow, everyMs: 500 },
    );
  await untilModelIs(choice);
  await putBackChange(panel, [settingWords.labels.model, choice.model, systemPlace]);
  await untilModelIs(present);
}

/** No model to change to: the panel says before anything is saved which app lacks one. */
async function hearWhatLacks(panel: Tab, offered: ModelsOffered): Promise<void> {
  const onlyThere = offered.librechat.find((choice) => !includes(offered.anythingllm, choice));
  const onlyHere = offered.anythingllm.find((choice) => !includes(offered.librechat, choice));
  const choice = onlyThere ?? onlyHere;
  if (!choice) return say('Neither app tells a model that the other lacks.');
  await draftModel(panel, choice);
  const name = providerName(choice.provider);
  const untold = Object.values(modelWords.unknown).map((say) => say('anythingllm'));
  const words = onlyThere
    ? [modelWords.lacks('anythingllm', choice.model), modelWords.noKey(name), ...untold]
    : [modelWords.lacks('librechat', choice.model), modelWords.noEndpoint(name)];
  await untilTrue(
    `the panel to say one of: ${words.join(' / ')}`,
    async () => {
      const said = await panel.text('.verdicts');
      return words.some((each) => said.includes(each));
    },
    slow,
  );
}

/** An admin of a server with accounts is asked, and says no. */
async function declineForEveryone(panel: Tab, choice: ModelChoice, { brain, before }: Both): Promise<void> {
  await setRole(panel, 'Model', systemPlace, 'both');
  await draftModel(panel, choice);
  await saveModel(panel);
  const question = { role: 'button', name: needWords.notThisTime };
  await panel.waitForText(needWords.shared(systemPlace), { ...slow, within: '.needs' });
  await panel.click(question, slow);
  await panel.waitFor(question, { ...slow, state: 'hidden' });
  await panel.waitForText('you said: not this time.', slow);
  expect((await anythingllm.read(brain.tab, brain.url)).settings).toEqual(before.anythingllm.settings);
}

/** Tandem's default preset: made, followed, and given up again. */
async function usePreset(panel: Tab, offered: ModelsOffered, { chat, before }: Both): Promise<void> {
  const { presets, withoutPresets } = before.librechat;
  const reason =
    withoutPresets ?? (presets.some(({ title }) => title === presetTitle) ? 'Tandem’s preset is there already' : null);
  if (reason) return say(`LibreChat's default preset is left alone: ${reason}.`);
  // What was typed before and not saved goes with the row that it was typed into.
  await openSetting(panel, 'Theme');
  await openSetting(panel, 'Model');
  const shown = await panel.value({ label: 'Model', within: '.model-editor' });
  const choice = offered.librechat.find(({ model }) => model !== shown);
  if (!choice) return say('LibreChat offers no other model for its default preset.');

  // The model is LibreChat's alone from here on, whatever AnythingLLM offers.
  await openMore(panel);
  if (await panel.isVisible({ label: systemPlace, within: '.setting-open' }))
    await setRole(panel, 'Model', systemPlace, 'off');
  await draftModel(panel, choice);
  await untilHas(panel, 'librechat');
  await saveModel(panel);

  const defaults = async () =>
    (await librechat.read(chat.tab, chat.url)).presets.filter(({ defaultPreset }) => defaultPreset);
  const untilDefault = (what: string, test: (all: readonly librechat.Preset[]) => boolean) =>
    until(
      what,
      async () => {
        const found = await defaults();
        return test(found) ? { value: true } : { problem: JSON.stringify(found) };
      },
      { ...slow, everyMs: 500 },
    );
  const isOurs = ([preset, ...others]: readonly librechat.Preset[], temperature?: number) =>
    preset?.title === presetTitle &&
    others.length === 0 &&
    preset.model === choice.model &&
    (temperature === undefined || preset.temperature === temperature);
  await setRole(panel, 'Model', presetPlace, 'both');
  await untilDefault(`Tandem's preset to be the default with ${choice.model}`, (all) => isOurs(all));

  await openSetting(panel, 'Temperature');
  const field = { label: 'Temperature', within: '.setting-open' };
  const temperature = (await panel.value(field, slow)) === '0.4' ? 0.6 : 0.4;
  await panel.fill(field, String(temperature));
  await panel.click({ role: 'button', name: 'Save', within: '.setting-open' }, slow);
  await untilDefault(`its temperature to be ${temperature}`, (all) => isOurs(all, temperature));

  const former = presets.filter(({ defaultPreset }) => defaultPreset);
  await setRole(panel, 'Model', presetPlace, 'off');
  const { restored } = editorWords;
  await panel.waitForText(former.length > 0 ? restored.restored : restored.none, { ...slow, within: '.setting-open' });
  expect((await defaults()).map(({ presetId }) => presetId)).toEqual(former.map(({ presetId }) => presetId));
}

testBoth('keeps the settings of both apps in step, and leaves them as they were', async ({ harness, both }) => {
  // Every wait has an end of its own; all of them together may take long on servers far away.
  testBoth.setTimeout(900_000);
  const { mode, role } = both.before.anythingllm;
  await compareAsAPerson(harness, both);
  const panel = await harness.openExtensionPage('panel.html', { width: 1280, height: 900 });
  await changeLooks(panel, both);

  const offered = await readOffers(panel);
  const common = commonModel(offered, both);
  if (mode === 'accounts' && role !== 'admin') {
    await openSetting(panel, 'Model');
    await openMore(panel);
    await panel.waitForText(settingWords.setByAdmin('anythingllm'), slow);
    await panel.waitForText(editorWords.byAdmin, { ...slow, within: '.setting-open' });
    expect(await panel.isVisible({ label: systemPlace, within: '.setting-open' })).toBe(false);
  } else if (mode === 'accounts') {
    const present = anythingllm.systemModel(both.before.anythingllm);
    const choice =
      common ?? offered.anythingllm.find((each) => each.provider === present.provider && !sameModel(each, present));
    if (choice) await declineForEveryone(panel, choice, both);
    else say('AnythingLLM tells no other model, so that there is nothing to ask about.');
  } else if (common) {
    await changeDefault(panel, common, both);
  } else {
    say('No other model is offered by both apps, so that AnythingLLM keeps its own.');
    await hearWhatLacks(panel, offered);
  }
  await usePreset(panel, offered, both);

  // Tandem itself left both servers as they were; what their pages keep is put back after this.
  expect(servers(await both.held())).toEqual(servers(both.before));
});
