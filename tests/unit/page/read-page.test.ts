import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageMessageSchema } from '@/lib/messaging/protocol';
import { appIds } from '@/lib/model';
import { readPage, sameReport } from '@/lib/page/settings/read-page';
import { storeOf } from './fakes';

type Entries = Readonly<Record<string, string>>;
const at = (pathname: string, search = '') => ({ pathname, search });

function readAnything(entries: Entries, place = at('/'), basePath = '/') {
  return readPage('anythingllm', basePath, { store: storeOf(entries), cookies: '', place });
}
function readLibre(entries: Entries, { cookies = '', place = at('/c/new'), basePath = '/' } = {}) {
  return readPage('librechat', basePath, { store: storeOf(entries), cookies, place });
}

test('when AnythingLLM has settings and a token, then only the settings are told', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2ln';
  const report = readAnything({
    theme: 'system',
    i18nextLng: 'de-de',
    anythingllm_text_size: 'large',
    anythingllm_authToken: token,
  });
  expect(report).toEqual({
    type: 'page-report',
    session: 'present',
    path: '/',
    ui: { theme: 'system', language: 'de-de', textSize: 'large' },
    lastUsed: null,
  });
  expect(JSON.stringify(report)).not.toContain(token);
});

test('when AnythingLLM has no token and settings, then nothing is reported', () => {
  expect(readAnything({})).toMatchObject({
    session: 'absent',
    ui: { theme: null, language: null, textSize: null },
  });
});

test.each(['/login', '/login/', '/sso/simple', '/onboarding/llm-preference', '/accept-invite/s3cret'])(
  'when a page is for people not signed in (%s), then it has no settings',
  (pathname) => {
    const report = readAnything({ theme: 'dark' }, at(pathname, '?token=s3cret&nt=1'));
    expect(report.ui).toBeNull();
    expect(JSON.stringify(report)).not.toContain('s3cret');
  },
);

test.each([
  ['dark', 'dark'],
  ['"dark"', 'dark'],
  ['"da', null],
  ['', null],
])('when LibreChat stores its theme as %s, then it is %s', (stored, theme) => {
  expect(readLibre({ 'color-theme': stored }).ui?.theme).toBe(theme);
});

test.each([
  ['"text-lg"', 'text-lg'],
  ['text-base', 'text-base'],
])('when LibreChat stores its text size as %s, then it is %s', (stored, textSize) => {
  expect(readLibre({ fontSize: stored }).ui?.textSize).toBe(textSize);
});

test.each([
  ['lang=fr-FR', 'fr-FR'],
  ['a=1; lang=zh-Hans; b=2', 'zh-Hans'],
  ['slang=xx', 'de-DE'],
  ['lang=', 'de-DE'],
  ['lang=%E0', '%E0'],
  ['lang="it-IT"', 'it-IT'],
  ['', 'de-DE'],
])('when LibreChat’s cookie is “%s”, then its language is %s', (cookies, language) => {
  expect(readLibre({ lang: '"de-DE"' }, { cookies }).ui?.language).toBe(language);
});

test('when LibreChat’s language is damaged, then it has none', () => {
  expect(readLibre({ lang: 'de-DE' }).ui?.language).toBeNull();
});

test('when LibreChat’s page is read, then its session cannot be seen', () => {
  expect(readLibre({}).session).toBe('unknown');
});

test('when a login page stranded, then it tells where it leads, without queries', () => {
  const place = at('/chat/login', '?redirect_to=%2Fc%2Fnew%3Fprompt%3Dprivate&code=s3cret');
  expect(readLibre({ 'color-theme': 'dark' }, { place, basePath: '/chat/' })).toMatchObject({
    path: '/chat/login?redirect_to=%2Fc%2Fnew',
    ui: null,
    lastUsed: null,
  });
});

test('when a conversation is named login, then it is no login page', () => {
  expect(readLibre({}, { place: at('/c/login') }).ui).not.toBeNull();
});

test('when an address has a query, then it is not told', () => {
  expect(readLibre({}, { place: at('/c/new', '?prompt=private') }).path).toBe('/c/new');
});

