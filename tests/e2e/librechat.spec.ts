import { words } from '@/components/words/en/view';
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, BOB, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { expect, type Harness, test, untilTrue } from './harness';
import { connect, connectAndRead, signInToLibreChat } from './harness/flows';
import { lookNow, openPanel, untilAtRest } from './harness/panel';
import { lookRarely } from './harness/settings';
import { letTimePass, ringAlarm } from './harness/time';

const slow = { timeoutMs: 30_000 };
/** Shorter than any poll: what comes this soon came by itself. */
const soon = { timeoutMs: 15_000 };
const minutes = 60_000;
const refreshPath = '/api/auth/refresh';
const card = { within: '.app-status[data-app="librechat"]' };

const ours = (app: LibreChatApp) => app.log.matching({ path: refreshPath, from: 'extension' });
const pages = (app: LibreChatApp) => app.log.matching({ path: refreshPath, from: 'page' });

/** Everything in which a token could have been left behind, as one text. */
async function everythingKept(harness: Harness): Promise<string> {
  const kept = [JSON.stringify(await harness.storage('local')), ...harness.consoleTexts()];
  for (const tab of await harness.tabs()) {
    kept.push(
      await tab.evaluate(() => {
        const inputs = [...document.querySelectorAll('input')].map(({ value }) => value);
        const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
        return [document.documentElement.outerHTML, location.href, stored, ...inputs].join('\n');
      }),
    );
  }
  return kept.join('\n');
}

/** No bearer of any request, from whomever, is kept, shown or logged anywhere. */
async function expectNoTokenKept(harness: Harness, app: LibreChatApp): Promise<void> {
  const tokens = new Set(app.log.all().flatMap(({ token }) => (token === undefined ? [] : [token])));
  expect(tokens.size).toBeGreaterThan(0);
  const kept = await everythingKept(harness);
  // The last part of a token is its own: all have the same beginning.
  for (const token of tokens) expect(kept).not.toContain(token.slice(-40));
  expect(kept).not.toContain('eyJ');
}

test('when an account is local, then Tandem refreshes it only while the user looks', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const app = await startLibreChat({ sample: 'demo' });
  const chat = await signInToLibreChat(harness, app);
  await (await connectAndRead(harness, { anythingllm, librechat: app })).close();

  // Connected while its page was open and had been loaded before: the one refresh that finding out cost.
  const before = ours(app).length;
  expect(before).toBeLessThanOrEqual(1);
  await chat.bringToFront();
  await chat.reload();
  await chat.waitFor({ label: 'Message input' });
  const panel = await openPanel(harness);
  await panel.waitForText(`Signed in as ${ALEX.name}.`, { ...slow, ...card });
  await untilAtRest(panel, 'librechat');
  app.log.clear();
  await panel.click({ role: 'button', name: 'Sync now' });
  await panel.waitForText(/checked (?:just now|[\d,]+ s)/, { ...slow, ...card });
  await untilTrue('our requests', async () => app.log.matching({ path: '/api/convos', from: 'extension' }).length > 0);
  await untilAtRest(panel, 'librechat');
  expect(ours(app)).toEqual([]);
  const bearers = new Set(
    app.log
      .matching({ from: 'extension' })
      .map(({ token }) => token)
      .filter(Boolean),
  );
  expect(bearers.size).toBe(1);
  await expectNoTokenKept(harness, app);

  // No tab any more, and the token runs out while the panel is looked at.
  await chat.close();
  await panel.bringToFront();
  await untilAtRest(panel, 'librechat');
  app.log.clear();
  await letTimePass(panel, 16 * minutes);
  // A reading that began a moment earlier counts as one of now: then the next look is the one that asks.
  await untilAtRest(panel, 'librechat');
  await lookNow(panel);
  await untilTrue('our refresh', async () => ours(app).length > 0, slow);
  await untilTrue(
    'our list',
    async () => app.log.matching({ path: '/api/convos', from: 'extension' }).length > 0,
    slow,
  );
  expect(ours(app).map(({ status }) => status)).toEqual([200]);
  await panel.waitForText(`Signed in as ${ALEX.name}.`, card);

  // The rotated cookie is in the browser's jar.
  const page = await harness.openPage(app.url);
  await page.waitFor({ label: 'Message input' });
  expect(pages(app).map(({ status }) => status)).toEqual([200]);
  // What it sent is taken in once it has settled.
  await page.waitForFunction(() => document.querySelector('tandem-launcher') !== null);
  await page.close();
  await panel.close();

  // The token runs out while nobody looks: AnythingLLM is asked by the alarm, LibreChat's session is left alone.
  const blank = await harness.openExtensionPage('harness-blank.html');
  app.log.clear();
  anythingllm.log.clear();
  await letTimePass(blank, 20 * minutes);
  await ringAlarm(blank);
  await untilTrue(
    'AnythingLLM to be asked',
    async () => anythingllm.log.matching({ from: 'extension' }).length > 0,
    slow,
  );
  expect(app.log.matching({ from: 'extension' })).toEqual([]);

  // After a restart, without a tab: the cookie alone is enough as soon as somebody looks.
  // The extension's own page that opens with the browser may be the first to look.
  app.log.clear();
  await harness.restartBrowser();
  const again = await openPanel(harness);
  await again.waitForText('Sourdough starter', slow);
  await untilTrue('our refresh', async () => ours(app).length > 0, slow);
  await untilAtRest(again, 'librechat');
  await again.waitForText(`Signed in as ${ALEX.name}.`, { ...slow, ...card });
  expect(ours(app).map(({ status }) => status)).toEqual([200]);
  const last = await harness.openPage(app.url);
  await last.waitFor({ label: 'Message input' });
  expect(pages(app).map(({ status }) => status)).toEqual([200]);
  await expectNoTokenKept(harness, app);
});

