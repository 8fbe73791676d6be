import { describe, expect, it } from 'vitest';
import { readLines } from '@/components/settings/read-lines';
import { countWaiting, waitingFor } from '@/components/settings/read-waiting';
import { sayLine } from '@/components/settings/say-line';
import { lastEdit, wanted } from '@/components/settings/wanted';
import type { AppState, Json, LlmPlace, LlmSlice, PlaceId, RegisterId, Settings, SettingsState } from '@/lib/model';
import { claude, edited, gpt, gptInLibreChat, inStep, offers, register, replica } from '../../gallery/settings-sample';
import { at, both, down } from './kit';

/** LibreChat without a default preset, so that what was used last there decides. */
const withoutPreset = at('librechat', {}, { llm: { places: [] } });

type Replica = Settings['replicas'][number];
type Around = { readonly apps?: ReturnType<typeof both>; readonly online?: boolean };

/** The words on a setting's places, each with the place. */
const lines = (
  name: RegisterId,
  settings: Partial<Settings>,
  { apps = both(undefined, withoutPreset), online = true }: Around = {},
) =>
  readLines(name, { shared: { apps }, settings: { ...inStep, ...settings }, online }).map(
    (line) => `${line.place}: ${sayLine(name, line)}`,
  );

const waiting = (name: RegisterId, place: PlaceId, target: Json): Partial<Settings> => ({
  dueWrites: [{ register: name, place, target, restores: null }],
});
/** A place that holds a value, and what became of the one that it should hold. */
const tried = (
  name: RegisterId,
  place: PlaceId,
  seen: Json | undefined,
  more: Partial<Replica>,
): Partial<Settings> => ({
  replicas: [replica(name, place, seen, more)],
});
const newer = (name: RegisterId, value: Json) => ({ registers: { [name]: { ...register(value), seq: 9 } } });

const model = newer('llm.model', claude);
const waits = waiting('llm.model', 'anythingllm/system', claude);
const system = (status: Partial<AppState['status']>) => ({ apps: both(at('anythingllm', status), withoutPreset) });

it.each<[string, Partial<AppState['status']>]>([
  ['waiting: open it once', { session: 'asleep' }],
  ['waiting: open it once', { session: 'unseen' }],
  ['waiting: sign in there', { session: 'expired' }],
  ['waiting: sign in there', { session: 'signed-out' }],
  ['waiting: it does not answer', { problem: down }],
  ['waiting: see Status', { problem: { ...down, transient: false } }],
  ['waiting: Tandem needs permission again', { granted: false }],
  ['on its way', {}],
  ['on its way', { session: 'not-needed' }],
])('when a change waits, then its line says “%s”', (words, status) => {
  expect(lines('llm.model', waits, system(status))).toEqual([`anythingllm/system: ${words}`]);
});

const light: Partial<Settings> = {
  ...newer('ui.theme', 'light'),
  replicas: [
    replica('ui.theme', 'anythingllm/page', 'light', { lastWrite: { state: 'ok', target: 'light' } }),
    replica('ui.theme', 'librechat/page', 'dark'),
  ],
  ...waiting('ui.theme', 'librechat/page', 'light'),
  outbox: [edited('ui.theme', 'light')],
};
const onceOpened = 'librechat/page: changes when you next open it';
const choice = { by: 'choice', against: 'dark' } as const;

