import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findBrowser } from '../../../scripts/lib/browsers';
import { ALEX, type LibreChatApp, type LibreChatOptions, type OwnerFile, startLibreChat } from '../../apps/librechat';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let app: LibreChatApp;
const failures: string[] = [];

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

beforeAll(async () => {
  const executablePath = await findBrowser('chromium');
  browser = await chromium.launch({ executablePath, chromiumSandbox: false });
});

afterAll(() => browser.close());

/** Starts an app and a browser profile for it; nothing is loaded yet. */
async function begin(options: LibreChatOptions): Promise<void> {
  app = await startLibreChat(options);
  context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: 'light' });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(String(error)));
}

async function openSignedOut(options: LibreChatOptions = {}, path = ''): Promise<void> {
  await begin(options);
  await page.goto(app.url + path);
}

/** Opens the app with the cookies of a session, as a browser has them that was signed in before. */
async function open(options: LibreChatOptions = {}): Promise<void> {
  await begin(options);
  await context.addCookies(
    app.signIn(ALEX.email).cookies.map(({ name, value }) => ({ name, value, url: app.origin, httpOnly: true })),
  );
  await page.goto(app.url);
  await shown();
}

async function logIn(): Promise<void> {
  await page.fill('#email', ALEX.email);
  await page.fill('#password', ALEX.password);
  await page.getByTestId('login-button').click();
}

const shown = () => page.getByTestId('nav-user').waitFor();

afterEach(async () => {
  await context.close();
  await app.stop();
  expect(failures.splice(0)).toEqual([]);
});

const keys = () => page.evaluate(() => ({ ...localStorage }));

it('when a person signs in, then the page keeps the bearer in memory and sends it', async () => {
  await openSignedOut({}, 'c/new');
  await page.getByTestId('login-button').waitFor();
  expect(page.url()).toBe(`${app.url}login?redirect_to=%2Fc%2Fnew`);
  await logIn();
  await shown();
  await page.getByTestId('convo-item').first().waitFor();
  expect(page.url()).toBe(`${app.url}c/new`);
  const token = app.log.matching({ path: '/api/convos' })[0]?.token ?? '';
  expect(token.split('.')).toHaveLength(3);
  expect(JSON.stringify([await keys(), await page.evaluate(() => document.cookie)])).not.toContain(token);
  const bare = app.log.all().filter((entry) => entry.path.startsWith('/api/') && entry.authorization === 'none');
  expect(new Set(bare.map((entry) => entry.path))).toEqual(
    new Set(['/api/config', '/api/auth/refresh', '/api/auth/login']),
  );
});

it('when the page loads, then it refreshes once', async () => {
  await open();
  app.log.clear();
  await page.reload();
  await shown();
  expect(app.log.matching({ path: '/api/auth/refresh' })).toHaveLength(1);
});

it('when the first refresh is lost, then the page strands until tokenUpdated', async () => {
  await open();
  const { conversationId } = app.addConversation(ALEX.email, { title: 'Rescued' });
  app.faults.add({ path: '/api/auth/refresh', times: 1, action: { status: 401, body: 'lost' } });
  app.log.clear();
  await page.goto(`${app.url}c/${conversationId}`);
  await page.getByTestId('login-button').waitFor();
  expect(page.url()).toBe(`${app.url}login?redirect_to=${encodeURIComponent(`/c/${conversationId}`)}`);
  expect(app.log.matching({ path: '/api/auth/refresh' })).toHaveLength(1);
  const token = app.tokenFor(ALEX.email);
  await page.evaluate((detail) => window.dispatchEvent(new CustomEvent('tokenUpdated', { detail })), token);
  await page.getByText('An answer about Rescued.').waitFor();
  expect(page.url()).toBe(`${app.url}c/${conversationId}`);
  expect(app.log.matching({ path: '/api/user' })[0]?.token).toBe(token);
});

it('when 0.8.2 loses its first refresh, then it heals itself', async () => {
  await open({ version: '0.8.2' });
  app.faults.add({ path: '/api/auth/refresh', times: 1, action: { status: 401, body: 'lost' } });
  await page.reload();
  await shown();
  expect(app.log.matching({ path: '/api/auth/refresh' }).at(-1)?.query).toBe('retry=true');
});

it('when a token expires in a page, then it recovers and says tokenUpdated', async () => {
  await open();
  await page.evaluate(() => {
    window.addEventListener('tokenUpdated', (event) => {
      document.body.dataset.token = (event as CustomEvent<string>).detail;
    });
  });
  app.faults.add({ path: '/api/presets', times: 1, action: { status: 401, body: '{"message":"jwt expired"}' } });
  await page.click('#presets-button');
  await page.getByTestId('preset-save').click();
  await page.getByTestId('preset-item').filter({ hasText: 'My preset' }).waitFor();
  const sent = app.log.matching({ path: '/api/presets', method: 'POST' });
  expect(sent.map((entry) => entry.status)).toEqual([401, 201]);
  expect(await page.getAttribute('body', 'data-token')).toBe(sent[1]?.token);
});

