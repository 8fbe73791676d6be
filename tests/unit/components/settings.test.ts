import { describe, expect, it } from 'vitest';
import { readSettings, settingNotes } from '@/components/settings/read-settings';
import type { SettingName } from '@/components/settings/setting-names';
import { showValue } from '@/components/settings/show-value';
import { showLanguage, showTextSize, showTheme } from '@/components/settings/ui-values';
import {
  type AppState,
  initialSettings,
  initialStatus,
  type Json,
  type LlmPlace,
  type RegisterId,
  type Settings,
} from '@/lib/model';
import { connection, off, user as userOf, workspaces } from '../../gallery/sample';
import { both } from './kit';

const gpt4 = { provider: 'openai', model: 'gpt-4o' };

const app = (more: Partial<AppState>): AppState => ({
  ...off,
  connection: connection('librechat', 'LibreChat', 'http://nas:3080'),
  ...more,
});

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

it('when apps write one provider differently, then the same model is the same', () => {
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

it('when there is a default preset, then it is shown before the last used model', () => {
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

it('when a side has nothing to show, then it says why and nothing is compared', () => {
  const dark = app({ ui: { theme: 'dark', language: null, textSize: null } });
  expect(row('theme', off, dark)).toMatchObject({
    match: 'unknown',
    sides: { anythingllm: { why: 'not connected' } },
  });
  expect(row('theme', dark, app({})).sides.librechat).toMatchObject({ why: 'not seen yet' });
  expect(row('language', dark, dark).sides.librechat).toMatchObject({
    why: 'default',
    explanation: 'You have not chosen a value, so the app uses its own default',
  });
  expect(row('model', app({}), off).sides.anythingllm).toMatchObject({ why: 'not seen yet' });
  expect(row('temperature', app(place('system-default', 'openai', 'x')), off).sides.anythingllm).toMatchObject({
    why: 'per workspace',
  });
});

describe('readSettings with the settings in step', () => {
  const find = (name: SettingName, settings: Partial<Settings>, apps = both(), spaces = workspaces) =>
    readSettings(apps, { ...initialSettings, ...settings }, spaces).find((each) => each.name === name);

  it('when a change is on its way, then it is shown with what the side holds now', () => {
    const dueWrites = [{ register: 'ui.theme', place: 'librechat/page', target: 'light', restores: null } as const];
    expect(find('theme', { dueWrites })).toMatchObject({
      match: 'different',
      sides: { anythingllm: { text: 'Dark' }, librechat: { text: 'Light', detail: 'now Dark', coming: true } },
    });
    const all = [
      ...dueWrites,
      { register: 'ui.theme', place: 'anythingllm/page', target: 'light', restores: null } as const,
    ];
    expect(find('theme', { dueWrites: all })?.match).toBe('waiting');
    const back = [{ register: 'ui.theme', place: 'librechat/page', restores: 'c', target: 'system' } as const];
    expect(find('theme', { dueWrites: back })?.sides.librechat).toMatchObject({ text: 'As the system' });
  });

  it('when a side holds no value yet, then the one on its way is shown', () => {
    const bare = app({ ui: { theme: null, language: null, textSize: null } });
    const dueWrites = [{ register: 'ui.theme', place: 'librechat/page', target: 'light', restores: null } as const];
    expect(find('theme', { dueWrites }, { anythingllm: off, librechat: bare })?.sides.librechat).toMatchObject({
      text: 'Light',
      detail: 'not there yet',
    });
  });

  it('when a change is for another place of the app, then the shown one keeps its', () => {
    const dueWrites = [
      { register: 'llm.model', place: 'anythingllm/workspace:thesis', target: gpt4, restores: null } as const,
    ];
    expect(find('model', { dueWrites })?.sides.anythingllm).not.toHaveProperty('coming');
    const arrived = [{ register: 'ui.theme', place: 'librechat/page', target: 'dark', restores: null } as const];
    expect(find('theme', { dueWrites: arrived })?.match).toBe('same');
  });

  it('when workspaces were chosen, then their temperature is shown', () => {
    const chosen = (...slugs: string[]) => ({
      participation: Object.fromEntries(
        slugs.map((slug) => [`llm.temperature/anythingllm/workspace:${slug}`, 'on' as const]),
      ),
    });
    const held = workspaces.map((each, index) => ({ ...each, temperature: index === 0 ? 0.4 : 0.9 }));
    const shown = (...slugs: string[]) => find('temperature', chosen(...slugs), both(), held)?.sides.anythingllm;
    expect(shown('thesis')).toMatchObject({ text: '0.4', detail: 'Thesis' });
    expect(shown('recipes', 'household-budget')).toMatchObject({ text: '0.9', detail: '2 workspaces' });
    expect(shown('thesis', 'recipes')).toMatchObject({ why: 'differs by workspace' });
    expect(shown()).toMatchObject({ why: 'per workspace' });
  });
});

it.each<[RegisterId, Json, string]>([
  ['llm.model', gpt4, 'gpt-4o'],
  ['llm.model', { endpoint: 'openAI', model: 'gpt-4o' }, 'gpt-4o'],
  ['llm.model', { provider: 'textgenwebui', model: null }, 'Text generation web UI'],
  ['llm.model', { provider: null, model: null }, 'as the default'],
  ['llm.temperature', 0.75, '0.75'],
  ['llm.temperature', null, 'default'],
  ['llm.maxTokens', 4096, '4,096'],
  ['ui.theme', 'system', 'As the system'],
  ['ui.language', 'zh-Hant', 'Chinese (Traditional)'],
  ['ui.textSize', 5, 'Extra large'],
  ['ui.textSize', 'small', 'Small'],
  ['ui.theme', { odd: true }, '{"odd":true}'],
])('when %s is %o, then it is shown as “%s”', (register, value, text) => {
  expect(showValue(register, value).text).toBe(text);
});

it.each([
  ['de', 'de-DE', true],
  ['zh-tw', 'zh-Hant-TW', true],
  ['zh', 'zh-Hant-TW', false],
  ['zh', 'zh-Hans', true],
  ['en', 'de', false],
])('when the languages are %s and %s, then they are the same: %s', (a, b, same) => {
  expect(showLanguage(a).meaning === showLanguage(b).meaning).toBe(same);
});

it('when a language has a name, then it is shown, else as it is written', () => {
  expect(showLanguage('de').text).toBe('German');
  expect(showLanguage('en-US').text).toBe('English (US)');
  expect(showLanguage('not a language')).toEqual({ text: 'not a language', meaning: 'not a language' });
  expect(showLanguage('').text).toBe('');
});

it.each<[RegisterId, ...Json[]]>([
  ['ui.textSize', 2, 'small', 'text-sm', 'text-xs'],
  ['ui.textSize', 3, 'normal', 'text-base'],
  ['ui.textSize', 4, 'large', 'text-lg'],
  ['ui.theme', 'dark', 'default', 'high-contrast-dark'],
])('when %s is written in any form, then it means the same', (setting, ...forms) => {
  const [first, ...others] = forms.map((form) => showValue(setting, form).meaning);
  expect(others).toEqual(others.map(() => first));
});

it('when a value is an app’s own, then it is shown as such', () => {
  expect(showTextSize('text-xs').text).toBe('Extra small');
  expect(showTheme('high-contrast-dark').text).toBe('Dark, high contrast');
  expect(showTheme('high-contrast').text).toBe('high-contrast');
});

describe('settingNotes', () => {
  const ui = { theme: null, language: null, textSize: null };
  const user = userOf({ role: 'default', settingsReach: 'read-only' });

  it('when an admin or everyone decides, then a note says so calmly', () => {
    expect(settingNotes({ anythingllm: app({ user, ui }), librechat: off })).toEqual([
      'Your admin sets the defaults of AnythingLLM.',
    ]);
    const everyone = app({ ui, user: { ...user, settingsReach: 'everyone' } });
    expect(settingNotes({ anythingllm: everyone, librechat: off })[0]).toMatch(/^Everyone on this server shares/);
    expect(
      settingNotes({ anythingllm: app({ ui, user: { ...user, settingsReach: 'mine' } }), librechat: off }),
    ).toEqual([]);
  });

  it('when an app was never seen, then a note asks to open it, unless signed out', () => {
    expect(settingNotes({ anythingllm: off, librechat: app({}) })[0]).toMatch(/^Open LibreChat once/);
    const signedOut = app({ status: { ...initialStatus, session: 'signed-out' } });
    expect(settingNotes({ anythingllm: off, librechat: signedOut })).toEqual([]);
    expect(row('theme', off, signedOut).sides.librechat).toMatchObject({ why: 'signed out' });
  });
});
