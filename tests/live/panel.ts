import type { AppId } from '@/lib/model';
import { providerFor } from '@/lib/settings/definitions/provider-map';
import { decodeRecord, peopleOf, records } from '@/lib/store';
import type { Tab } from '../e2e/harness';
import { askBackground } from '../e2e/harness/background';
import { slow } from './both';

export interface ModelChoice {
  readonly provider: string;
  readonly model: string;
}

/** What both apps offer where a model is chosen, as the panel knows it. */
export interface ModelsOffered {
  /** AnythingLLM tells the models of a provider only where it is asked for them, and only to who may change it. */
  readonly anythingllm: readonly ModelChoice[];
  readonly librechat: readonly ModelChoice[];
}

const opened = '.setting-open';

/** Opens a setting's row in the panel, unless it is open. */
export async function openSetting(panel: Tab, name: string): Promise<void> {
  const row = { role: 'button', name, within: 'table.settings' } as const;
  await panel.bringToFront();
  if ((await panel.attribute(row, 'aria-expanded', slow)) !== 'true') await panel.click(row, slow);
  await panel.waitFor(opened, slow);
}

/** Chooses one of the values that stand side by side in the open row. */
export const choose = (panel: Tab, value: string) => panel.click({ role: 'radio', name: value, within: opened }, slow);

/** Opens what stands behind "More" in the open row. */
export async function openMore(panel: Tab): Promise<void> {
  const more = `${opened} details.fold`;
  if ((await panel.attribute(more, 'open', slow)) === null) await panel.click(`${more} > summary`, slow);
}

/** Whether a setting takes part at a place, by its words. */
export async function setParticipation(
  panel: Tab,
  setting: string,
  place: string,
  wanted: 'on' | 'off',
): Promise<void> {
  await openSetting(panel, setting);
  await openMore(panel);
  const box = { label: place, within: opened } as const;
  if (wanted === 'on') await panel.check(box, slow);
  else await panel.uncheck(box, slow);
}

/** Types a provider and a model into the open row. Nothing is saved. */
export async function draftModel(panel: Tab, { provider, model }: ModelChoice): Promise<void> {
  await openSetting(panel, 'Model');
  await panel.select({ label: 'Provider', within: '.model-editor' }, provider, slow);
  await panel.fill({ label: 'Model', within: '.model-editor' }, model, slow);
}

export async function saveModel(panel: Tab): Promise<void> {
  // Which app has it may have to be asked first.
  await panel.waitFor('.model-editor > .actions [aria-disabled="false"]', slow);
  await panel.click({ role: 'button', name: 'Save', within: '.model-editor' }, slow);
}

/** Waits until the panel says that an app has the model that was typed. */
export const untilHas = (panel: Tab, app: AppId) =>
  panel.waitFor(`.verdicts [data-app="${app}"][data-kind="has"]`, slow);

/** Presses [Put back] at the newest change whose line contains all of these words. */
export async function putBackChange(panel: Tab, words: readonly string[]): Promise<void> {
  await panel.bringToFront();
  if (!(await panel.isVisible('.changes li.change'))) await panel.click('.changes > summary', slow);
  await panel.waitFor('.changes li.change', slow);
  const lines = await panel.texts('.changes li.change');
  const line = lines.findIndex((text) => words.every((word) => text.includes(word)));
  if (line < 0) throw new Error(`No change says ${words.join(', ')}: ${lines.join(' | ')}`);
  await panel.click({ role: 'button', name: 'Put back', within: { css: '.changes li.change', nth: line } }, slow);
}

/** Whose settings a view shows, which its requests name. */
async function peopleAt(view: Tab): Promise<string> {
  const raw = await view.evaluate(async (name) => {
    type Area = { get(name: string): Promise<Record<string, unknown>> };
    const { browser, chrome } = globalThis as unknown as Record<string, { storage: { local: Area } } | undefined>;
    return (await (browser ?? chrome)?.storage.local.get(name))?.[name];
  }, records.identities.name);
  const identities = decodeRecord('identities', raw);
  if (!identities.ok) throw new Error('Not both people are known.');
  return peopleOf(identities.data);
}

/** What each app offers, by AnythingLLM's names of the providers. */
export async function readOffers(panel: Tab): Promise<ModelsOffered> {
  const people = await peopleAt(panel);
  const offers = await askBackground(panel, { type: 'offers', people });
  const own: ModelChoice[] = [];
  for (const { provider } of offers.anythingllm?.offers ?? []) {
    const models = await askBackground(panel, { type: 'models', people, provider });
    own.push(...(models?.items ?? []).map((model) => ({ provider, model })));
  }
  const theirs = (offers.librechat?.offers ?? []).flatMap(({ provider: endpoint, models, key }) => {
    const provider = providerFor(endpoint, []);
    // Without a key of the person's own it answers nothing.
    return provider === null || key !== undefined ? [] : (models ?? []).map((model) => ({ provider, model }));
  });
  return { anythingllm: own, librechat: theirs };
}

export const includes = (choices: readonly ModelChoice[], { provider, model }: ModelChoice) =>
  choices.some((each) => each.provider === provider && each.model === model);
