import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageMessageSchema } from '@/lib/messaging/protocol';
import { appIds } from '@/lib/model';
import { readPage, sameReport } from '@/lib/page/settings/read-page';
import { type Entries, storeOf } from './fakes';

const at = (pathname: string, search = '') => ({ pathname, search });

function readAnything(entries: Entries, place = at('/'), basePath = '/') {
  return readPage('anythingllm', basePath, { store: storeOf(entries), cookies: '', place });
}
function readLibre(entries: Entries, { cookies = '', place = at('/c/new'), basePath = '/' } = {}) {
  return readPage('librechat', basePath, { store: storeOf(entries), cookies, place });
}

test('when AnythingLLM has settings and a token, then only the settings are told', () => {
  const report = readAnything({
    theme: 'system',
    i18nextLng: 'de-de',
    anythingllm_text_size: 'large',
    anythingllm_authToken: 'a.b.c',
    lastConversationSetup_0: JSON.stringify({ endpoint: 'openAI', model: 'gpt-4o' }),
  });
  expect(report).toEqual({
    type: 'page-report',
    session: 'present',
    path: '/',
    ui: { theme: 'system', language: 'de-de', textSize: 'large' },
    lastUsed: null,
  });
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

test.each(['"da', ''])('when LibreChat’s theme is damaged (%s), then it has none', (stored) => {
  expect(readLibre({ 'color-theme': stored }).ui?.theme).toBeNull();
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

test('when a login page stranded, then it tells where it leads, without queries', () => {
  const place = at('/chat/login', '?redirect_to=%2Fc%2Fnew%3Fprompt%3Dprivate&code=s3cret');
  expect(readLibre({ 'color-theme': 'dark' }, { place, basePath: '/chat/' })).toMatchObject({
    session: 'unknown',
    path: '/chat/login?redirect_to=%2Fc%2Fnew',
    ui: null,
    lastUsed: null,
  });
});

test('when a conversation is named login, then it is no login page, told without query', () => {
  const report = readLibre({}, { place: at('/c/login', '?prompt=private') });
  expect(report.ui).not.toBeNull();
  expect(report.path).toBe('/c/login');
});

const gpt = { endpoint: 'openAI', model: 'gpt-4o' };
test.each<[setup: object | string, picked: string | undefined, lastUsed: object | null]>([
  [{ ...gpt, model: 'old' }, '{"openAI":"gpt-4.1","x":"y"}', { provider: 'openAI', model: 'gpt-4.1' }],
  ...[undefined, '{damaged', 'null', '{"openAI":7}', '[]'].map((picked): [object, string | undefined, object] => [
    gpt,
    picked,
    { provider: 'openAI', model: 'gpt-4o' },
  ]),
  [{ endpoint: 'constructor' }, '{}', { provider: 'constructor', model: null }],
  // The owner's spec is told by its name alone.
  [{ ...gpt, spec: 'company-default' }, undefined, { provider: null, model: 'company-default' }],
  [{ ...gpt, endpoint: 'agents', agent_id: 'agent_1' }, undefined, null],
  [{ endpoint: 'assistants', assistant_id: 'asst_1' }, undefined, null],
  [{ endpoint: 'azureAssistants' }, undefined, null],
  [{ ...gpt, endpoint: 7 }, undefined, null],
  [{ endpoint: null }, undefined, null],
  [{}, undefined, null],
  ...['{"endpoint":"openAI"', 'null', '7', '"openAI"', '[]', ''].map((text): [string, undefined, null] => [
    text,
    undefined,
    null,
  ]),
])('when LibreChat holds %j, and picked %j, then the last used model is %j', (setup, picked, lastUsed) => {
  const lastConversationSetup_0 = typeof setup === 'string' ? setup : JSON.stringify(setup);
  const entries = { lastConversationSetup_0, ...(picked && { lastSelectedModel: picked }) };
  expect(readLibre(entries).lastUsed).toEqual(lastUsed);
});

const anythingKeys = ['theme', 'i18nextLng', 'anythingllm_text_size', 'anythingllm_authToken'];
const libreKeys = ['color-theme', 'lang', 'fontSize', 'lastConversationSetup_0', 'lastSelectedModel'];
const text = fc.oneof(
  fc.string(),
  fc.json(),
  fc.string({ maxLength: 4_000 }).map((value) => JSON.stringify(value)),
);
const setupText = fc
  .record({ endpoint: fc.oneof(fc.string(), fc.constant('__proto__')), model: fc.jsonValue(), spec: fc.jsonValue() })
  .map((value) => JSON.stringify(value));
const entries = fc.dictionary(fc.constantFrom(...anythingKeys, ...libreKeys), fc.oneof(text, setupText));
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

const dark = readLibre({ 'color-theme': 'dark' });
const login = readLibre({}, { place: at('/login') });
test.each([
  ['a setting differs', dark, readLibre({ 'color-theme': 'light' }), 'news'],
  ['only the encoding differs', dark, readLibre({ 'color-theme': '"dark"' }), 'no news'],
  ['another page opens', dark, readLibre({ 'color-theme': 'dark' }, { place: at('/c/123') }), 'no news'],
  ['the login page opens', dark, login, 'news'],
  ['the login page is stranded', login, readLibre({}, { place: at('/login', '?redirect_to=%2Fc%2Fnew') }), 'news'],
  ['somebody signs in', readAnything({}), readAnything({ anythingllm_authToken: 'a.b.c' }), 'news'],
] as const)('when %s, then the report is news or none', (_what, former, next, expected) => {
  expect(sameReport(former, next) ? 'no news' : 'news').toBe(expected);
});
