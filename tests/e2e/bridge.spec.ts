import { panelWords } from '@/components/words/en/panel';
import type { Tandem } from '@/lib/bridge/public';
import { ALEX } from '../apps/librechat';
import { expect, type Harness, type Tab, test, untilTrue } from './harness';
import {
  answerQuestion,
  bothOpen,
  keepTelling,
  putOffEarlier,
  readyState,
  request,
  stateIn,
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
  systemModel,
  untilAnythingLlmIs,
  untilLibreChatIs,
  untilStored,
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
  const { anythingllm, brain, chat, stop } = await bothListening(harness);
  try {
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
    await (await answerQuestion(harness, 'AnythingLLM’s page asks to change your settings.', 'Allow')).close();
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
    await untilTrue(
      'AnythingLLM’s default model',
      async () => systemModel(anythingllm) === 'anthropic/claude-sonnet-4-5',
      patiently,
    );
    // LibreChat's code was not allowed that.
    expect(await updateUi(chat, { theme: 'light' })).toBe('asked');

    // What is changed by hand in an app's own form is told to both.
    await keepTelling(brain, 'llm');
    await keepTelling(chat, 'llm');
    await saveLlmPreference(brain, 'openai', 'gpt-4o-mini');
    await untilTold(brain, '"model":"gpt-4o-mini"');
    await untilTold(chat, '"model":"gpt-4o-mini"');
  } finally {
    await stop();
  }
});

test('when the user forbids the other app’s data, then a page loses it', async ({ harness }) => {
  const { anythingllm, brain, chat, stop } = await bothListening(harness);
  try {
    const [workspace] = anythingllm.state.workspaces;
    const slug = workspace?.slug ?? '';
    const question = 'LibreChat’s page asks to see your AnythingLLM workspaces.';
    await readyState(chat);
    await readyState(brain);
    expect(await chat.evaluate((wanted) => tandem.getWorkspace(wanted) ?? null, slug)).toBeNull();
    await keepTelling(chat, 'workspaces');

    // "Not now" is an answer: the same is not asked again today.
    const first = await answerQuestion(harness, question, 'Not now');
    expect(await request(chat, 'GET', '/api/shared-state/workspaces')).toMatchObject({
      status: 403,
      body: { error: { code: 'not-allowed' } },
    });
    expect((await stateIn(chat))?.workspaces).toBeNull();
    await first.click({ text: 'Preferences and connections' });
    await first.waitForText(
      /LibreChat’s page may not see your AnythingLLM workspaces\. It can ask again from/,
      patiently,
    );
    expect(await first.count({ role: 'listitem', name: question })).toBe(0);

    // A day later it is; the other answer is for good.
    await putOffEarlier(first, 24 * 60 * 60_000);
    await first.close();
    await harness.killBackground();
    await untilTrue(
      'the question',
      async () => JSON.stringify(await request(chat, 'GET', '/api/shared-state/workspaces')).includes('"asked"'),
      patiently,
    );
    const panel = await answerQuestion(harness, question, 'Don’t allow');
    await panel.click({ text: 'Preferences and connections' });
    await panel.waitForText('LibreChat’s page may not see your AnythingLLM workspaces.', patiently);

    // It can be turned round, and back; the page is told at once.
    await panel.click({ role: 'button', name: 'Allow', within: '.status' });
    await untilTold(chat, slug);
    expect(await chat.evaluate((wanted) => tandem.getWorkspace(wanted)?.name ?? null, slug)).toBe(workspace?.name);
    expect(await request(chat, 'GET', '/api/shared-state/workspaces')).toMatchObject({ status: 200 });
    // AnythingLLM's page was not asked about, and sees no conversations.
    expect((await stateIn(brain))?.conversations).toBeNull();
    await panel.click({ role: 'button', name: 'Forbid', within: '.status' });
    await chat.waitForFunction(() => tandem.getState()?.workspaces === null, undefined, patiently);

    // One switch for all of it.
    const bridge = { label: panelWords.rights.bridge };
    await panel.uncheck(bridge);
    for (const page of [brain, chat]) {
      await page.waitForFunction(() => tandem.getState() === null, undefined, patiently);
      expect(await page.evaluate(() => tandem.ready.catch(({ code }) => code))).toBe('off');
      expect(await request(page, 'GET', '/api/shared-state')).toMatchObject({
        status: 403,
        body: { error: { code: 'off' } },
      });
    }
    await panel.check(bridge);
    await brain.waitForFunction(() => Array.isArray(tandem.getState()?.workspaces), undefined, patiently);
    await chat.waitForFunction(() => Array.isArray(tandem.getState()?.conversations), undefined, patiently);
  } finally {
    await stop();
  }
});

