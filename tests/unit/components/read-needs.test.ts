import { describe, expect, it } from 'vitest';
import { heldInCommon } from '@/components/settings/held-in-common';
import { placeName } from '@/components/settings/place-name';
import { answersFor, readCompare } from '@/components/settings/read-compare';
import { countNeeds, readConflict, readNeeds } from '@/components/settings/read-needs';
import { beforeTry, readUndo, waitingApps } from '@/components/settings/read-try';
import { panelWords } from '@/components/words/en/panel';
import { type Json, type PlaceId, registerIds, type Settings } from '@/lib/model';
import {
  apart,
  changed,
  compared,
  conflict,
  edited,
  inStep,
  option,
  register,
  replica,
  settingsState,
} from '../../gallery/settings-sample';
import { names } from './kit';

const compare: Settings['questions'] = [
  compared(
    'llm.model',
    option('anythingllm/system', { provider: 'openai', model: 'gpt-4o' }),
    option('anythingllm/workspace:thesis', { provider: 'ollama', model: 'qwen3:8b' }),
    option('librechat/last-used', { endpoint: 'House', model: 'house-1' }, null),
  ),
  compared('ui.theme', option('anythingllm/page', 'light'), option('librechat/page', 'dark')),
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
  const asking = { ...begin(), questions: compare };
  expect(readNeeds(asking)).toMatchObject([
    { kind: 'compare', registers: ['llm.model', 'ui.theme'] },
    { kind: 'begin', registers: ['ui.language', 'ui.textSize'] },
  ]);
  expect(countNeeds(asking)).toBe(1);
  const off = Object.fromEntries(registerIds.map((register) => [register, 'off' as const]));
  expect(readNeeds({ ...begin(), modes: off })).toEqual([]);
});

it('when several things need the person, then what hangs most on it comes first', () => {
  const themes = conflict('ui.theme', ['dark', 'edit'], ['light', 'librechat/page']);
  const needs = readNeeds({
    ...inStep,
    missing: { 'librechat/preset': 'gone', 'anythingllm/workspace:a': 'to-make' },
    conflicts: [themes],
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
  expect(readConflict(themes)).toEqual({ kept: 'Dark', lost: 'Light' });
});

describe('the places of a conflict', () => {
  const temperatures = conflict('llm.temperature', [0.3, 'edit'], [0.9, 'librechat/preset']);
  const [first, second, third] = ['thesis', 'sales', 'notes'].map((slug) =>
    replica('llm.temperature', `anythingllm/workspace:${slug}`, 0.3),
  );
  if (!first || !second || !third) throw new Error('no places');
  const placesOf = (...replicas: Settings['replicas']) =>
    readNeeds({ ...inStep, replicas, conflicts: [temperatures] }).find(({ kind }) => kind === 'conflict');

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
  const from = (provider: string): [Json, string] => [{ provider, model: 'gpt-4o' }, 'edit'];
  expect(readConflict(conflict('llm.model', from('openai'), from('azure')))).toEqual({
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
    const question = compared('ui.language', option('anythingllm/page', 'de'), option('librechat/page', 'en-US', 'en'));
    const found = readCompare({ ...inStep, questions: [question] }, names);
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
  it('when the theme was the same everywhere, then one edit undoes the try', () => {
    const before = beforeTry(settingsState());
    expect(readUndo(before, settingsState())).toEqual({ kind: 'edit', value: 'dark' });
  });

  it('when the themes differed, then the try is undone place by place', () => {
    const apart: Partial<Settings> = {
      replicas: [replica('ui.theme', 'anythingllm/page', 'light'), replica('ui.theme', 'librechat/page', 'dark')],
    };
    const before = beforeTry(settingsState(apart, { changes: [changed('old')] }));
    const outbox = [edited('ui.theme', 'dark', 1)];
    const after = settingsState(
      { ...apart, outbox },
      {
        changes: [
          changed('new'),
          changed('nothing there before', { from: 'absent' }),
          changed('refused', { state: 'refused' }),
          changed('another setting', { register: 'ui.language' }),
          changed('old'),
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
