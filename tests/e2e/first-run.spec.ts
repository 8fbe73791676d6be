import { connectWords } from '@/components/words/en/connect';
import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import type { LoggedRequest } from '../apps/kit/request-log';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { logInToAnythingLlm, openPreferences } from './harness/anythingllm';
import { connectAsAPerson, signInToLibreChat, waitUntilRead } from './harness/flows';

test.use({ grantedHosts: [] });

const writes = (log: readonly LoggedRequest[]) => log.filter(({ method }) => !/^(?:GET|HEAD|OPTIONS)$/.test(method));
const told = ({ method, path, from }: LoggedRequest) => `${from}: ${method} ${path}`;

const inAddress = (app: 'anythingllm' | 'librechat') => ({ within: `.address[data-app="${app}"]` });
const slow = { timeoutMs: 30_000 };

test('when Tandem is installed, then a first search takes a minute and writes nothing', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm: AnythingLlmApp = await startAnythingLlm({ mode: 'open' });
  anythingllm.state.preferences.custom_app_name = 'Team brain';
  const librechat: LibreChatApp = await startLibreChat({ title: 'Acme Chat' });
  const page = await harness.waitForTab('connect.html', slow);
  await page.waitForText('Where are your two apps?');

  // As people type: no scheme, the path of a page, a slash at the end.
  await page.type({ label: 'AnythingLLM address' }, `127.0.0.1:${anythingllm.port}/workspace/research-notes?q=1`);
  await page.waitForText('AnythingLLM “Team brain” found', { ...slow, ...inAddress('anythingllm') });
  await page.waitForText(`at ${anythingllm.url}`, inAddress('anythingllm'));
  await page.fill({ label: 'LibreChat address' }, `${librechat.origin}/c/new/`);
  await page.waitForText('LibreChat “Acme Chat” found', { ...slow, ...inAddress('librechat') });
  await page.waitForText(
    'Tandem talks to these 2 addresses only. Your browser will ask you to allow 127.0.0.1. ' +
      `It allows whole hosts; Tandem uses only :${anythingllm.port} and :${librechat.port} there.`,
  );

  await harness.allowHost('127.0.0.1');
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitForText('LibreChat: open it once so that Tandem can see that you are signed in.', slow);
  await page.waitForText('AnythingLLM: open to everyone, no sign-in needed.', slow);
  await page.click({ role: 'button', name: 'Open LibreChat' });
  const chat = await harness.waitForTab(librechat.url);
  await chat.fill({ label: 'Email address' }, ALEX.email);
  await chat.fill({ label: 'Password' }, ALEX.password);
  await chat.click({ role: 'button', name: 'Continue' });
  await chat.waitFor({ label: 'Message input' });

  // The connect page goes on by itself.
  await page.bringToFront();
  await page.waitFor({ role: 'heading', name: 'Everything in one place' }, slow);
  const conversations = librechat.conversationsOf(ALEX.email);
  const archived = conversations.filter(({ isArchived }) => isArchived).length;
  const counts = `${anythingllm.state.workspaces.length} workspaces · ${conversations.length} conversations (${archived} archived)`;
  await page.waitForText(`${counts}. Type a word you remember.`, slow);

  await page.type({ role: 'combobox' }, 'sourd');
  await page.waitForText('Sourdough starter', { within: '.everything-list' });
  await page.press('Enter');
  const sourdough = conversations.find(({ title }) => title === 'Sourdough starter')?.conversationId;
  const found = await harness.waitForTab(`${librechat.url}c/${sourdough}`);
  await found.waitFor({ label: 'Message input' });
  await page.bringToFront();
  await page.fill({ role: 'combobox' }, 'kitchen');
  await page.click({ role: 'option', name: /Kitchen renovation/, nth: 0 });
  const kitchen = await harness.waitForTab(`${anythingllm.url}workspace/kitchen-renovation`);

  // What both hold is told by their pages.
  await openPreferences(kitchen);
  await kitchen.select({ label: 'Theme' }, 'light');
  await found.bringToFront();
  await found.click('[data-testid="nav-user"]');
  await found.select({ label: 'Theme' }, 'dark');
  await found.select({ label: 'Language' }, 'de-DE');
  // Until Tandem has heard of what was chosen by hand, its own note of that stands there, too; it does not stay.
  const held = await found.evaluate(() => {
    const entries = Object.entries({ ...localStorage }).filter(([key]) => !key.startsWith('tandem:'));
    return JSON.stringify(Object.fromEntries(entries));
  });

  await page.bringToFront();
  await page.click({ role: 'button', name: 'Next: compare settings' });
  await page.waitForText(connectWords.compareLead);
  await page.waitForText(/Theme\s+Light\s+different\s+Dark/, slow);
  await page.waitForText(/Language\s+English \(US\)\s+different\s+German/, slow);
  await page.waitForText(/Model\s+gpt-4o\s+OpenAI · default/);
  await page.click({ role: 'button', name: 'Not now' });
  await page.waitFor({ role: 'heading', name: 'Tandem is ready' });
  await page.click({ role: 'button', name: 'Open Tandem' });
  await (await harness.waitForTab('panel.html')).waitFor({ role: 'combobox' });

  await found.waitForFunction((before) => JSON.stringify({ ...localStorage }) === before, held, slow);
  expect(writes(anythingllm.log.all()).map(told)).toEqual([]);
  // Signing in alone: the page by itself, and Tandem asking once whether somebody is signed in.
  expect([...new Set(writes(librechat.log.all()).map(told))].sort()).toEqual([
    'extension: POST /api/auth/refresh',
    'page: POST /api/auth/login',
    'page: POST /api/auth/refresh',
  ]);
  expect(librechat.log.matching({ method: 'POST', from: 'extension' })).toHaveLength(1);
});

test('when tabs were open before connecting, then they work at once', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'password', passwordCostMs: 0 });
  const librechat = await startLibreChat({ basePath: '/chat/' });
  const at = (app: { urlAt(host: string): string }) => ({ url: app.urlAt('nas.home') });
  const chat = await signInToLibreChat(harness, at(librechat));
  await chat.click('[data-testid="nav-user"]');
  await chat.select({ label: 'Theme' }, 'dark');
  await chat.click('[data-testid="settings-close"]');
  const brain = await harness.openPage(at(anythingllm).url);
  await logInToAnythingLlm(brain, { password: 'demo-password' });
  await openPreferences(brain);
  await brain.select({ label: 'Theme' }, 'dark');
  for (const tab of [chat, brain]) {
    await tab.evaluate(() => {
      (globalThis as { sameDocument?: boolean }).sameDocument = true;
    });
  }

  // Everything is known from the open tabs: no sign-in screen.
  const page = await connectAsAPerson(harness, { anythingllm: at(anythingllm), librechat: at(librechat) });
  await waitUntilRead(page);
  await page.click({ role: 'button', name: 'Next: compare settings' });
  await page.waitForText(/Theme\s+Dark\s+same\s+Dark/, slow);

  for (const tab of [chat, brain]) {
    await tab.bringToFront();
    await tab.waitFor({ role: 'button', name: 'Open Tandem' });
    expect(await tab.evaluate(() => (globalThis as { sameDocument?: boolean }).sameDocument)).toBe(true);
  }
});
