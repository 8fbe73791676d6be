import { describe, expect, it } from 'vitest';
import { heldInCommon } from '@/components/settings/held-in-common';
import { placeName } from '@/components/settings/place-name';
import { answersFor, readCompare } from '@/components/settings/read-compare';
import { countNeeds, readConflict, readNeeds } from '@/components/settings/read-needs';
import { beforeTry, readUndo, waitingApps } from '@/components/settings/read-try';
import { panelWords } from '@/components/words/en/panel';
import { type Change, type Json, type PlaceId, registerIds, type Settings } from '@/lib/model';
import { apart, inStep, register, replica, settingsState } from '../../gallery/settings-sample';
import { names } from './kit';

const compare: Settings['questions'] = [
  {
    kind: 'compare',
    register: 'llm.model',
    options: [
      {
        place: 'anythingllm/system',
        native: { provider: 'openai', model: 'gpt-4o' },
        shared: { value: { provider: 'openai', model: 'gpt-4o' } },
      },
      {
        place: 'anythingllm/workspace:thesis',
        native: { provider: 'ollama', model: 'qwen3:8b' },
        shared: { value: { provider: 'ollama', model: 'qwen3:8b' } },
      },
      { place: 'librechat/last-used', native: { endpoint: 'House', model: 'house-1' }, shared: null },
    ],
  },
  {
    kind: 'compare',
    register: 'ui.theme',
    options: [
      { place: 'anythingllm/page', native: 'light', shared: { value: 'light' } },
      { place: 'librechat/page', native: 'dark', shared: { value: 'dark' } },
    ],
  },
];

it('when all is in step, then nothing needs the person', () => {
  expect(readNeeds(inStep)).toEqual([]);
});

it('when a setting was never in step, then that is an offer and no question', () => {
  const begin = (...registers: Settings['inStep']): Settings => ({ ...inStep, inStep: registers });
  expect(readNeeds(begin('llm.model', 'ui.theme', 'ui.language'))).toEqual([
    { id: 'begin', kind: 'begin', registers: ['ui.textSize'] },
  ]);
  expect(countNeeds(begin())).toBe(0);
  const asked = { ...begin(), questions: compare };
  expect(readNeeds(asked)).toMatchObject([
    { kind: 'compare', registers: ['llm.model', 'ui.theme'] },
    { kind: 'begin', registers: ['ui.language', 'ui.textSize'] },
  ]);
  expect(countNeeds(asked)).toBe(1);
  const off = Object.fromEntries(registerIds.map((register) => [register, 'off' as const]));
  expect(readNeeds({ ...begin(), modes: off })).toEqual([]);
});

it('when several things need the person, then what hangs most on it comes first', () => {
  const conflict = {
    id: 'c',
    register: 'ui.theme',
    kept: { value: { value: 'dark' }, from: 'edit' },
    lost: { value: { value: 'light' }, from: 'librechat/page' },
    seq: 3,
    at: '2026-11-22T10:00:00Z',
  } as const;
  const needs = readNeeds({
    ...inStep,
    missing: { 'librechat/preset': 'gone', 'anythingllm/workspace:a': 'to-make' },
    conflicts: [conflict],
    questions: [
      ...compare,
      {
        kind: 'approve',
        register: 'ui.theme',
        place: 'librechat/page',
        now: 'absent',
        target: 'dark',
        why: 'mode',
      },
    ],
  });
  expect(needs.map(({ kind }) => kind)).toEqual(['approve', 'conflict', 'compare', 'detached']);
  expect(needs.find(({ kind }) => kind === 'compare')).toMatchObject({ registers: ['llm.model', 'ui.theme'] });
  expect(readConflict(conflict)).toEqual({ kept: 'Dark', lost: 'Light' });
});

describe('the places of a conflict', () => {
  const conflict = {
    id: 'c',
    register: 'llm.temperature',
    kept: { value: { value: 0.3 }, from: 'edit' },
    lost: { value: { value: 0.9 }, from: 'librechat/preset' },
    seq: 3,
    at: '2026-11-22T10:00:00Z',
  } as const;
  const at = (place: PlaceId, more: Partial<Settings['replicas'][number]> = {}) =>
    replica('llm.temperature', place, 0.3, more);
  const [first, second, third] = ['thesis', 'sales', 'notes'].map((slug) => at(`anythingllm/workspace:${slug}`));
  if (!first || !second || !third) throw new Error('no places');
  const placesOf = (...replicas: Settings['replicas']) =>
    readNeeds({ ...inStep, replicas, conflicts: [conflict] }).find(({ kind }) => kind === 'conflict');

  it('when two places take part, then a conflict says “both”, else “several”', () => {
    expect(placesOf(first, second, { ...third, role: 'off' })).toMatchObject({ places: 'both' });
    expect(placesOf(first, second, third)).toMatchObject({ places: 'several' });
    expect(panelWords.needs.conflict.several('Temperature')).toBe('Temperature was changed in several places.');
  });

  it.each<[PlaceId, string]>([
    ['anythingllm/workspace:thesis', 'Workspace “Thesis”'],
    ['anythingllm/system', 'AnythingLLM’s default'],
    ['librechat/last-used', 'LibreChat: last used model'],
    ['librechat/preset', 'LibreChat: default preset'],
    ['librechat/page', 'LibreChat’s pages'],
    ['librechat/account', 'Your account at Acme Chat'],
  ])('when a place is %s, then it is called “%s”', (place, name) => {
    expect(placeName(place, names)).toBe(name);
  });
});

