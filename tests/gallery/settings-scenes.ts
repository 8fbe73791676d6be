import type { AppState, Json, PlaceId, RegisterId, Settings, SharedState } from '@/lib/model';
import { ago, on, place, user } from './sample';
import { apps, connect, down, long, longNames, popup, type Scene, status } from './scene';
import {
  apart,
  claude,
  claudeInLibreChat,
  compared,
  conflict,
  edited,
  gpt,
  gptInLibreChat,
  inStep,
  option,
  register,
  replica,
  settingsState,
} from './settings-sample';

const llmOf = (app: 'anythingllm' | 'librechat') =>
  app === 'anythingllm'
    ? { llm: { places: [place('system-default', 'openai', 'gpt-4o')] } }
    : { llm: { places: [place('last-used', 'openAI', 'gpt-4o')] } };
const german = { theme: 'dark', language: 'de-DE', textSize: 'text-base' };
/** Both apps hold the same. */
const alike = (anythingllm: Partial<AppState> = {}, librechat: Partial<AppState> = {}) =>
  apps(
    on('anythingllm', { ...llmOf('anythingllm'), ...anythingllm }),
    on('librechat', { ...llmOf('librechat'), ui: german, ...librechat }),
  );
const step = (settings: Parameters<typeof settingsState>[0] = {}, more: Partial<SharedState> = {}): Scene =>
  popup({ ...alike(), settings: settingsState(settings), ...more }, { where: 'widget' });
const withReplicas = (...changed: Settings['replicas']) => [
  ...inStep.replicas.filter(
    ({ id, register: name }) => !changed.some((each) => each.id === id && each.register === name),
  ),
  ...changed,
];
const longModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo-Free-with-a-very-long-suffix';
const longChoice = { provider: 'generic-openai', model: longModel };
const longer = { provider: 'openai', model: `${longModel}-turbo` };
const newValue = (value: Json, from = 'edit') => ({ ...register(value, from), seq: 9 });

type Question = Settings['questions'][number];
const approve = (
  name: RegisterId,
  place: PlaceId,
  now: Json,
  target: Json,
  why: 'others' | 'mode' = 'others',
): Question => ({ kind: 'approve', register: name, place, now: { value: now }, target, why });

/** A change of theme and model that did not arrive anywhere yet. */
const onTheirWay: Partial<Settings> = {
  registers: { ...inStep.registers, 'llm.model': newValue(claude), 'ui.theme': newValue('light') },
  outbox: [edited('llm.model', claude), edited('ui.theme', 'light', 10)],
  dueWrites: [
    { register: 'llm.model', place: 'anythingllm/system', target: claude, restores: null },
    { register: 'llm.model', place: 'librechat/last-used', target: claudeInLibreChat, restores: null },
    { register: 'ui.theme', place: 'librechat/page', target: 'light', restores: null },
  ],
  replicas: withReplicas(
    replica('ui.theme', 'anythingllm/page', 'light', { lastWrite: { state: 'ok', target: 'light' } }),
  ),
};

/** All that can be asked of a person. */
const asking: Partial<Settings> = {
  questions: [
    approve('llm.model', 'anythingllm/system', gpt, claude),
    approve('ui.theme', 'librechat/page', 'dark', 'light', 'mode'),
    approve('llm.model', 'anythingllm/workspace:thesis', { provider: 'azure', model: 'gpt-4o' }, gpt),
  ],
  conflicts: [conflict('ui.theme', ['dark', 'anythingllm/page'], ['light', 'librechat/page'])],
  missing: { 'librechat/preset': 'gone' },
  replicas: withReplicas(
    replica(
      'llm.model',
      'librechat/last-used',
      { endpoint: 'anthropic', model: 'claude-haiku-4-5' },
      { pinned: { by: 'choice', against: gptInLibreChat } },
    ),
  ),
};

const house = { endpoint: 'House models', model: 'house-1' };
const compareQuestions: Settings['questions'] = [
  compared(
    'llm.model',
    option('anythingllm/system', gpt),
    option('anythingllm/workspace:recipes', { provider: 'ollama', model: 'llama3.2:3b' }),
    option('librechat/last-used', house, null),
  ),
  compared('ui.theme', option('anythingllm/page', 'light'), option('librechat/page', 'dark')),
  compared('ui.language', option('anythingllm/page', 'de'), option('librechat/page', 'en-US', 'en')),
];
const unlike = {
  ...apps(
    on('anythingllm', { ui: { theme: 'light', language: 'de', textSize: 'normal' } }),
    on('librechat', { llm: { places: [place('last-used', house.endpoint, house.model)] } }),
  ),
  settings: settingsState({ questions: compareQuestions, registers: {}, inStep: [] }, { changes: [] }),
};

