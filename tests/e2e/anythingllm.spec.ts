import { panelWords } from '@/components/words/en/panel';
import { words } from '@/components/words/en/view';
import { type AnythingLlmApp, DEFAULT_USERS, startAnythingLlm } from '../apps/anythingllm';
import { expect, type Harness, test } from './harness';
import { logInToAnythingLlm, signInToAnythingLlm } from './harness/anythingllm';
import { connect } from './harness/flows';
import { list, lookNow, openPanel, redWords, statusOf, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { letTimePass } from './harness/time';
import { untilTrue } from './harness/wait';

const [alice, , dana] = DEFAULT_USERS;
const ours = 'Research notes (Demo data)';
const secret = 'Salaries, management only (Demo data)';
const storedText = async (harness: Harness) => JSON.stringify(await harness.storage());

/** Requests of Tandem that carried a bearer, or all of them. */
const asked = (app: AnythingLlmApp, which: 'with-bearer' | 'all') =>
  app.log.matching({ from: 'extension' }).filter((one) => which === 'all' || one.authorization === 'bearer');

test('when AnythingLLM has a password, then one open page after a restart is enough', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const app = await startAnythingLlm({ mode: 'password', sample: 'demo', passwordCostMs: 0 });
  await (await connect(harness, { anythingllm: app })).close();
  let panel = await openPanel(harness);
  await waitForStatus(panel, 'anythingllm', 'Open AnythingLLM once, so that Tandem can see that you are signed in.');

  await signInToAnythingLlm(harness, app, { password: app.state.password });
  await waitForStatus(panel, 'anythingllm', 'Signed in.');
  await panel.waitForText(ours, { within: list });
  const stored = await storedText(harness);
  for (const { token } of app.log.all()) if (token !== undefined) expect(stored).not.toContain(token);

  // A panel that is hidden behind the app's page does not look.
  await panel.bringToFront();
  // Where the real server checks the session, a request costs it 170 ms; it checks none at setup-complete.
  await untilAtRest(panel, 'anythingllm');
  app.log.clear();
  await letTimePass(panel, 40_000);
  await lookNow(panel);
  await untilTrue('the question', async () => asked(app, 'with-bearer').length > 0);
  await untilAtRest(panel, 'anythingllm');
  expect(asked(app, 'all').map(({ path, status }) => `${path} ${status}`)).toEqual([
    '/api/setup-complete 304',
    '/api/workspaces 304',
  ]);

  await harness.restartBrowser();
  app.log.clear();
  panel = await openPanel(harness);
  await waitForStatus(panel, 'anythingllm', words.status.session.asleep('anythingllm', null));
  await waitForStatus(panel, 'anythingllm', /as of \d/);
  await panel.waitForText(ours, { within: list });
  expect(asked(app, 'with-bearer')).toEqual([]);
  await panel.click({ role: 'button', name: 'Open AnythingLLM', within: statusOf('anythingllm') });
  const woken = await harness.waitForTab(app.origin, { timeoutMs: 20_000 });
  await waitForStatus(panel, 'anythingllm', 'Signed in.');
  // A page that is still starting forgets a token that is refused: then she would be signed out.
  await woken.waitFor('html[data-ready="true"]');
  await panel.bringToFront();
  await untilAtRest(panel, 'anythingllm');

  app.state.password = 'another-password';
  await syncNow(panel);
  await waitForStatus(panel, 'anythingllm', 'AnythingLLM no longer accepts your sign-in.');
  await waitForStatus(panel, 'anythingllm', words.status.untilThen);
  await panel.waitForText(ours, { within: list });
  await woken.bringToFront();
  await woken.evaluate(() => localStorage.removeItem('anythingllm_authTimestamp'));
  await woken.reload();
  await logInToAnythingLlm(woken, { password: 'another-password' });
  await waitForStatus(panel, 'anythingllm', 'Signed in.');
});

test('when you sign out of AnythingLLM, then your data goes before the next user comes', async ({ harness }) => {
  const app = await startAnythingLlm({ mode: 'multi', sample: 'demo' });
  const page = await signInToAnythingLlm(harness, app, alice);
  await (await connect(harness, { anythingllm: app })).close();
  const panel = await openPanel(harness);
  await waitForStatus(panel, 'anythingllm', 'Signed in as alice.');
  await panel.waitForText(secret, { within: list });
  await panel.waitForText(panelWords.settings.sharedByEveryone('anythingllm'));

  await page.bringToFront();
  await page.click({ testId: 'logout' });
  await waitForStatus(panel, 'anythingllm', words.status.session['signed-out']('anythingllm', null));
  expect(await panel.text('body')).not.toContain('Demo data)');
  expect(await panel.text('body')).not.toContain('gpt-4o');
  const left = await storedText(harness);
  expect(left).not.toContain('Salaries');
  expect(left).not.toContain('alice');

  await logInToAnythingLlm(page, dana);
  await waitForStatus(panel, 'anythingllm', 'Signed in as dana.');
  await panel.waitForText(ours, { within: list });
  const text = await panel.text('body');
  expect(text).not.toContain('Salaries');
  expect(text).toContain(panelWords.settings.setByAdmin('anythingllm'));
  expect(text).not.toMatch(/error|fail|problem|denied|not allowed/i);
  expect(await panel.attribute(statusOf('anythingllm'), 'data-tone')).toBe('good');
  expect(await redWords(panel)).toEqual([]);
  await panel.bringToFront();
  await panel.fill({ role: 'combobox', name: /^Search/ }, 'salaries');
  await panel.waitForText('Nothing found for “salaries”.');
});