describe('the model used last', () => {
  const setup = (fields: object) => ({ lastConversationSetup_0: JSON.stringify(fields) });

  test('when a model was picked for the last endpoint, then it is the last used one', () => {
    const lastSelectedModel = JSON.stringify({ openAI: 'gpt-4o', anthropic: 'claude-sonnet-4-6' });
    const entries = { ...setup({ endpoint: 'anthropic', model: 'old' }), lastSelectedModel };
    expect(readLibre(entries).lastUsed).toEqual({ provider: 'anthropic', model: 'claude-sonnet-4-6' });
  });

  test.each([undefined, '{damaged', 'null', '{"openAI":7}', '[]'])(
    'when %s was picked, then the setup’s own model is the last used one',
    (picked) => {
      const entries = {
        ...setup({ endpoint: 'openAI', model: 'gpt-4o' }),
        ...(picked && { lastSelectedModel: picked }),
      };
      expect(readLibre(entries).lastUsed).toEqual({ provider: 'openAI', model: 'gpt-4o' });
    },
  );

  test('when no model is known, then the last used one has none', () => {
    const entries = { ...setup({ endpoint: 'constructor' }), lastSelectedModel: '{}' };
    expect(readLibre(entries).lastUsed).toEqual({ provider: 'constructor', model: null });
  });

  test.each([
    { endpoint: 'agents', agent_id: 'agent_1', model: 'gpt-4o' },
    { endpoint: 'assistants', assistant_id: 'asst_1' },
    { endpoint: 'azureAssistants' },
    { endpoint: 7, model: 'gpt-4o' },
    { endpoint: null },
    {},
  ])('when no model was picked (%j), then there is no last used one', (fields) => {
    expect(readLibre(setup(fields)).lastUsed).toBeNull();
  });

  test('when the owner’s spec was picked, then it is told by its name alone', () => {
    const entries = setup({ endpoint: 'openAI', model: 'gpt-4o', spec: 'company-default' });
    expect(readLibre(entries).lastUsed).toEqual({ provider: null, model: 'company-default' });
  });

  test.each(['{"endpoint":"openAI"', 'null', '7', '"openAI"', '[]', ''])(
    'when the setup is damaged (%s), then there is no last used model',
    (text) => {
      expect(readLibre({ lastConversationSetup_0: text }).lastUsed).toBeNull();
    },
  );

  test('when AnythingLLM’s page is read, then it has no last used model', () => {
    expect(readAnything(setup({ endpoint: 'openAI', model: 'gpt-4o' })).lastUsed).toBeNull();
  });
});

describe('whatever a page stores', () => {
  const keys = [
    'theme',
    'i18nextLng',
    'anythingllm_text_size',
    'anythingllm_authToken',
    'color-theme',
    'lang',
    'fontSize',
  ];
  const libreKeys = ['lastConversationSetup_0', 'lastSelectedModel'];
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string({ maxLength: 4_000 }).map((value) => JSON.stringify(value)),
  );
  const setupText = fc
    .record({ endpoint: fc.oneof(fc.string(), fc.constant('__proto__')), model: fc.jsonValue(), spec: fc.jsonValue() })
    .map((value) => JSON.stringify(value));
  const entries = fc.dictionary(fc.constantFrom(...keys, ...libreKeys), fc.oneof(text, setupText));
  const path = fc
    .array(fc.constantFrom('login', 'c', 'sso', 'new', 'x'.repeat(3_000), 'ü'))
    .map((parts) => `/${parts.join('/')}`);
  const query = fc.oneof(
    fc.string(),
    fc.string({ maxLength: 5_000 }).map((to) => `?redirect_to=${encodeURIComponent(to.toWellFormed())}`),
  );

  test('when a page stores anything, then its report is one the background accepts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...appIds),
        entries,
        fc.string(),
        path,
        query,
        (app, stored, cookies, pathname, search) => {
          const report = readPage(app, '/', { store: storeOf(stored), cookies, place: { pathname, search } });
          expect(pageMessageSchema.parse(report)).toEqual(report);
        },
      ),
    );
  });

  test('when a page stores a token, then it is never in a report', () => {
    const token = fc.base64String({ minLength: 8, maxLength: 200 }).map((part) => `${part}.secret.${part}`);
    fc.assert(
      fc.property(entries, token, path, (stored, secret, pathname) => {
        const report = readAnything(
          { ...stored, anythingllm_authToken: secret },
          { pathname, search: `?token=${secret}&redirect_to=${encodeURIComponent(`/sso?token=${secret}`)}` },
        );
        expect(JSON.stringify(report)).not.toContain(secret);
        expect(report.session).toBe('present');
      }),
    );
  });

  test('when LibreChat’s settings are in either encoding, then they read the same', () => {
    const value = fc.string({ minLength: 1, maxLength: 100 }).filter((candidate) => !candidate.startsWith('"'));
    fc.assert(
      fc.property(value, (theme) => {
        for (const stored of [theme, JSON.stringify(theme)]) {
          expect(readLibre({ 'color-theme': stored, fontSize: stored }).ui).toMatchObject({ theme, textSize: theme });
        }
      }),
    );
  });
});

describe('a change', () => {
  const report = readLibre({ 'color-theme': 'dark' });

  test('when a setting differs, then the report is news', () => {
    expect(sameReport(report, readLibre({ 'color-theme': 'light' }))).toBe(false);
    expect(sameReport(report, readLibre({ 'color-theme': '"dark"' }))).toBe(true);
  });

  test('when another page of the app opens, then the report is no news', () => {
    expect(sameReport(report, readLibre({ 'color-theme': 'dark' }, { place: at('/c/123') }))).toBe(true);
  });

  test('when the login page is reached, then the report is news', () => {
    const login = readLibre({}, { place: at('/login') });
    expect(sameReport(report, login)).toBe(false);
    expect(sameReport(login, readLibre({}, { place: at('/login', '?redirect_to=%2Fc%2Fnew') }))).toBe(false);
  });

  test('when somebody signs in or out, then the report is news', () => {
    expect(sameReport(readAnything({}), readAnything({ anythingllm_authToken: 'a.b.c' }))).toBe(false);
  });
});