/** Places that other people use, too. */
const everyones = step(
  {
    participation: { 'llm.temperature/anythingllm/workspace:thesis': 'on' },
    replicas: withReplicas(
      replica('llm.temperature', 'anythingllm/workspace:thesis', 1, { audience: 'others' }),
      replica('llm.model', 'anythingllm/system', gpt, { audience: 'others' }),
    ),
  },
  alike({ user: user({ settingsReach: 'everyone' }) }),
);

/** Tandem's preset is LibreChat's default, and LibreChat can't be asked just now. */
const presetAsleep = {
  ...alike({}, status({ session: 'asleep', syncedAt: ago(95) })),
  settings: settingsState({ participation: { 'llm.model/librechat/preset': 'on' } }),
};

/** Both apps known, their settings in step or on the way there. */
export const settingsScenes = {
  step: step(),
  'step-empty': popup({
    ...alike(),
    settings: settingsState(
      { registers: {}, replicas: [] },
      { changes: [], offers: { anythingllm: null, librechat: null } },
    ),
  }),
  'step-paused': step({ ...onTheirWay, paused: true }),
  'step-waiting': step(
    onTheirWay,
    alike({
      ...status({ session: 'asleep', syncedAt: ago(95) }),
      ...llmOf('anythingllm'),
      ui: { theme: 'light', language: 'de', textSize: 'normal' },
    }),
  ),
  'step-down': step(
    onTheirWay,
    alike({ ...status({ session: 'signed-in', problem: down, syncedAt: ago(35) }), ...llmOf('anythingllm') }),
  ),
  'step-refused': step({
    registers: { ...inStep.registers, 'llm.model': newValue(claude), 'ui.theme': newValue('system') },
    unsupported: [{ register: 'llm.model', place: 'librechat/last-used' }],
    participation: { 'llm.temperature/librechat/preset': 'on' },
    replicas: withReplicas(
      replica('llm.model', 'anythingllm/system', gpt, {
        lastWrite: { state: 'refused', target: claude, code: 'provider-not-configured' },
      }),
      replica('llm.temperature', 'librechat/preset', 1, { lastWrite: { state: 'coerced', target: 1.4, got: 1 } }),
      replica('ui.language', 'librechat/page', 'en-US', {
        lastWrite: { state: 'refused', target: 'de-DE', code: 'expired' },
      }),
      replica('ui.theme', 'librechat/page', 'dark', { pinned: { by: 'choice', against: 'system' } }),
      replica('ui.theme', 'anythingllm/page', 'light', { pinned: { by: 'no', against: 'system' } }),
    ),
  }),
  'step-reload': step({}, alike({}, { ui: { ...german, afterReload: ['ui.language', 'ui.textSize'] } })),
  'step-needs': step(asking),
  'step-needs-popup': { ...step(asking), where: 'popup' },
  'step-later': popup({ ...unlike, settings: settingsState({ questions: compareQuestions }) }, { where: 'widget' }),
  'connect-leave': connect(presetAsleep),
  'leave-asleep': popup(presetAsleep),
  'step-unbegun': step({ inStep: [], registers: {}, replicas: inStep.replicas.map(apart) }),
  'step-compare': popup(unlike, { where: 'widget' }),
  'step-everyone': step(
    { participation: { 'llm.model/anythingllm/workspace:thesis': 'on', 'llm.model/librechat/preset': 'on' } },
    alike({ user: user({ settingsReach: 'everyone' }) }),
  ),
  'step-shared': { ...everyones, where: 'popup' },
  'step-shared-widget': everyones,
  'step-member': step({}, alike({ user: user({ role: 'default', settingsReach: 'read-only' }) })),
  'step-off': step({ modes: { 'ui.theme': 'off', 'llm.model': 'ask' } }),
  'step-generic': step({
    registers: { ...inStep.registers, 'llm.model': register({ provider: 'generic-openai', model: 'qwen3-235b' }) },
  }),
  'step-long': {
    ...longNames,
    where: 'widget',
    shared: {
      ...longNames.shared,
      workspaces: longNames.shared.workspaces.map((each) => (each.slug === 'thesis' ? { ...each, name: long } : each)),
      settings: settingsState({
        registers: { 'llm.model': newValue(longChoice) },
        participation: { 'llm.model/anythingllm/workspace:thesis': 'on' },
        questions: [approve('llm.model', 'anythingllm/workspace:thesis', gpt, longChoice)],
        conflicts: [conflict('llm.model', [longChoice, 'edit'], [longer, 'anythingllm/workspace:thesis'])],
        dueWrites: [{ register: 'llm.model', place: 'anythingllm/system', target: longChoice, restores: null }],
        outbox: [edited('llm.model', longChoice)],
      }),
    },
  },
  'step-rtl': { ...step(onTheirWay), dir: 'rtl' },
  'step-tab': { ...step(onTheirWay), where: 'tab' },
  'connect-differ': connect(unlike),
  'connect-step': connect({ ...alike(), settings: settingsState({ inStep: [] }) }),
  'connect-again': connect({ ...alike(), settings: settingsState() }),
} satisfies Record<string, Scene>;
