import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { PageRegister } from '@/lib/messaging/protocol';
import { appIds } from '@/lib/model';
import { isSameText, pageRegisters, readValue, registerAt, writeValue } from '@/lib/page/settings/page-values';
import { type Entries, FakeOrigin, sourceOf } from './fakes';

function pageOf(entries: Entries, cookies: readonly string[] = []) {
  const origin = new FakeOrigin(entries);
  for (const cookie of cookies) origin.setCookie(cookie);
  const set = vi.spyOn(origin, 'setCookie');
  const source = sourceOf(origin);
  return { set: () => set.mock.calls.flat(), source, entry: (key: string) => origin.entries.get(key) };
}

test.each([
  ['ui.theme', 'theme', 'light'],
  ['ui.language', 'i18nextLng', 'zh-tw'],
  ['ui.textSize', 'anythingllm_text_size', 'large'],
] as const)('when AnythingLLM’s %s is written, then as plain text in %s', (register, key, text) => {
  const page = pageOf({});
  writeValue('anythingllm', page.source, register, text);
  expect(page.entry(key)).toBe(text);
});

test.each([
  ['ui.theme', 'color-theme', undefined, 'dark'],
  ['ui.theme', 'color-theme', 'light', 'dark'],
  ['ui.theme', 'color-theme', '"light"', '"dark"'],
  ['ui.textSize', 'fontSize', undefined, '"dark"'],
  ['ui.textSize', 'fontSize', '"text-lg"', '"dark"'],
  ['ui.textSize', 'fontSize', 'text-base', 'dark'],
] as const)('when LibreChat’s %s is written to %s, then in the encoding of %s: %s', (register, key, found, written) => {
  const page = pageOf(found === undefined ? {} : { [key]: found });
  writeValue('librechat', page.source, register, 'dark');
  expect(page.entry(key)).toBe(written);
});

const page = (text: string, encode: (text: string) => string) => {
  const { source, entry } = pageOf({ 'color-theme': encode(text) });
  return {
    read: () => readValue('librechat', source, 'ui.theme'),
    write: (theme: string) => writeValue('librechat', source, 'ui.theme', theme),
    pick: (theme: string) => source.store.setItem('color-theme', encode(theme)),
    stored: () => entry('color-theme'),
  };
};
const encodings = [String, JSON.stringify];

test.each(encodings)('when LibreChat shows high contrast, then its theme reads as light or dark', (encode) => {
  expect(page('high-contrast-dark', encode).read()).toBe('dark');
  expect(page('high-contrast-light', encode).read()).toBe('light');
  // Nobody knows what this may be.
  expect(page('high-contrast', encode).read()).toBe('high-contrast');
});

test('when themes are written over high contrast, then contrast and encoding stay', () => {
  const themes = fc.array(fc.constantFrom('light', 'dark', 'system'), { minLength: 1 });
  fc.assert(
    fc.property(fc.constantFrom(...encodings), fc.constantFrom('light', 'dark'), themes, (encode, first, written) => {
      const chat = page(`high-contrast-${first}`, encode);
      for (const theme of written) {
        chat.write(theme);
        expect(chat.read()).toBe(theme);
        expect(chat.stored()).toBe(encode(theme === 'system' ? theme : `high-contrast-${theme}`));
      }
    }),
  );
});

test('when the person picks a plain theme, then high contrast ends', () => {
  const chat = page('high-contrast-dark', String);
  chat.write('system');
  chat.pick('light');
  chat.write('system');
  chat.write('dark');
  expect(chat.stored()).toBe('dark');
});

test('when LibreChat’s language is written, then to its key and a year’s cookie', () => {
  const page = pageOf({ lang: '"fr-FR"' }, ['lang=it-IT']);
  writeValue('librechat', page.source, 'ui.language', 'zh-Hans');
  expect(page.entry('lang')).toBe('"zh-Hans"');
  expect(page.set()).toEqual(['lang=zh-Hans; path=/; max-age=31536000']);
  expect(readValue('librechat', page.source, 'ui.language')).toBe('zh-Hans');
});

test('when a language holds a semicolon, then it adds no attribute to the cookie', () => {
  const page = pageOf({});
  writeValue('librechat', page.source, 'ui.language', 'de; domain=example.org');
  expect(page.set()).toEqual(['lang=de%3B%20domain%3Dexample.org; path=/; max-age=31536000']);
});

