import type { Action } from '../history/actions';
import { claude, edit, fault, gpt, inForm, inPage, model, on } from '../history/words';

/** Something that people do, whatever of it a stopped worker lives to see. */
export interface Scenario {
  /** Begins with the rules of docs/SPEC.md that it is about. */
  readonly name: string;
  readonly anythingllm?: 'accounts';
  /** What was done before; nothing is stopped there. */
  readonly before: readonly Action[];
  readonly steps: readonly Action[];
}

const presetOn = on('librechat/preset');
const systemOn = on('anythingllm/system');
const chosen = edit('llm.model', gpt);
const yes = { kind: 'approve', nth: 0, answer: 'yes' } as const;
const putBack = { kind: 'put-back', nth: 0 } as const;

export const scenarios: readonly Scenario[] = [
  { name: 'C1 W3: when a model is edited, then it goes to both apps', before: [], steps: [edit('llm.model', claude)] },
  {
    name: 'C1: when AnythingLLM’s own form is saved, then LibreChat’s preset follows',
    before: [presetOn, chosen],
    steps: [inForm({ 'llm.model': model('anthropic', 'claude-b') })],
  },
  { name: 'J4: when the default preset is asked for, then it is made', before: [chosen], steps: [presetOn] },
  {
    name: 'C2: when provider and model are half applied, then they are finished',
    before: [chosen],
    steps: [fault('anythingllm', 'system', 'half'), edit('llm.model', claude)],
  },
  {
    name: 'C1: when the answer to a write is never heard, then it is done once',
    before: [presetOn, chosen],
    steps: [fault('librechat', 'preset', 'unheard'), edit('llm.model', claude)],
  },
  {
    name: 'C1 W2: when a temperature is bent, then it is not sent again',
    before: [presetOn, chosen],
    steps: [edit('llm.temperature', 1.5)],
  },
  {
    name: 'W5: when a yes is said, then what others use is written',
    anythingllm: 'accounts',
    before: [systemOn],
    steps: [edit('llm.model', claude), yes],
  },
  {
    name: 'W4: when a change is put back, then its place holds what it held before',
    before: [chosen, edit('llm.model', claude)],
    steps: [putBack],
  },
  {
    name: 'W4: when a yes is said to putting back, too, then others get it back',
    anythingllm: 'accounts',
    before: [systemOn, edit('llm.model', claude), yes],
    steps: [putBack],
  },
  {
    name: 'W3: when a page opens for which a write waits, then it is made',
    before: [{ kind: 'close-tabs', app: 'librechat' }],
    steps: [edit('ui.theme', 'dark'), { kind: 'open-tab', app: 'librechat' }],
  },
  {
    name: 'O1 O3: when an edit meets a change that nobody had read, then it stands',
    before: [presetOn, chosen, { kind: 'down', app: 'anythingllm' }],
    steps: [
      edit('llm.model', claude),
      inPage('librechat', 'ui.theme', 'dark'),
      { kind: 'up', app: 'anythingllm' },
      inForm({ 'llm.model': model('openai', 'gpt-z') }),
    ],
  },
  {
    name: 'J2: when somebody else signs in, then their places join',
    before: [chosen],
    steps: [{ kind: 'sign-in', app: 'librechat', who: 1 }],
  },
  {
    name: 'when somebody else signs in while an edit waits, then they never get it',
    before: [presetOn, chosen, { kind: 'down', app: 'librechat' }],
    steps: [
      edit('llm.temperature', 0.7),
      { kind: 'sign-in', app: 'librechat', who: 1 },
      { kind: 'up', app: 'librechat' },
    ],
  },
];
