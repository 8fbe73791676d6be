import type { Tandem } from '@/lib/bridge/public';
import { ALEX } from '../apps/librechat';
import { expect, type Harness, type Tab, test } from './harness';
import {
  allow,
  bothOpen,
  keepTelling,
  readyState,
  request,
  untilSignIs,
  untilTold,
  updateLlm,
  updateUi,
} from './harness/bridge';
import { list, openPanel, syncNow, untilAtRest } from './harness/panel';
import {
  chooseInAnythingLlm,
  patiently,
  saveLlmPreference,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilModelIs,
} from './harness/settings';

/** In functions that run in an app's page. */
declare const tandem: Tandem;
/** What the page's own code keeps for the test to look at. */
declare const heard: { ready: number; told: unknown[] };

/** Code of the page that starts before Tandem is there, as a platform's own component may. */
const listenForTandem = (page: Tab) =>
  page.evaluate(() => {
    const kept = { ready: 0, told: [] as unknown[] };
    Object.assign(globalThis, { heard: kept });
    addEventListener('tandem:ready', () => {
      kept.ready += 1;
    });
  });

/** Both apps' pages with code that heard of Tandem when it came. */
async function bothListening(harness: Harness) {
  const both = await bothOpen(harness, listenForTandem);
  for (const page of [both.brain, both.chat]) await page.waitForFunction(() => heard.ready > 0, undefined, patiently);
  return both;
}

test('when the user allows an app’s code to change settings, then it changes both apps', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, brain, chat } = await bothListening(harness);
  // Its own app's data and the settings are there at once, and nothing of the other app.
  const inBrain = await readyState(brain);
  expect(inBrain.workspaces?.length).toBeGreaterThan(0);
  expect(inBrain.conversations).toBeNull();
  expect(inBrain.llm).toMatchObject({ provider: 'openai' });
  expect(inBrain.connection).toMatchObject({ app: 'anythingllm', rights: { readOther: 'ask', change: 'ask' } });
  const inChat = await readyState(chat);
  expect(inChat.conversations?.length).toBeGreaterThan(0);
  expect(inChat.workspaces).toBeNull();
  expect(inChat.user?.email).toBe(ALEX.email);
  expect(inChat.connection?.apps.anythingllm).toBeNull();

  // To change a setting the person is asked, in a window of Tandem's own; until then nothing happens.
  await chooseInAnythingLlm(brain, 'Theme', 'light');
  await untilLibreChatIs(chat, 'light');
  expect(await updateUi(brain, { theme: 'dark' })).toBe('asked');
  expect(await updateUi(brain, { theme: 'dark' })).toBe('asked');
  await untilSignIs(harness, '1');
  await (await allow(harness, 'AnythingLLM’s page asks to change your settings.')).close();
  await untilSignIs(harness, '');
  await brain.waitForFunction(() => tandem.getState()?.connection?.rights.change === 'yes', undefined, patiently);
  await untilAnythingLlmIs(brain, 'light');

  // Then it reaches both apps, as the person's own change does, and the other page's code hears of it.
  await keepTelling(chat, 'ui');
  expect(await updateUi(brain, { theme: 'dark' })).toBe('done');
  await untilAnythingLlmIs(brain, 'dark');
  await untilLibreChatIs(chat, 'dark');
  await untilTold(chat, '"theme":"dark"');
  expect(await updateLlm(brain, { provider: 'anthropic', model: 'claude-sonnet-4-5' })).toBe('done');
  await untilModelIs(anythingllm, 'anthropic/claude-sonnet-4-5');
  // LibreChat's code was not allowed that.
  expect(await updateUi(chat, { theme: 'light' })).toBe('asked');

  // What is changed by hand in an app's own form is told to both.
  await keepTelling(brain, 'llm');
  await keepTelling(chat, 'llm');
  await saveLlmPreference(brain, 'openai', 'gpt-4o-mini');
  await untilTold(brain, '"model":"gpt-4o-mini"');
  await untilTold(chat, '"model":"gpt-4o-mini"');
});

test('when the background stops or Tandem is updated, then a page’s code goes on', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, brain, chat } = await bothListening(harness);
  await readyState(brain);
  await readyState(chat);
  await keepTelling(chat, 'llm');
  await keepTelling(brain, 'ui');

  // The background ends; what happens then is told by the next one.
  await harness.killBackground();
  await saveLlmPreference(brain, 'openai', 'gpt-4o-mini');
  await untilTold(chat, '"model":"gpt-4o-mini"');
  await harness.killBackground();
  expect(await request(chat, 'GET', '/api/shared-state/settings')).toMatchObject({
    status: 200,
    body: { llm: { model: 'gpt-4o-mini' } },
  });
  await harness.killBackground();
  await chooseInAnythingLlm(brain, 'Theme', 'dark');
  await untilTold(brain, '"theme":"dark"');

  // After an update the old object says so, and the new one takes its place.
  await chat.evaluate(() => {
    heard.ready = 0;
    heard.told = [];
    Object.assign(globalThis, { old: tandem });
    tandem.on('error', ({ code }) => heard.told.push(code));
  });
  await harness.updateExtension();
  await chat.waitForFunction(() => heard.ready > 0, undefined, patiently);
  // It holds nothing any more, and says so.
  expect(await chat.evaluate(() => heard.told)).toEqual([null, 'ended']);
  const old = await chat.evaluate(async () => {
    const kept = (globalThis as unknown as { old: Tandem }).old;
    return [kept === tandem, kept.getState(), (await kept.request('GET', '/api/shared-state')).status];
  });
  expect(old).toEqual([false, null, 503]);
  await chat.waitForFunction(() => tandem.getState()?.llm?.model === 'gpt-4o-mini', undefined, patiently);
  await keepTelling(chat, 'llm');
  await brain.waitForFunction(() => tandem.getState()?.llm?.model === 'gpt-4o-mini', undefined, patiently);
  await saveLlmPreference(brain, 'openai', 'gpt-4o');
  await untilTold(chat, '"model":"gpt-4o"');

  // Out of the browser's cache of pages, where nothing is heard: what was changed meanwhile is there all the same.
  const [workspace] = anythingllm.state.workspaces;
  if (!workspace) throw new Error('the sample has no workspace');
  await brain.goto(`${anythingllm.url}robots.txt`);
  workspace.name = 'Named while the page was away';
  const panel = await openPanel(harness);
  await untilAtRest(panel, 'anythingllm');
  await syncNow(panel);
  await panel.waitForText(workspace.name, { within: list, ...patiently });
  await panel.close();
  await brain.back();
  await brain.waitForFunction(
    (name) => tandem.getState()?.workspaces?.some((one) => one.name === name),
    workspace.name,
    patiently,
  );
});
