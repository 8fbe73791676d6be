import { providerName } from '@/components/settings/providers';
import { moreWords } from '@/components/words/en/on-demand';
import { panelWords } from '@/components/words/en/panel';
import { expect, type Harness, type Tab, untilTrue } from '../e2e/harness';
import { connectAsAPerson, waitUntilRead } from '../e2e/harness/flows';
import * as anythingllm from './anythingllm';
import { type Both, onServers, say, slow, testBoth } from './both';
import { commonModel, putModelBack, sameModel, systemPlace, untilModelIs } from './model';
import { untilShows } from './page-storage';
import {
  choose,
  draftModel,
  includes,
  type ModelChoice,
  type ModelsOffered,
  openMore,
  openSetting,
  readOffers,
  saveModel,
  setParticipation,
  untilHas,
} from './panel';
import { presetPlace, saveTemperature, startPreset } from './preset';

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
  const theme = { role: 'radio', name: 'Theme: Light' } as const;
  await connect.waitFor(theme, slow);
  const all = { role: 'button', name: 'AnythingLLM', within: '.take-all' } as const;
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

/** The person may change AnythingLLM's default: a new model gets there, is listed, and is put back. */
async function changeDefault(panel: Tab, choice: ModelChoice, both: Both): Promise<void> {
  await draftModel(panel, choice);
  await untilHas(panel, 'anythingllm');
  await untilHas(panel, 'librechat');
  await saveModel(panel);
  await untilModelIs(both, choice);
  await putModelBack(panel, choice, both);
}

/** No model to change to: the panel says before anything is saved which app lacks one. */
async function hearWhatLacks(panel: Tab, offered: ModelsOffered): Promise<void> {
  const onlyThere = offered.librechat.find((choice) => !includes(offered.anythingllm, choice));
  const onlyHere = offered.anythingllm.find((choice) => !includes(offered.librechat, choice));
  const choice = onlyThere ?? onlyHere;
  if (!choice) return say('Neither app tells a model that the other lacks.');
  await draftModel(panel, choice);
  const name = providerName(choice.provider);
  const untold = Object.values(moreWords.model.unknown).map((say) => say('anythingllm'));
  const words = onlyThere
    ? [moreWords.model.lacks('anythingllm', choice.model), moreWords.model.noKey(name), ...untold]
    : [moreWords.model.lacks('librechat', choice.model), moreWords.model.noEndpoint(name)];
  await untilTrue(
    `the panel to say one of: ${words.join(' / ')}`,
    async () => {
      const said = await panel.text('.verdicts');
      return words.some((each) => said.includes(each));
    },
    slow,
  );
}

/** What others use is written after a yes only: the question comes, and the person says no. */
async function sayNo(panel: Tab, { brain, before }: Both): Promise<void> {
  const question = { role: 'button', name: panelWords.needs.notThisTime, within: '.needs' } as const;
  await panel.click(question, slow);
  await panel.waitFor(question, { ...slow, state: 'hidden' });
  await panel.waitForText(panelWords.stand.declined, slow);
  expect(await brain.server.read()).toEqual(before.anythingllm);
}

/** An admin of a server with accounts is asked before everybody's model changes. */
async function declineForEveryone(panel: Tab, choice: ModelChoice, both: Both): Promise<void> {
  await setParticipation(panel, 'Model', systemPlace, 'on');
  await draftModel(panel, choice);
  await saveModel(panel);
  await panel.waitForText(panelWords.needs.shared(systemPlace), { ...slow, within: '.needs' });
  await sayNo(panel, both);
}

/** A workspace is offered to those who may change it; where the server has accounts, they are asked before each change. */
async function addWorkspace(panel: Tab, both: Both): Promise<void> {
  const { mode, role, workspaces } = both.before.anythingllm;
  const [workspace] = workspaces;
  if (!workspace) return say('There is no workspace to add.');
  await openSetting(panel, 'Temperature');
  await openMore(panel);
  const choice = { label: moreWords.editor.addWorkspace, within: '.setting-open' };
  // Beside it, so that both would be there by now.
  await panel.waitFor({ label: presetPlace, within: '.setting-open' }, slow);
  expect(await panel.isVisible(choice), 'whether a workspace is offered').toBe(
    mode !== 'accounts' || role !== 'default',
  );
  if (mode !== 'accounts' || role === 'default') return;

  await panel.select(choice, workspace.slug, slow);
  await panel.click({ role: 'button', name: moreWords.editor.add, within: '.setting-open' }, slow);
  const place = { label: `Workspace “${workspace.name}”`, within: '.setting-open' };
  await panel.waitFor(place, slow);
  await saveTemperature(panel, workspace.openAiTemp === 0.4 ? 0.6 : 0.4);
  await sayNo(panel, both);
  await openMore(panel);
  // Switched off, the row goes at once.
  await panel.click(place, slow);
  await panel.waitFor(place, { ...slow, state: 'hidden' });
}

/** Tandem's default preset: made, followed, and given up again. */
async function usePreset(panel: Tab, offered: ModelsOffered, both: Both): Promise<void> {
  const preset = await startPreset(panel, offered, both);
  if (!preset) return;
  const temperature = await preset.other();
  await saveTemperature(panel, temperature);
  await preset.untilHas(temperature);
  await preset.end();
}

testBoth('when settings are kept in step, then both apps are as before at the end', async ({ harness, both }) => {
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
    await panel.waitForText(panelWords.settings.setByAdmin('anythingllm'), slow);
    await panel.waitForText(moreWords.editor.notes.admin, { ...slow, within: '.setting-open' });
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
  await addWorkspace(panel, both);
  await usePreset(panel, offered, both);

  // Tandem itself left both servers as they were; what their pages keep is put back after this.
  expect(onServers(await both.held())).toEqual(onServers(both.before));
});