it('when both models are called the same, then the conflict names the providers', () => {
  const from = (provider: string) => ({ value: { value: { provider, model: 'gpt-4o' } }, from: 'edit' });
  const conflict = { id: 'c', register: 'llm.model', seq: 3, at: '2026-11-22T10:00:00Z' } as const;
  expect(readConflict({ ...conflict, kept: from('openai'), lost: from('azure') })).toEqual({
    kept: 'OpenAI gpt-4o',
    lost: 'Azure OpenAI gpt-4o',
  });
});

describe('what all places hold', () => {
  const unbegun = { ...inStep, inStep: [], registers: {}, replicas: inStep.replicas.map(apart) };

  it.each([
    ['llm.model', { provider: 'openai', model: 'gpt-4o' }],
    ['ui.theme', 'dark'],
    ['ui.language', 'de'],
    ['ui.textSize', 3],
    ['llm.temperature', null],
  ] as const)('when all places of %s hold the same, then that is %o', (name, value) => {
    expect(heldInCommon(name, settingsState(unbegun))).toEqual(value);
  });

  it('when places differ or one is unknown elsewhere, then nothing is in common', () => {
    const themes = (librechat: Json) => ({
      replicas: [
        apart(replica('ui.theme', 'anythingllm/page', 'dark')),
        apart(replica('ui.theme', 'librechat/page', librechat)),
      ],
    });
    expect(heldInCommon('ui.theme', settingsState(themes('light')))).toBeNull();
    expect(heldInCommon('ui.theme', settingsState(themes('high-contrast')))).toBeNull();
    expect(heldInCommon('ui.theme', settingsState(themes('dark')))).toBe('dark');
  });
});

describe('the comparison', () => {
  const rows = readCompare({ ...inStep, questions: compare }, names);
  const row = (name: string) => rows.find((each) => each.name === name)?.question;

  it('when apps are compared, then each app’s first place has its column', () => {
    expect(row('theme')?.main).toMatchObject({
      anythingllm: { place: 'anythingllm/page', text: 'Light', takeable: true },
      librechat: { place: 'librechat/page', text: 'Dark', takeable: true },
    });
    expect(row('model')?.others).toEqual([
      { place: 'anythingllm/workspace:thesis', text: 'qwen3:8b', detail: 'Workspace “Thesis”', takeable: true },
    ]);
  });

  it('when apps are compared, then each shows what it holds itself', () => {
    const question = {
      kind: 'compare',
      register: 'ui.language',
      options: [
        { place: 'anythingllm/page', native: 'de', shared: { value: 'de' } },
        { place: 'librechat/page', native: 'en-US', shared: { value: 'en' } },
      ],
    } as const;
    const found = readCompare({ ...inStep, questions: [{ ...question, options: [...question.options] }] }, names);
    expect(found.find(({ name }) => name === 'language')?.question?.main).toMatchObject({
      anythingllm: { text: 'German' },
      librechat: { text: 'English (US)' },
    });
  });

  it('when a value means nothing elsewhere, then it is not offered', () => {
    expect(row('model')?.main.librechat).toMatchObject({ text: 'house-1', takeable: false });
  });

  it('when a setting was not asked about, then it is only shown', () => {
    expect(row('language')).toBeNull();
  });

  it('when the comparison is answered, then only answered settings are sent', () => {
    expect(answersFor(rows, {})).toEqual([]);
    expect(answersFor(rows, { 'ui.theme': null })).toEqual([{ register: 'ui.theme', take: null }]);
    expect(answersFor(rows, { 'ui.theme': 'librechat/page', 'ui.language': 'librechat/page' })).toEqual([
      { register: 'ui.theme', take: 'librechat/page' },
    ]);
  });
});

describe('the try at the end of the first run', () => {
  const change = (id: string, more: Partial<Change> = {}): Change => ({
    id,
    at: '2026-11-22T10:00:00Z',
    register: 'ui.theme',
    place: 'librechat/page',
    from: { value: 'light' },
    to: 'dark',
    by: 'edit',
    source: 'edit',
    state: 'ok',
    code: null,
    got: null,
    ...more,
  });

  it('when the theme was the same everywhere, then one edit undoes the try', () => {
    const before = beforeTry(settingsState());
    expect(readUndo(before, settingsState())).toEqual({ kind: 'edit', value: 'dark' });
  });

  it('when the themes differed, then the try is undone place by place', () => {
    const apart: Partial<Settings> = {
      replicas: [replica('ui.theme', 'anythingllm/page', 'light'), replica('ui.theme', 'librechat/page', 'dark')],
    };
    const before = beforeTry(settingsState(apart, { changes: [change('old')] }));
    const outbox = [
      { id: 'e1', register: 'ui.theme', value: { value: 'dark' }, before: null, seq: 3, at: '2026-11-22T10:00:00Z' },
    ] as const;
    const after = settingsState(
      { ...apart, outbox: [...outbox] },
      {
        changes: [
          change('new'),
          change('nothing there before', { from: 'absent' }),
          change('refused', { state: 'refused' }),
          change('another setting', { register: 'ui.language' }),
          change('old'),
        ],
      },
    );
    expect(readUndo(before, after)).toEqual({ kind: 'each', edits: ['e1'], changes: ['new'] });
  });

  it('when the theme had no value before, then the try is undone place by place', () => {
    const none = settingsState({ registers: {}, replicas: [] });
    expect(readUndo(beforeTry(none), none)).toMatchObject({ kind: 'each' });
  });

  it('when an app has not turned yet, then the try names it', () => {
    const dueWrites = [{ register: 'ui.theme', place: 'librechat/page', target: 'dark', restores: null } as const];
    expect(waitingApps({ ...inStep, dueWrites, registers: { 'ui.theme': register('dark') } })).toEqual(['librechat']);
    expect(waitingApps(inStep)).toEqual([]);
  });
});