it('when a token is in its last two minutes, then it is refreshed before use', async () => {
  await open({ accessTokenSeconds: 100 });
  const used = app.log.matching({ path: '/api/user' });
  expect(used.map((entry) => entry.status)).toEqual([200]);
  expect(app.log.matching({ path: '/api/auth/refresh' }).length).toBeGreaterThan(1);
});

it.each(['opaque', 'rs256'] as const)('when a provider’s bearer is %s, then the page works, too', async (kind) => {
  await openSignedOut({ account: 'openid', openidBearer: kind, basePath: '/sub/' });
  await page.getByTestId('openid').click();
  await shown();
  await page.reload();
  await shown();
  expect(page.url()).toBe(`${app.url}c/new`);
});

it('when the app starts, then it writes what the real client writes', async () => {
  await open();
  await page.getByTestId('convo-item').first().waitFor();
  const recorded: { localStorage: Record<string, string> } = JSON.parse(
    readFileSync(new URL('../recorded/librechat/local-storage-after-login.json', import.meta.url), 'utf8'),
  );
  expect(Object.keys(await keys()).sort()).toEqual(Object.keys(recorded.localStorage).sort());
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

it('when a person changes settings, then they are in LibreChat’s encodings', async () => {
  await open();
  await page.getByTestId('nav-user').click();
  await page.selectOption('#theme-select', 'dark');
  await page.selectOption('#language-select', 'de-DE');
  await page.selectOption('#font-size-select', 'text-lg');
  expect(await keys()).toMatchObject({ 'color-theme': 'dark', lang: '"de-DE"', fontSize: '"text-lg"' });
  expect(await page.evaluate(() => document.cookie)).toBe('lang=de-DE');
  const html = page.locator('html');
  expect([await html.getAttribute('lang'), await html.getAttribute('class')]).toEqual(['de-DE', 'dark']);
});

it('when settings are stored, then they take effect at the next load only', async () => {
  await open();
  await page.evaluate(() => {
    localStorage.setItem('color-theme', 'dark');
    localStorage.setItem('lang', '"fr-FR"');
    window.dispatchEvent(new StorageEvent('storage', { key: 'color-theme', newValue: 'dark' }));
  });
  expect(await page.getAttribute('html', 'class')).toBe('light');
  await context.addCookies([{ name: 'lang', value: 'es-ES', url: app.url }]);
  await page.reload();
  await shown();
  expect([await page.getAttribute('html', 'class'), await page.getAttribute('html', 'lang')]).toEqual([
    'dark',
    'es-ES',
  ]);
});

it('when the page is 0.8.2, then its theme is JSON', async () => {
  await open({ version: '0.8.2' });
  await page.getByTestId('nav-user').click();
  await page.selectOption('#theme-select', 'dark');
  expect((await keys())['color-theme']).toBe('"dark"');
  await page.reload();
  await shown();
  expect(await page.getAttribute('html', 'class')).toBe('dark');
});

describe('the model of a new chat', () => {
  const chosen = () => page.inputValue('#model-select');

  it('when a model was picked last, then new chats have it, in localStorage only', async () => {
    await open();
    app.log.clear();
    await page.selectOption('#model-select', 'anthropic/claude-haiku-4-5');
    await expect.poll(() => app.log.all().map((entry) => `${entry.method} ${entry.path}`)).toEqual(['GET /api/keys']);
    const stored = await keys();
    expect(JSON.parse(stored.lastSelectedModel ?? '')).toMatchObject({ anthropic: 'claude-haiku-4-5' });
    expect(JSON.parse(stored.lastConversationSetup_0 ?? '')).toMatchObject({ endpoint: 'anthropic' });
    await page.reload();
    await shown();
    expect(await chosen()).toBe('anthropic/claude-haiku-4-5');
  });

  it('when a link names a model, then it is used unless a preset is the default', async () => {
    await open();
    await page.goto(`${app.url}c/new?endpoint=GROQ&model=mixtral-8x7b-32768`);
    await shown();
    expect(await chosen()).toBe('groq/mixtral-8x7b-32768');
    await page.click('#presets-button');
    await page.getByTestId('preset-item').filter({ hasText: 'Careful coder' }).getByTestId('preset-default').click();
    await page.locator('[data-default="true"]').waitFor();
    await page.goto(`${app.url}c/new?endpoint=groq&model=mixtral-8x7b-32768`);
    await shown();
    expect(await chosen()).toBe('openAI/gpt-4o');
  });
});

describe('the model of a new chat where the owner lists some', () => {
  const a = { name: 'a', label: 'House A', preset: { endpoint: 'openAI', model: 'gpt-4.1' } };
  const b = { name: 'b', label: 'House B', preset: { endpoint: 'anthropic', model: 'claude-haiku-4-5' } };
  const both = { presets: true, modelSelect: true };
  const [soft, fixed] = [
    { ...b, softDefault: true },
    { ...b, default: true },
  ];
  const [ofA, ofB, ofPreset, used] = ['gpt-4.1 a', 'claude-haiku-4-5 b', 'gemini-2.5-pro -', 'gpt-4o-mini -'];

  // Without a default preset, then with one: after a load, and after [New chat]. As in the pages of 0.8.7 (measured:
  // facts/librechat-owner).
  it.each<[string, OwnerFile, [string, string, string]]>([
    ['alone', { modelSpecs: { list: [a, b] } }, [ofA, ofA, ofA]],
    ['first, beside presets', { interface: both, modelSpecs: { list: [a, b] } }, [ofA, ofPreset, ofA]],
    [
      'beside presets',
      { interface: both, modelSpecs: { prioritize: false, list: [a, b] } },
      [used, ofPreset, ofPreset],
    ],
    ['with a default', { interface: both, modelSpecs: { list: [a, fixed] } }, [ofB, ofB, ofB]],
    ['with a soft default', { interface: both, modelSpecs: { list: [a, soft] } }, [used, ofPreset, ofPreset]],
    ['none, and presets off', { interface: { presets: false } }, [used, used, used]],
    ['none, and the choice of models off', { interface: { modelSelect: false } }, [used, used, used]],
  ])('when the owner’s list is %s, then a new chat’s model is as in LibreChat', async (_name, owner, expected) => {
    await open({ owner });
    const startedWith = async (act: () => Promise<unknown>) => {
      await act();
      await shown();
      const { model, spec = '-' } = JSON.parse((await keys()).lastConversationSetup_0 ?? '{}');
      return `${model} ${spec}`;
    };
    const reload = async () => {
      const setup = { conversationId: 'new', endpoint: 'openAI', model: 'gpt-4o-mini' };
      await page.evaluate((text) => {
        localStorage.setItem('lastConversationSetup_0', text);
        localStorage.setItem('lastSelectedModel', '{"openAI":"gpt-4o-mini"}');
      }, JSON.stringify(setup));
      await page.reload();
    };
    const without = await startedWith(reload);
    const [preset] = app.state.presets.values();
    Object.assign(preset ?? {}, { endpoint: 'google', model: 'gemini-2.5-pro', defaultPreset: true, order: 0 });
    const atLoad = await startedWith(reload);
    const atPress = await startedWith(() => page.getByTestId('new-chat-button').click());
    expect([without, atLoad, atPress]).toEqual(expected);
  });
});

it('when a chat starts, then with POST, stream, title, and its own address', async () => {
  await open({ sample: 'empty' });
  app.log.clear();
  await page.fill('#prompt-textarea', 'What is a lentil made of?');
  await page.click('#send-button');
  await page.getByRole('button', { name: 'What is a lentil made of? conversation' }).waitFor();
  const steps = app.log.all().map((entry) => entry.path.replace(/[0-9a-f-]{36}$/, 'ID'));
  expect(steps.slice(0, 3)).toEqual([
    '/api/agents/chat/openAI',
    '/api/agents/chat/stream/ID',
    '/api/convos/gen_title/ID',
  ]);
  await page.getByText('This is a demo answer').waitFor();
  expect(page.url()).toMatch(/\/c\/[0-9a-f-]{36}$/);
});

it('when a person signs in to the platform, then a changed setting is sent', async () => {
  await openSignedOut({ platform: true });
  await logIn();
  await page.selectOption('#theme-select', 'dark');
  await expect.poll(() => app.state.platformSettings.get(app.user(ALEX.email)._id)?.theme).toBe('dark');
  await page.reload();
  await expect.poll(() => page.getAttribute('html', 'class')).toBe('dark');
});

it.each([
  [1400, 900, { exportX: 1356, prompt: { x: 432, width: 896 }, newY: 409, chatY: 754 }],
  [1024, 768, { exportX: 980, prompt: { x: 360, width: 664 }, newY: 343, chatY: 622 }],
])('when the page is %i×%i, then its controls have the real boxes', async (width, height, real) => {
  await open();
  await page.setViewportSize({ width, height });
  const boxOf = (selector: string) => page.locator(selector).boundingBox();
  expect(await boxOf('#export-menu-button')).toEqual({ x: real.exportX, y: 8, width: 36, height: 36 });
  expect(await boxOf('.chat form')).toEqual({ ...real.prompt, y: real.newY, height: 106 });
  await page.fill('#prompt-textarea', 'Hello');
  await page.click('#send-button');
  await page.getByText('You said: Hello').waitFor();
  expect(await boxOf('.chat form')).toEqual({ ...real.prompt, y: real.chatY, height: 106 });
});
