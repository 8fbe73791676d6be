import type { Tandem, TandemFailure, TandemState } from '@/lib/bridge/public';
import { startAnythingLlm } from '../../apps/anythingllm';
import { startLibreChat } from '../../apps/librechat';
import { connectAndRead, signInToLibreChat } from './flows';
import { openPanel } from './panel';
import { keepInStep, lookRarely, patiently } from './settings';
import type { ElementActions, ExtensionApi, Harness, Tab } from './types';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;
/** In functions that run in an app's page. */
declare const tandem: Tandem;
/** What the page's own code keeps for the test to look at. */
declare const heard: { told: unknown[] };

/**
 * Both apps connected and in step, each open in a tab since before that.
 * @param before what code of each page does before Tandem is there
 */
export async function bothOpen(harness: Harness, before: (page: Tab) => Promise<unknown> = async () => undefined) {
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  const brain = await harness.openPage(anythingllm.url);
  await brain.waitFor({ testId: 'home' }, patiently);
  const chat = await signInToLibreChat(harness, librechat);
  for (const page of [brain, chat]) await before(page);
  const view = await connectAndRead(harness, { anythingllm, librechat });
  await keepInStep(view);
  await lookRarely(view);
  await view.close();
  for (const page of [brain, chat]) await page.waitForFunction(() => 'tandem' in globalThis, undefined, patiently);
  return { anythingllm, librechat, brain, chat };
}

/** The first state that the page's code is given. */
export const readyState = (page: ElementActions): Promise<TandemState> => page.evaluate(() => tandem.ready);

export const stateIn = (page: ElementActions): Promise<TandemState | null> => page.evaluate(() => tandem.getState());

/** From now on the page's code keeps what it is told of a slice. */
export const keepTelling = (page: ElementActions, slice: keyof TandemState): Promise<void> =>
  page.evaluate((wanted) => {
    const kept = Object.assign((globalThis as { heard?: object }).heard ?? {}, { told: [] as unknown[] });
    Object.assign(globalThis, { heard: kept });
    tandem.subscribe((state) => heard.told.push(state?.[wanted] ?? null), { slice: wanted });
  }, slice);

/** Waits until the last that the page's code was told contains this. */
export const untilTold = (page: ElementActions, what: string) =>
  page.waitForFunction((wanted) => JSON.stringify(heard.told.at(-1) ?? null).includes(wanted), what, patiently);

/** What became of one call in the page: `done`, or the code with which it was refused. */
export type Outcome = 'done' | TandemFailure['code'];

const update = (page: ElementActions, how: 'updateUISettings' | 'updateLLMSettings', patch: object): Promise<Outcome> =>
  page.evaluate(
    (given) =>
      tandem[given.how](given.patch).then(
        () => 'done' as const,
        (error: TandemFailure) => error.code,
      ),
    { how, patch },
  );

export const updateUi = (page: ElementActions, patch: object) => update(page, 'updateUISettings', patch);

export const updateLlm = (page: ElementActions, patch: object) => update(page, 'updateLLMSettings', patch);

interface Response {
  readonly status: number;
  readonly body: unknown;
}

export const request = (page: ElementActions, method: string, path: string, body?: unknown): Promise<Response> =>
  page.evaluate((given) => tandem.request(given.method, given.path, given.body), { method, path, body });

/** Allows in the panel what code in an app's page asked for. */
export async function allow(harness: Harness, question: string): Promise<Tab> {
  const panel = await openPanel(harness);
  const asked = { role: 'listitem', name: question } as const;
  await panel.click({ role: 'button', name: 'Allow', within: asked }, patiently);
  await panel.waitFor(asked, { state: 'hidden', ...patiently });
  return panel;
}

/** Waits until the toolbar's button says so many questions wait; empty: none. */
export async function untilSignIs(harness: Harness, text: string): Promise<void> {
  const page = await harness.openExtensionPage('harness-blank.html');
  await page.waitForFunction(async (wanted) => (await chrome.action.getBadgeText({})) === wanted, text, patiently);
  await page.close();
}