describe('the model used last', () => {
  const choice = JSON.stringify({ endpoint: 'anthropic', model: 'claude-sonnet-4-6' });
  const json = (page: ReturnType<typeof pageOf>, key: string) => JSON.parse(page.entry(key) ?? 'null');

  test('when the last used model is written, then it is merged into LibreChat’s own', () => {
    const page = pageOf({
      lastConversationSetup_0: JSON.stringify({
        conversationId: 'new',
        title: 'New Chat',
        endpoint: 'Proxy',
        endpointType: 'custom',
        model: 'a',
        tools: [],
      }),
      lastSelectedModel: JSON.stringify({ Proxy: 'a', anthropic: 'claude-3', openAI: 'gpt-4o' }),
    });
    writeValue('librechat', page.source, 'llm.model', choice);
    expect(json(page, 'lastConversationSetup_0')).toEqual({
      conversationId: 'new',
      title: 'New Chat',
      endpoint: 'anthropic',
      model: 'claude-sonnet-4-6',
      tools: [],
    });
    expect(json(page, 'lastSelectedModel')).toEqual({ Proxy: 'a', anthropic: 'claude-sonnet-4-6', openAI: 'gpt-4o' });
  });

  test('when the endpoint stays, then it keeps its type', () => {
    const setup = { endpoint: 'anthropic', endpointType: 'custom', model: 'a' };
    const page = pageOf({ lastConversationSetup_0: JSON.stringify(setup) });
    writeValue('librechat', page.source, 'llm.model', choice);
    expect(json(page, 'lastConversationSetup_0')).toMatchObject({ endpointType: 'custom', conversationId: 'new' });
  });

  test.each([
    { endpoint: 'agents', agent_id: 'agent_1' },
    { endpoint: 'assistants', assistant_id: 'asst_1', model: 'gpt-4o' },
    { endpoint: 'anthropic', spec: 'company-default', model: 'claude-sonnet-4-6' },
  ])('when %j was used last, then the written model wins', (setup) => {
    const page = pageOf({ lastConversationSetup_0: JSON.stringify(setup) });
    expect(readValue('librechat', page.source, 'llm.model')).toBeNull();
    writeValue('librechat', page.source, 'llm.model', choice);
    expect(readValue('librechat', page.source, 'llm.model')).toBe(choice);
    expect(json(page, 'lastConversationSetup_0')).toEqual({
      conversationId: 'new',
      endpoint: 'anthropic',
      model: 'claude-sonnet-4-6',
    });
  });
});

test('when anything is written, then it is read back, whatever was there', () => {
  const text = fc.string({ minLength: 1, maxLength: 100 }).filter((candidate) => !candidate.startsWith('"'));
  const model = fc
    .record({ endpoint: fc.oneof(text, fc.constantFrom('__proto__', 'constructor')), model: text })
    .filter(({ endpoint }) => !['agents', 'assistants', 'azureAssistants'].includes(endpoint))
    .map((value) => JSON.stringify(value));
  const keys = ['theme', 'color-theme', 'fontSize', 'lang', 'lastConversationSetup_0', 'lastSelectedModel'];
  const entries = fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.string(), fc.json()));
  const register = fc
    .constantFrom(...appIds)
    .chain((app) => fc.tuple(fc.constant(app), fc.constantFrom(...pageRegisters(app))));
  fc.assert(
    fc.property(entries, register, text, model, (stored, [app, one], plain, choice) => {
      const page = pageOf(stored);
      const wanted = one === 'llm.model' ? choice : plain.toWellFormed();
      writeValue(app, page.source, one, wanted);
      expect(readValue(app, page.source, one)).toBe(wanted);
    }),
  );
});

test.each([
  ['anythingllm', 'theme', 'ui.theme'],
  ['anythingllm', 'color-theme', undefined],
  ['librechat', 'color-theme', 'ui.theme'],
  ['librechat', 'lastSelectedModel', 'llm.model'],
  ['librechat', 'textDraft_new', undefined],
  ['librechat', null, undefined],
] as const)('when in %s the key %s changes, then the setting is %s', (app, key, register) => {
  expect(registerAt(app, key)).toBe(register);
});

test.each([
  ['anythingllm', 'ui.language', 'de-DE', 'de-de', true],
  ['anythingllm', 'ui.theme', 'default', 'dark', true],
  ['anythingllm', 'ui.theme', 'light', 'dark', false],
  ['librechat', 'ui.language', 'de-DE', 'de-de', false],
  ['librechat', 'ui.theme', null, null, true],
  ['librechat', 'ui.theme', null, 'dark', false],
] as const)(
  'when in %s for %s the texts are %s and %s, then they are the same: %s',
  (app, register: PageRegister, a, b, expected) => {
    expect(isSameText(app, register, a, b)).toBe(expected);
  },
);
