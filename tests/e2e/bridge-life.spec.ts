import type { Tandem, TandemFailure } from '@/lib/bridge/public';
import { ALEX, BOB } from '../apps/librechat';
import { expect, test, untilTrue } from './harness';
import { allow, bothOpen, keepTelling, readyState, request, stateIn, untilTold, updateUi } from './harness/bridge';
import { syncNow, untilAtRest } from './harness/panel';
import { patiently, settingWrites, untilAnythingLlmIs, untilLibreChatIs } from './harness/settings';
import { letTimePass } from './harness/time';

/** In functions that run in an app's page. */
declare const tandem: Tandem;
/** What the page's own code keeps for the test to look at. */
declare const heard: { told: unknown[] };
/** What a page's first script found. */
declare const first: { readonly isThere: boolean; readonly state: string; readonly app: string | null };

/** A platform's own page whose first script looks for Tandem, at once and in the middle of being parsed. */
const ownPage = `<!doctype html>
<title>A platform's own page</title>
<script>
  window.first = { isThere: 'tandem' in window, state: document.readyState, app: null };
  if (first.isThere) tandem.ready.then(({ connection }) => { first.app = connection.app; });
</script>`;

test('when a page’s first script runs, then it finds Tandem, even without a background', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat, brain, chat } = await bothOpen(harness);
  const pages = [
    [brain, anythingllm, 'anythingllm'],
    [chat, librechat, 'librechat'],
  ] as const;
  for (const [page, app, id] of pages) {
    const headers = { 'content-type': 'text/html' };
    app.faults.add({ path: '/own-page', from: 'page', action: { status: 200, body: ownPage, headers } });
    const found = { isThere: true, state: 'loading' };
    await page.goto(`${app.url}own-page`);
    expect(await page.evaluate(() => first)).toMatchObject(found);
    await page.waitForFunction((wanted) => first.app === wanted, id, patiently);
    for (let load = 0; load < 3; load++) {
      await harness.killBackground();
      await page.reload();
      expect(await page.evaluate(() => first)).toMatchObject(found);
      await page.waitForFunction((wanted) => first.app === wanted, id, patiently);
    }
  }
});

test('when the background stops during a page’s call, then the call still ends', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat, chat } = await bothOpen(harness);
  await readyState(chat);
  const blank = await harness.openExtensionPage('harness-blank.html');
  await untilAtRest(blank, 'anythingllm', 'librechat');
  // Both apps were read a moment ago, and would not be asked so soon.
  await letTimePass(blank, 30_000);
  const [workspace] = anythingllm.state.workspaces;
  if (!workspace) throw new Error('the sample has no workspace');
  librechat.addConversation(ALEX.email, { title: 'Told to the next background' });
  librechat.faults.add({ path: '/api/convos', from: 'extension', times: 1, action: { delayMs: 15_000 } });
  librechat.log.clear();
  await chat.evaluate(() => {
    const kept = { told: [] as unknown[] };
    Object.assign(globalThis, { heard: kept });
    tandem.syncState().then(
      () => kept.told.push('done'),
      ({ code }: TandemFailure) => kept.told.push(code),
    );
  });
  await untilTrue(
    'the list to be asked for',
    async () => librechat.log.matching({ path: '/api/convos', from: 'extension' }).length > 0,
    { everyMs: 10, ...patiently },
  );
  expect(await chat.evaluate(() => heard.told)).toEqual([]);
  await harness.killBackground();
  // What was lost is said once more, to the next background, and answered by it.
  await chat.waitForFunction(() => heard.told.length > 0, undefined, patiently);
  expect(await chat.evaluate(() => heard.told)).toEqual(['done']);
  expect(librechat.log.matching({ path: '/api/convos', from: 'extension' }).length).toBeGreaterThan(1);
  expect((await request(chat, 'GET', '/api/shared-state/settings')).status).toBe(200);
  await chat.waitForFunction(
    () => tandem.getState()?.conversations?.some(({ title }) => title === 'Told to the next background'),
    undefined,
    patiently,
  );
});

test('when another user signs in, then open pages lose the first user’s data', async ({ harness }) => {
  const { anythingllm, librechat, brain, chat } = await bothOpen(harness);
  // Alex allows AnythingLLM's page to see the conversations, and to change settings.
  const theirs = librechat.addConversation(ALEX.email, { title: 'What only Alex may read' }).title ?? '';
  const former = [theirs, ALEX.email, ALEX.name];
  await readyState(brain);
  await readyState(chat);
  await brain.evaluate(() => tandem.getConversation('any'));
  expect(await updateUi(brain, { theme: 'light' })).toBe('asked');
  const panel = await allow(harness, 'AnythingLLM’s page asks to see your LibreChat conversations.');
  await (await allow(harness, 'AnythingLLM’s page asks to change your settings.')).close();
  await syncNow(panel);
  for (const page of [brain, chat])
    await page.waitForFunction(
      (title) => tandem.getState()?.conversations?.some((one) => one.title === title),
      theirs,
      patiently,
    );
  expect(await updateUi(brain, { theme: 'light' })).toBe('done');
  await untilLibreChatIs(chat, 'light');
  await keepTelling(chat, 'user');

  // Alex leaves, and Bob signs in, in the same document.
  await chat.bringToFront();
  await chat.click({ testId: 'nav-logout' });
  await chat.waitFor({ label: 'Password' }, patiently);
  for (const page of [brain, chat])
    await page.waitForFunction(() => tandem.getState()?.conversations === null, undefined, patiently);
  await chat.fill({ label: 'Email address' }, BOB.email);
  await chat.fill({ label: 'Password' }, BOB.password);
  await chat.click({ role: 'button', name: 'Continue' });
  await chat.waitFor({ label: 'Message input' }, patiently);
  await untilTold(chat, BOB.email);
  expect(JSON.stringify(await chat.evaluate(() => heard.told))).not.toContain(ALEX.email);
  await brain.waitForFunction(
    () => {
      const { conversations, connection } = tandem.getState() ?? {};
      return conversations === null && connection?.rights.readOther === 'ask' && connection.rights.change === 'ask';
    },
    undefined,
    patiently,
  );
  await chat.waitForFunction(() => (tandem.getState()?.conversations?.length ?? 0) > 0, undefined, patiently);
  for (const page of [brain, chat]) {
    const shown = JSON.stringify(await stateIn(page));
    for (const trace of former) expect(shown).not.toContain(trace);
  }
  // What Alex allowed is not Bob's.
  expect(await updateUi(brain, { theme: 'dark' })).toBe('asked');
  await untilAnythingLlmIs(brain, 'light');
  expect(settingWrites(anythingllm, 'extension')).toEqual([]);
});
