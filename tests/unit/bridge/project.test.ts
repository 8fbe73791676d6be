import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nothingToSee, projectFor as projectAt, wantedModel, withAnswer } from '@/lib/bridge';
import {
  type AppId,
  appIds,
  initialRights,
  initialSettings,
  type Json,
  otherApp,
  type PlaceId,
  type RegisterId,
  type Settings,
  type SharedState,
} from '@/lib/model';
import { replica as joined } from '../settings/rules/kit';
import { appState, connectionOf, settingsState, sharedState } from './kit';

const at = '2026-01-01T00:00:00.000Z';
const projectFor = (app: AppId, state: SharedState) => projectAt(app, state, Date.parse(at));
const ollama = { provider: 'ollama', model: 'llama' };
const replica = (register: RegisterId, id: PlaceId, value: Json) =>
  joined(register, id, { link: { state: 'joined', base: { value } } });

const allowing = (app: AppId) => settingsState({ rights: withAnswer(initialRights, app, 'read-other', 'yes', at) });

it('when nothing was answered, then a page sees its own app’s data and the settings', () => {
  const seen = projectFor('librechat', sharedState());
  expect(seen.workspaces).toBeNull();
  expect(seen.conversations?.map(({ title }) => title)).toEqual(['Tides']);
  expect(seen.user).toEqual({
    username: 'ann-librechat',
    name: 'Ann at LibreChat',
    email: 'ann@librechat',
    avatarUrl: null,
  });
  expect(seen.connection).toEqual({
    app: 'librechat',
    apps: { anythingllm: null, librechat: { session: 'signed-in', problem: null } },
    rights: { readOther: 'ask', change: 'ask' },
  });
  expect(projectFor('anythingllm', sharedState()).conversations).toBeNull();
});

it('when the person said yes, then that app’s page sees both apps’ data', () => {
  const state = sharedState({ settings: allowing('librechat') });
  const seen = projectFor('librechat', state);
  expect(seen.workspaces).toBe(state.workspaces);
  expect(seen.user?.username).toBe('ann-anythingllm');
  expect(seen.connection?.apps.anythingllm).toEqual({ session: 'signed-in', problem: null });
  expect(projectFor('anythingllm', state).conversations).toBeNull();
});

it('when apps are a platform’s, then a page sees all unless answered no', () => {
  const librechat = appState('librechat', { connection: connectionOf('librechat', { contract: 'platform' }) });
  const apps = { anythingllm: appState('anythingllm'), librechat };
  expect(projectFor('librechat', sharedState({ apps })).workspaces).toHaveLength(1);
  expect(projectFor('anythingllm', sharedState({ apps })).conversations).toBeNull();
  const settings = settingsState({ rights: withAnswer(initialRights, 'librechat', 'read-other', 'no', at) });
  expect(projectFor('librechat', sharedState({ apps, settings })).workspaces).toBeNull();
});

it('when the bridge is off or the app not connected, then a page sees nothing', () => {
  const state = sharedState({ settings: allowing('librechat') });
  const off: SharedState = { ...state, preferences: { ...state.preferences, bridge: 'off' } };
  expect(projectFor('librechat', off)).toEqual(nothingToSee);
  const apps = { ...state.apps, librechat: appState('librechat', { connection: null }) };
  expect(projectFor('librechat', { ...state, apps })).toEqual(nothingToSee);
});

it.each([
  ['signed-out', null],
  ['unseen', null],
  // Whose session has ended is still remembered, for their return.
  ['expired', 'ann'],
] as const)('when a session is %s, then a page sees nothing of that person', (session, identity) => {
  const { status } = appState('anythingllm');
  const anythingllm = appState('anythingllm', { status: { ...status, session, identity } });
  const state = sharedState({ settings: allowing('librechat') });
  const seen = projectFor('librechat', { ...state, apps: { ...state.apps, anythingllm } });
  expect(seen.workspaces).toBeNull();
  expect(seen.user?.username).toBe('ann-librechat');
  expect(projectFor('anythingllm', { ...state, apps: { ...state.apps, anythingllm } })).toMatchObject({
    user: null,
    llm: null,
    ui: null,
    workspaces: null,
    conversations: null,
  });
});

it('when settings are in step, then they are shown, else the app’s own, shared form', () => {
  expect(projectFor('librechat', sharedState()).llm).toEqual({
    provider: 'anthropic',
    model: 'claude',
    temperature: 0.5,
    maxTokens: null,
    pending: null,
  });
  const [brain, chat] = [projectFor('anythingllm', sharedState()).ui, projectFor('librechat', sharedState()).ui];
  expect(chat).toEqual({ theme: 'dark', language: 'fr', textSize: 4, pending: null });
  expect(brain).toEqual({ theme: 'light', language: 'de', textSize: null, pending: null });
  const registers = {
    'llm.model': { value: { value: ollama }, seq: 1, from: 'edit' },
    'ui.theme': { value: { value: 'system', unknown: 'secret' }, seq: 1, from: 'edit' },
  };
  const replicas = [
    replica('llm.model', 'anythingllm/system', ollama),
    replica('ui.theme', 'librechat/page', 'system'),
  ];
  const settings = settingsState({ settings: { ...initialSettings, registers, replicas } });
  for (const app of appIds) {
    expect(projectFor(app, sharedState({ settings })).llm).toMatchObject({ provider: 'ollama', model: 'llama' });
    expect(projectFor(app, sharedState({ settings })).ui?.theme).toBe('system');
  }
});

