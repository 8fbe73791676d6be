import { describe, expect, it } from 'vitest';
import { readSettings, type SettingName, settingNotes } from '@/components/settings/read-settings';
import { showLanguage, showTextSize, showTheme } from '@/components/settings/ui-values';
import { type AppState, initialStatus, type LlmPlace } from '@/lib/model';

const off: AppState = { connection: null, status: initialStatus, user: null, llm: null, ui: null };

function app(more: Partial<AppState>): AppState {
  const connection: AppState['connection'] = {
    id: 'x',
    app: 'librechat',
    origin: 'http://nas:3080',
    basePath: '/',
    contract: 'stock',
    title: 'LibreChat',
    openIdLogin: false,
    connectedAt: '2026-01-01T00:00:00Z',
  };
  return { ...off, connection, ...more };
}

const place = (
  name: LlmPlace['place'],
  provider: string | null,
  model: string | null,
  more: Partial<LlmPlace> = {},
) => ({
  llm: { places: [{ place: name, provider, model, temperature: null, maxTokens: null, ...more }] },
});

function row(name: SettingName, anythingllm: AppState, librechat: AppState) {
  const found = readSettings({ anythingllm, librechat }).find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not shown`);
  return found;
}

describe('readSettings', () => {
  it('calls the same model of the same provider same, however each app writes the provider', () => {
    const same = row(
      'model',
      app(place('system-default', 'azure', 'gpt-4o')),
      app(place('default-preset', 'azureOpenAI', 'gpt-4o')),
    );
    expect(same.match).toBe('same');
    expect(same.sides.librechat).toMatchObject({ text: 'gpt-4o', detail: 'Azure OpenAI · default preset' });
    const different = row(
      'model',
      app(place('system-default', 'openai', 'gpt-4o')),
      app(place('last-used', 'azureOpenAI', 'gpt-4o')),
    );
    expect(different.match).toBe('different');
  });

  it('shows the default preset before the last used model, and the last used one where there is no preset', () => {
    const preset = {
      place: 'default-preset',
      provider: 'openAI',
      model: 'a',
      temperature: 0.7,
      maxTokens: null,
    } as const;
    const lastUsed = { ...preset, place: 'last-used', model: 'b', temperature: null } as const;
    const both = app({ llm: { places: [lastUsed, preset] } });
    expect(row('model', off, both).sides.librechat).toMatchObject({ text: 'a' });
    expect(row('temperature', off, both).sides.librechat).toMatchObject({ text: '0.7' });
    const empty = { ...preset, provider: null, model: null };
    expect(row('model', off, app({ llm: { places: [empty, lastUsed] } })).sides.librechat).toMatchObject({ text: 'b' });
  });

  it('says why a side has nothing to show, and compares nothing then', () => {
    const dark = app({ ui: { theme: 'dark', language: null, textSize: null } });
    expect(row('theme', off, dark)).toMatchObject({
      match: 'unknown',
      sides: { anythingllm: { why: 'not connected' } },
    });
    expect(row('theme', dark, app({})).sides.librechat).toMatchObject({ why: 'not seen yet' });
    expect(row('language', dark, dark).sides.librechat).toMatchObject({
      why: 'default',
      explanation: 'Nothing chosen: the app’s own default',
    });
    expect(row('model', app({}), off).sides.anythingllm).toMatchObject({ why: 'not seen yet' });
    expect(row('temperature', app(place('system-default', 'openai', 'x')), off).sides.anythingllm).toMatchObject({
      why: 'per workspace',
    });
  });
});

describe('display of values', () => {
  it.each([
    ['de', 'de-DE', true],
    ['zh-tw', 'zh-Hant-TW', true],
    ['zh', 'zh-Hant-TW', false],
    ['zh', 'zh-Hans', true],
    ['en', 'de', false],
  ])('languages %s and %s are the same: %s', (a, b, same) => {
    expect(showLanguage(a).meaning === showLanguage(b).meaning).toBe(same);
  });

  it('names languages, and shows what is none as it is', () => {
    expect(showLanguage('de').text).toBe('German');
    expect(showLanguage('en-US').text).toBe('English (US)');
    expect(showLanguage('not a language')).toEqual({ text: 'not a language', meaning: 'not a language' });
    expect(showLanguage('').text).toBe('');
  });

  it('reads both apps’ text sizes and themes', () => {
    expect(showTextSize('normal').meaning).toBe(showTextSize('text-base').meaning);
    expect(showTextSize('text-xs')).toEqual({ text: 'Extra small', meaning: 'small' });
    expect(showTheme('default').meaning).toBe(showTheme('dark').meaning);
    expect(showTheme('high-contrast').text).toBe('high-contrast');
  });
});

describe('settingNotes', () => {
  const ui = { theme: null, language: null, textSize: null };
  const user = {
    id: '1',
    username: null,
    name: null,
    email: null,
    avatarUrl: null,
    role: 'default',
    signInProvider: null,
    mode: 'accounts',
    settingsReach: 'read-only',
  } as const;

  it('says calmly who decides', () => {
    expect(settingNotes({ anythingllm: app({ user, ui }), librechat: off })).toEqual([
      'AnythingLLM: set by your admin.',
    ]);
    const everyone = app({ ui, user: { ...user, settingsReach: 'everyone' } });
    expect(settingNotes({ anythingllm: everyone, librechat: off })[0]).toMatch(/shared by everyone/);
    expect(
      settingNotes({ anythingllm: app({ ui, user: { ...user, settingsReach: 'mine' } }), librechat: off }),
    ).toEqual([]);
  });

  it('says what to open, and does not ask anybody who signed out', () => {
    expect(settingNotes({ anythingllm: off, librechat: app({}) })[0]).toMatch(/open LibreChat once/);
    const signedOut = app({ status: { ...initialStatus, session: 'signed-out' } });
    expect(settingNotes({ anythingllm: off, librechat: signedOut })).toEqual([]);
    expect(row('theme', off, signedOut).sides.librechat).toMatchObject({ why: 'signed out' });
  });
});
