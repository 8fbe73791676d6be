import type { Action } from '../history/actions';

/** Something that people do, whatever of it a stopped worker lives to see. */
export interface Scenario {
  /** Begins with the rules of docs/SPEC.md that it is about. */
  readonly name: string;
  readonly anythingllm?: 'accounts';
  /** What was done before; nothing is stopped there. */
  readonly before: readonly Action[];
  readonly steps: readonly Action[];
}

const model = (provider: string, name: string) => ({ value: { provider, model: name } });
const edit = (
  register: 'llm.model' | 'llm.temperature' | 'ui.theme',
  value: Extract<Action, { kind: 'edit' }>['value'],
) => ({ kind: 'edit', register, value }) as const;
const presetOn = { kind: 'role', place: 'librechat/preset', register: 'llm.model', role: 'on' } as const;
const chosen = edit('llm.model', model('openai', 'gpt-b'));

export const scenarios: readonly Scenario[] = [
  { name: 'C1 W3: an edit goes to both apps', before: [], steps: [edit('llm.model', model('anthropic', 'claude-a'))] },
  {
    name: 'C1: a change in AnythingLLM’s own form goes to LibreChat’s preset',
    before: [presetOn, chosen],
    steps: [
      {
        kind: 'place',
        app: 'anythingllm',
        local: 'system',
        values: { 'llm.model': { provider: 'anthropic', model: 'claude-b' } },
      },
    ],
  },
  { name: 'J4: the default preset is asked for and made', before: [chosen], steps: [presetOn] },
  {
    name: 'C2: provider and model are half applied, and finished',
    before: [chosen],
    steps: [
      { kind: 'fault', app: 'anythingllm', local: 'system', fault: 'half' },
      edit('llm.model', model('anthropic', 'claude-a')),
    ],
  },
  {
    name: 'C1: a write is done, and its answer is never heard',
    before: [presetOn, chosen],
    steps: [
      { kind: 'fault', app: 'librechat', local: 'preset', fault: 'unheard' },
      edit('llm.model', model('anthropic', 'claude-a')),
    ],
  },
  {
    name: 'C1 W2: a temperature is bent, and not sent again',
    before: [presetOn, chosen],
    steps: [edit('llm.temperature', { value: 1.5 })],
  },
  {
    name: 'W5: what others use is written after a yes',
    anythingllm: 'accounts',
    before: [{ kind: 'role', place: 'anythingllm/system', register: 'llm.model', role: 'on' }],
    steps: [edit('llm.model', model('anthropic', 'claude-a')), { kind: 'approve', nth: 0, answer: 'yes' }],
  },
  {
    name: 'W4: a place gets back what it held before',
    before: [chosen, edit('llm.model', model('anthropic', 'claude-a'))],
    steps: [{ kind: 'put-back', nth: 0 }],
  },
  {
    name: 'W4: what others use is put back after a yes to that, too',
    anythingllm: 'accounts',
    before: [
      { kind: 'role', place: 'anythingllm/system', register: 'llm.model', role: 'on' },
      edit('llm.model', model('anthropic', 'claude-a')),
      { kind: 'approve', nth: 0, answer: 'yes' },
    ],
    steps: [{ kind: 'put-back', nth: 0 }],
  },
  {
    name: 'W3: what waits for a page is written when one is opened',
    before: [{ kind: 'close-tabs', app: 'librechat' }],
    steps: [edit('ui.theme', { value: 'dark' }), { kind: 'open-tab', app: 'librechat' }],
  },
  {
    name: 'O1 O3: an edit stands against a change that nobody had read',
    before: [presetOn, chosen, { kind: 'down', app: 'anythingllm' }],
    steps: [
      edit('llm.model', model('anthropic', 'claude-a')),
      { kind: 'page', app: 'librechat', register: 'ui.theme', text: 'dark' },
      { kind: 'up', app: 'anythingllm' },
      {
        kind: 'place',
        app: 'anythingllm',
        local: 'system',
        values: { 'llm.model': { provider: 'openai', model: 'gpt-z' } },
      },
    ],
  },
  {
    name: 'J2: somebody else signs in, and their places join',
    before: [chosen],
    steps: [{ kind: 'sign-in', app: 'librechat', who: 1 }],
  },
  {
    name: 'somebody else signs in while an edit waits, and never gets it',
    before: [presetOn, chosen, { kind: 'down', app: 'librechat' }],
    steps: [
      edit('llm.temperature', { value: 0.7 }),
      { kind: 'sign-in', app: 'librechat', who: 1 },
      { kind: 'up', app: 'librechat' },
    ],
  },
];