it.each<[string, RegisterId, Partial<Settings>, readonly string[], Around?]>([
  ['the browser is offline', 'llm.model', waits, ['anythingllm/system: waiting: you are offline'], { online: false }],
  [
    'the browser is offline and a page waits',
    'ui.theme',
    waiting('ui.theme', 'librechat/page', 'light'),
    [onceOpened],
    { online: false },
  ],
  [
    'the last used model waits',
    'llm.model',
    waiting('llm.model', 'librechat/last-used', gptInLibreChat),
    ['librechat/last-used: changes when you next open it'],
  ],
  [
    'Tandem is paused and the app asleep',
    'llm.model',
    { ...waits, paused: true },
    ['anythingllm/system: waiting: Tandem is paused'],
    system({ session: 'asleep' }),
  ],
  [
    'something is to be put back',
    'ui.theme',
    { dueWrites: [{ register: 'ui.theme', place: 'librechat/page', restores: 'c', target: 'light' }] },
    [onceOpened],
  ],
  [
    'a change waits for an answer',
    'llm.model',
    {
      questions: [
        {
          ...{ kind: 'approve', register: 'llm.model', place: 'anythingllm/system' },
          ...{ now: { value: gpt }, target: claude, why: 'others' },
        },
      ],
    },
    ['anythingllm/system: waiting for your answer'],
  ],
  ['one place has the value and one waits', 'ui.theme', light, [onceOpened]],
  ['nothing waits any more', 'ui.theme', { ...light, outbox: [], dueWrites: [] }, []],
  [
    'a place refused',
    'llm.model',
    {
      ...model,
      ...tried('llm.model', 'anythingllm/system', gpt, {
        lastWrite: { state: 'refused', target: claude, code: 'provider-not-configured' },
      }),
    },
    ['anythingllm/system: refused: Anthropic is not set up there, so chats would fail.'],
  ],
  [
    'an edit waited over a week',
    'ui.theme',
    {
      ...newer('ui.theme', 'light'),
      ...tried('ui.theme', 'librechat/page', 'dark', {
        lastWrite: { state: 'refused', target: 'light', code: 'expired' },
      }),
    },
    ['librechat/page: your change waited for over a week, so it was not applied.'],
  ],
  [
    'a place says the value in its own words',
    'ui.theme',
    tried('ui.theme', 'librechat/page', 'high-contrast-dark', { pinned: { by: 'words', against: 'dark' } }),
    [],
  ],
  [
    'the person said no',
    'llm.model',
    { ...model, ...tried('llm.model', 'anythingllm/system', gpt, { pinned: { by: 'no', against: claude } }) },
    ['anythingllm/system: you chose “Not this time”'],
  ],
  [
    'a place changed a value',
    'llm.temperature',
    {
      ...newer('llm.temperature', 1.4),
      ...tried('llm.temperature', 'librechat/preset', 1, { lastWrite: { state: 'coerced', target: 1.4, got: 1 } }),
    },
    ['librechat/preset: made it 1'],
  ],
  [
    'the person’s own hand decided',
    'ui.theme',
    tried('ui.theme', 'librechat/page', 'light', { pinned: choice }),
    ['librechat/page: kept as you set it there'],
  ],
  [
    'the person picked a model for new chats',
    'llm.model',
    tried(
      'llm.model',
      'librechat/last-used',
      { endpoint: 'anthropic', model: 'claude-haiku-4-5' },
      { role: 'follows', pinned: { by: 'choice', against: gptInLibreChat } },
    ),
    ['librechat/last-used: new chats start with claude-haiku-4-5.'],
  ],
  ['a place never chose anything', 'ui.theme', tried('ui.theme', 'librechat/page', undefined, { pinned: choice }), []],
  [
    'a place takes no part',
    'ui.theme',
    tried('ui.theme', 'librechat/page', 'light', { role: 'off', pinned: choice }),
    [],
  ],
])('when %s, then its line says so, if anything', (_what, name, settings, words, around) => {
  expect(lines(name, settings, around)).toEqual(words);
});

it('when all is well, then no line says anything', () => {
  for (const name of ['llm.model', 'ui.theme', 'ui.language', 'ui.textSize', 'llm.temperature'] as const) {
    expect(lines(name, {})).toEqual([]);
  }
});