const [gpt, mini] = ['gpt-4o', 'gpt-4o-mini'].map((model) => ({ provider: 'openai', model }));
if (!gpt || !mini) throw new Error('no models');
const wanted = { 'llm.model': { value: { value: mini }, seq: 2, from: 'edit' } };
const place = 'anythingllm/system' as const;
const due = { register: 'llm.model' as const, place, target: mini, restores: null };
const see = (more: Partial<Settings>) => {
  const settings = settingsState({ settings: { ...initialSettings, registers: wanted, ...more } });
  return projectFor('librechat', sharedState({ settings })).llm;
};

const system = replica('llm.model', place, gpt);
const used = replica('llm.model', 'librechat/last-used', { endpoint: 'openAI', model: 'gpt-4o' });
const question = { ...due, kind: 'approve' as const, now: { value: gpt }, why: 'others' as const };
const lastWrite = { target: mini, state: 'refused', code: 'no' } as const;
it.each<[what: string, more: Partial<Settings>, held: object, pending: object | null]>([
  ['a write is due and no place holds it', { replicas: [system], dueWrites: [due] }, gpt, mini],
  ['the person is asked first', { replicas: [system], questions: [question] }, gpt, mini],
  ['one place holds it', { replicas: [used, replica('llm.model', place, mini)], dueWrites: [due] }, mini, null],
  ['every place refused it', { replicas: [{ ...system, lastWrite }] }, gpt, null],
  [
    'no place takes part any more',
    { replicas: [{ ...replica('llm.model', place, mini), role: 'off' }] },
    { provider: 'anthropic', model: 'claude' },
    null,
  ],
  [
    'the highest place holds another value',
    {
      replicas: [
        { ...replica('llm.model', place, ollama), rank: 20 },
        { ...used, rank: 30 },
      ],
      dueWrites: [due],
    },
    gpt,
    mini,
  ],
])('when of a change of model %s, then what is held and pending is told', (_what, more, held, pending) => {
  const seen = see(more);
  expect(seen).toMatchObject({ ...held, pending });
  expect(wantedModel(seen)).toEqual(pending ?? seen);
});

it('when the place that holds it decides nothing, then it is not held', () => {
  const librechat = appState('librechat');
  const places = [...(librechat.llm?.places ?? [])];
  const owner = { presets: 'off', yieldsTo: 'any', first: null, specs: [] } as const;
  const replicas = [replica('llm.model', 'librechat/preset', { endpoint: 'openAI', model: 'gpt-4o-mini' })];
  const settings = settingsState({ settings: { ...initialSettings, registers: wanted, replicas } });
  const see = (more: object) => {
    const apps = { ...sharedState().apps, librechat: { ...librechat, llm: { places, ...more } } };
    return projectFor('librechat', sharedState({ apps, settings })).llm?.model;
  };
  expect(see({})).toBe('gpt-4o-mini');
  expect(see({ owner })).toBe('claude');
});

it('when the provider is to choose the model, then null is what is wanted', () => {
  const llm = see({ replicas: [replica('llm.model', place, gpt)] });
  expect(wantedModel(llm && { ...llm, pending: { provider: 'ollama', model: null } })).toEqual({
    provider: 'ollama',
    model: null,
  });
});

it('when numbers and looks are on their way, then each is pending', () => {
  const registers = {
    'llm.temperature': { value: { value: 0.9 }, seq: 2, from: 'edit' },
    'ui.theme': { value: { value: 'system' }, seq: 2, from: 'edit' },
  };
  const dueWrites = [
    { register: 'llm.temperature' as const, place: 'anythingllm/workspace:a' as const, target: 0.9, restores: null },
    { register: 'ui.theme' as const, place: 'librechat/page' as const, target: 'system', restores: null },
  ];
  const replicas = [replica('llm.temperature', 'anythingllm/workspace:a', 0.4)];
  const settings = settingsState({ settings: { ...initialSettings, registers, replicas, dueWrites } });
  const { llm, ui } = projectFor('librechat', sharedState({ settings }));
  expect(llm).toMatchObject({ temperature: 0.4, pending: { temperature: 0.9 } });
  expect(ui).toMatchObject({ theme: 'dark', pending: { theme: 'system' } });
});

it('when a page may see anything, then never a token, identity or address', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...appIds),
      fc.constantFrom('yes', 'no', 'ask'),
      fc.constantFrom(...appIds, null),
      fc.constantFrom('signed-in', 'signed-out', 'asleep', 'expired'),
      (app, answer, gone, session) => {
        const state = sharedState({
          settings: settingsState({ rights: withAnswer(initialRights, app, 'read-other', answer, at) }),
        });
        const apps = { ...state.apps };
        if (gone) apps[gone] = { ...apps[gone], status: { ...apps[gone].status, session } };
        const seen = projectFor(app, { ...state, apps });
        expect(JSON.stringify(seen)).not.toContain('secret');
        expect(JSON.stringify(seen)).not.toContain('nas');
        if (answer === 'yes') return;
        const other = otherApp[app];
        expect(JSON.stringify([seen.user, seen.connection])).not.toContain(`ann-${other}`);
        expect(other === 'anythingllm' ? seen.workspaces : seen.conversations).toBeNull();
      },
    ),
  );
});