test('when LibreChat’s page changes something, then the panel shows it without a poll', async ({ harness }) => {
  const app = await startLibreChat({ sample: 'demo', answerMs: 500 });
  const chat = await signInToLibreChat(harness, app);
  await (await connect(harness, { librechat: app })).close();
  const panel = await openPanel(harness);
  await panel.waitForText(`Signed in as ${ALEX.name}.`, { ...slow, ...card });
  // Every change below is seen sooner than a poll could.
  await lookRarely(panel);
  await chat.bringToFront();

  // Rename.
  await chat.click({ testId: 'convo-rename', nth: 0 });
  await chat.fill({ testId: 'convo-title' }, 'Renamed in LibreChat');
  await chat.press('Enter');
  await panel.waitForText('Renamed in LibreChat', soon);

  // A new chat, its answer and the title that the server makes up.
  await chat.fill({ label: 'Message input' }, 'Which lamp for the hall?');
  await chat.press('Enter');
  await untilTrue(
    'the title',
    async () => app.log.matching({ path: /gen_title/ }).some(({ status }) => status === 200),
    slow,
  );
  const newest = app.conversationsOf(ALEX.email).sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  expect(newest?.title).not.toBe('New Chat');
  await panel.waitForText(newest?.title ?? '?', soon);

  // Archive: it is still found, and marked.
  const inList = async (nth: number) => (await chat.texts({ testId: 'convo-item' }))[nth] ?? '';
  const archived = await inList(2);
  await chat.click({ testId: 'convo-archive', nth: 2 });
  await panel.bringToFront();
  await panel.fill('input[role="combobox"]', archived);
  await panel.waitForText('Archived', { ...soon, within: '.result' });
  await untilTrue('it to leave its list', async () => !(await chat.texts({ testId: 'convo-item' })).includes(archived));
  await panel.fill('input[role="combobox"]', '');

  // Delete.
  await chat.bringToFront();
  const deleted = await inList(2);
  await panel.waitForText(deleted);
  await chat.click({ testId: 'convo-delete', nth: 2 });
  await untilTrue('the chat to go', async () => !(await panel.texts('.result-title')).includes(deleted), soon);
  await expectNoTokenKept(harness, app);

  // Signs out in the page: nothing is shown, nothing is kept.
  await chat.click({ testId: 'nav-logout' });
  await panel.bringToFront();
  await panel.waitForText(words.status.session['signed-out']('librechat', null), { ...soon, ...card });
  await untilTrue('the list to go', async () => (await panel.count('.result')) === 0, soon);
  const afterLogout = JSON.stringify(await harness.storage());
  for (const trace of ['Renamed in LibreChat', 'Sourdough starter', ALEX.name, ALEX.email]) {
    expect(afterLogout).not.toContain(trace);
  }

  // Somebody else signs in at the same page.
  await chat.bringToFront();
  await chat.fill({ label: 'Email address' }, BOB.email);
  await chat.fill({ label: 'Password' }, BOB.password);
  await chat.click({ role: 'button', name: 'Continue' });
  await chat.waitFor({ label: 'Message input' });
  await panel.bringToFront();
  await panel.waitForText(`Signed in as ${BOB.name}.`, { ...soon, ...card });
  await untilTrue('his ten chats', async () => (await panel.count('.result')) > 0, soon);
  app.addConversation(BOB.email, { title: 'Only for Bob' });
  await panel.click({ role: 'button', name: 'Sync now' });
  await panel.waitForText('Only for Bob', soon);

  // LibreChat blocks the account.
  const lift = app.faults.add({
    path: /^\/api\/convos/,
    action: {
      status: 403,
      body: '{"message":"Your account has been temporarily banned due to violations of our service."}',
      headers: { 'content-type': 'application/json' },
    },
  });
  await panel.click({ role: 'button', name: 'Sync now' });
  await panel.waitForText('LibreChat has blocked your account for a while.', { ...soon, ...card });
  await panel.waitForText('Only for Bob');
  lift();
  await panel.click({ role: 'button', name: 'Sync now' });
  await untilTrue(
    'the words to go',
    async () => !(await panel.text('body')).includes('has blocked your account'),
    soon,
  );
});