it.each([
  ['anthropic', 1, ['librechat/preset: 1, the most that Anthropic takes']],
  ['openAI', 1, []],
  ['anthropic', 0.5, []],
])('when %s holds the temperature %d, then its line says if that is the most', (provider, held, words) => {
  const place = { place: 'default-preset', provider, model: 'x', temperature: 1, maxTokens: null } as const;
  const settings = tried('llm.temperature', 'librechat/preset', held, { lastWrite: { state: 'ok', target: held } });
  const apps = both(undefined, at('librechat', {}, { llm: { places: [place] } }));
  const registers = { 'llm.temperature': register(1.4) };
  expect(lines('llm.temperature', { registers, ...settings }, { apps })).toEqual(words);
});

it.each<[RegisterId, string]>([
  ['llm.model', 'does not offer this model'],
  ['ui.language', 'does not have this language'],
  ['llm.maxTokens', 'has no such setting'],
])('when a place cannot hold %s, then the line says “%s”', (name, words) => {
  const place = {
    ...tried(name, 'librechat/preset', 1, {}),
    unsupported: [{ register: name, place: 'librechat/preset' as const }],
  };
  expect(lines(name, { ...place, registers: { [name]: register(2) } })).toEqual([`librechat/preset: ${words}`]);
});

it('when an app lacks a model, then that is said once, with the reason', () => {
  const places = ['librechat/last-used', 'librechat/preset'] as const;
  const settings = {
    ...model,
    replicas: places.map((place) => replica('llm.model', place, gptInLibreChat)),
    unsupported: places.map((place) => ({ register: 'llm.model' as const, place })),
  };
  const told = (given?: SettingsState['offers']) =>
    readLines('llm.model', {
      shared: { apps: both(undefined, withoutPreset) },
      settings: { ...inStep, ...settings },
      online: true,
      offers: given,
    }).map((line) => `${line.of}: ${sayLine('llm.model', line)}`);
  expect(told(offers)).toEqual(['only: does not offer this model']);
  const keyless = { provider: 'anthropic', models: ['claude-sonnet-4-6'] };
  const withKey = (key: 'missing' | 'expired') =>
    told({ ...offers, librechat: { at: '', offers: [{ ...keyless, key }] } });
  expect(withKey('missing')).toEqual(['only: needs your key for Anthropic']);
  expect(withKey('expired')).toEqual(['only: needs your key for Anthropic: the one you gave has expired']);
  // What it offers is not known yet.
  expect(told({ ...offers, librechat: null })).toEqual([]);
});

it('when an app has one place for a setting, then the app alone is named', () => {
  const settings = { ...inStep, ...model, ...waiting('llm.model', 'anythingllm/system', claude) };
  const read = (replicas: Replica[]) =>
    readLines('llm.model', { shared: { apps: both() }, settings: { ...settings, replicas }, online: true })[0]?.of;
  const system = replica('llm.model', 'anythingllm/system', gpt);
  expect(read([system])).toBe('only');
  expect(read([system, replica('llm.model', 'anythingllm/workspace:thesis', gpt)])).toBe('several');
  expect(read([system, replica('llm.model', 'anythingllm/workspace:thesis', gpt, { role: 'off' })])).toBe('only');
});