test('when a page sends requests, then Tandem answers as a REST server would', async ({ harness }) => {
  const { brain, chat, stop } = await bothListening(harness);
  try {
    const ask = (method: string, path: string, body?: unknown) =>
      request(brain, method, `/api/shared-state${path}`, body);
    const { user, workspaces, llm, ui } = await readyState(brain);
    expect(await ask('GET', '')).toMatchObject({ status: 200, body: { user, workspaces, llm, ui } });
    expect(await ask('GET', '/user')).toEqual({ status: 200, body: user });
    expect(await ask('GET', '/settings')).toEqual({ status: 200, body: { llm, ui } });
    expect(await ask('GET', '/workspaces')).toEqual({ status: 200, body: workspaces });
    const { conversations } = await readyState(chat);
    expect(await request(chat, 'GET', '/api/shared-state/conversations')).toEqual({ status: 200, body: conversations });

    const refused = async (status: number, code: string, answer: ReturnType<typeof ask>) =>
      expect(await answer).toMatchObject({ status, body: { error: { code } } });
    await refused(404, 'not-found', ask('GET', '/nothing'));
    await refused(404, 'not-found', request(brain, 'GET', '/api/system/keys'));
    await refused(405, 'wrong-method', ask('DELETE', '/settings'));
    await refused(405, 'wrong-method', ask('GET', '/llm-settings'));
    await refused(403, 'asked', ask('GET', '/conversations'));
    await refused(403, 'asked', ask('POST', '/ui-settings', { textSize: 4 }));
    const bent = await ask('POST', '/llm-settings', { temperature: 'hot', colour: 'red' });
    expect(bent).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
    expect(JSON.stringify(bent.body)).toContain('"path":"temperature"');

    await (await answerQuestion(harness, 'AnythingLLM’s page asks to change your settings.', 'Allow')).close();
    const changed = await ask('POST', '/ui-settings', { textSize: 4 });
    // No page holds it in that very moment.
    expect(changed).toMatchObject({ status: 200, body: { pending: { textSize: 4 } } });
    // The answer may come before the news of it: an older state has nothing pending either.
    await brain.waitForFunction(
      () => tandem.getState()?.ui?.textSize === 4 && tandem.getState()?.ui?.pending === null,
      undefined,
      patiently,
    );
    expect(await ask('GET', '/settings')).toMatchObject({ body: { ui: { textSize: 4 } } });
    // All at once, so that they fall into one minute on the slowest machine.
    const answers = await brain.evaluate(() => {
      const change = async (textSize: number) =>
        (await tandem.request('POST', '/api/shared-state/ui-settings', { textSize })).status;
      return Promise.all(Array.from({ length: 24 }, (_, at) => change(1 + (at % 5))));
    });
    // A page may change twenty times a minute; the person's own changes are not counted.
    expect(answers.slice(0, 19)).toEqual(Array.from({ length: 19 }, () => 200));
    expect(answers.slice(19)).toEqual([429, 429, 429, 429, 429]);
    // The last one that was taken: size 4 of 5.
    await untilStored(brain, 'anythingllm_text_size', 'large');
  } finally {
    await stop();
  }
});

test('when the background stops or Tandem is updated, then a page’s code goes on', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, brain, chat, stop } = await bothListening(harness);
  try {
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
  } finally {
    await stop();
  }
});