describe('what LibreChat’s new chats start with instead', () => {
  const held = { provider: null, model: null, temperature: null, maxTokens: null };
  const preset: LlmPlace = { ...held, place: 'default-preset', provider: 'openAI', model: 'gpt-4.1' };
  const owner: NonNullable<LlmSlice['owner']> = {
    presets: 'off',
    specs: [{ name: 'a', label: 'House model', provider: 'openAI', model: 'gpt-4.1' }],
    first: 'a',
    yieldsTo: 'listed',
  };
  const told = (llm: LlmSlice, settings: Partial<Settings> = {}, name: RegisterId = 'llm.model') =>
    lines(name, settings, { apps: both(undefined, at('librechat', {}, { llm })) });

  it('when a default preset decides, then new chats are said to start with it', () => {
    const words = ['librechat/last-used: new chats start with your default preset (gpt-4.1)'];
    expect(told({ places: [preset] })).toEqual(words);
    // What an app wrote there by itself is nobody's choice.
    const pinned = { by: 'choice', against: gptInLibreChat } as const;
    const used = { endpoint: 'openAI', model: 'gpt-4.1' };
    const written = tried('llm.model', 'librechat/last-used', used, { role: 'follows', pinned });
    expect(told({ places: [preset] }, written)).toEqual(words);
  });

  it('when the preset agrees or is ours, then nothing is said of it', () => {
    expect(told({ places: [{ ...preset, model: 'gpt-4o' }] })).toEqual([]);
    expect(told({ places: [preset] }, { registers: {} })).toEqual([]);
    const ours = replica('llm.model', 'librechat/preset', { endpoint: 'openAI', model: 'gpt-4.1' });
    expect(told({ places: [preset] }, { replicas: [...inStep.replicas, ours] })).toEqual([]);
    expect(told({ places: [preset] }, { replicas: [replica('llm.model', 'anythingllm/system', gpt)] })).toEqual([]);
  });

  it('when the owner decided, then that is said whatever the preset is', () => {
    const words = ['librechat/last-used: new chats start with House model, as its owner decided'];
    expect(told({ places: [], owner })).toEqual(words);
    expect(told({ places: [preset], owner })).toEqual(words);
    expect(told({ places: [preset], owner: { ...owner, presets: 'on' } })).toEqual(words);
    const other = { name: 'b', label: 'House other', provider: 'anthropic', model: 'claude-x' };
    const picked: LlmPlace = { ...held, place: 'last-used', spec: 'b' };
    expect(told({ places: [picked], owner: { ...owner, specs: [...owner.specs, other] } })).toEqual([
      'librechat/last-used: new chats start with House other, from its owner’s list',
    ]);
  });

  it('when the owner decided, then a preset of ours is said to have no effect', () => {
    const replicas = [replica('llm.temperature', 'librechat/preset', 0.7)];
    const on = { replicas, registers: { 'llm.temperature': register(1) } };
    const idle = ['librechat/preset: has no effect there, as its owner decided'];
    expect(told({ places: [preset], owner }, on, 'llm.temperature')).toEqual(idle);
    expect(told({ places: [preset], owner: { ...owner, presets: 'on' } }, on, 'llm.temperature')).toEqual([]);
  });
});

it('when a change in Tandem is newer than the value, then it is what is wanted', () => {
  const settings = (seq: number): Settings => ({
    ...inStep,
    registers: { 'ui.theme': { ...register('dark', 'anythingllm/page'), seq } },
    outbox: [edited('ui.theme', 'light', 5), edited('ui.theme', 'system', 4)],
  });
  expect(wanted('ui.theme', settings(3))).toBe('light');
  expect(wanted('ui.theme', settings(7))).toBe('dark');
  expect(wanted('ui.language', settings(7))).toBeNull();
  expect(lastEdit('ui.theme', settings(3))?.value).toEqual({ value: 'light' });
});

it('when changes wait for an app, then they are counted by setting', () => {
  const settings: Settings = {
    ...inStep,
    dueWrites: [
      { register: 'llm.model', place: 'anythingllm/system', target: claude, restores: null },
      { register: 'ui.theme', place: 'anythingllm/page', target: 'light', restores: null },
      { register: 'ui.theme', place: 'librechat/page', target: 'light', restores: null },
    ],
  };
  const asleep = both(at('anythingllm', { session: 'asleep' }));
  expect(waitingFor('anythingllm', settings, asleep, true)).toEqual(['llm.model', 'ui.theme']);
  expect(waitingFor('librechat', settings, asleep, true)).toEqual(['ui.theme']);
  expect(countWaiting(settings, asleep, true)).toBe(1);
  expect(countWaiting(settings, both(), true)).toBe(0);
  expect(countWaiting(settings, both(), false)).toBe(1);
  expect(countWaiting({ ...settings, paused: true }, both(), true)).toBe(2);
});
