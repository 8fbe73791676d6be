import type { PageRegister } from '@/lib/messaging/protocol';
import type { AppId, Json, Mode, Participation, PlaceId, RegisterId } from '@/lib/model';
import type { Random } from '../world/random';
import type { Fault, Held } from '../world/server';

/** What a person asks of Tandem's views. `nth` picks among what there is at that moment. */
export type Wish =
  | { readonly kind: 'begin' | 'pause' | 'go-on' | 'alias-provider' }
  | { readonly kind: 'mode'; readonly register: RegisterId; readonly mode: Mode }
  /** `place` null: the nth that is known. */
  | {
      readonly kind: 'role';
      readonly nth: number;
      readonly place: null;
      readonly register: RegisterId;
      readonly role: Participation;
    }
  | { readonly kind: 'role'; readonly place: PlaceId; readonly register: RegisterId; readonly role: Participation }
  | { readonly kind: 'approve'; readonly nth: number; readonly answer: 'yes' | 'no' }
  | { readonly kind: 'compare'; readonly nth: number; readonly take: number | null }
  | { readonly kind: 'cancel' | 'put-back' | 'retry' | 'use-everywhere'; readonly nth: number }
  | { readonly kind: 'conflict'; readonly nth: number; readonly take: 'kept' | 'lost' };

/** Something that happens around the engine. */
export type Action =
  | Wish
  | { readonly kind: 'edit'; readonly register: RegisterId; readonly value: Json }
  | { readonly kind: 'page'; readonly app: AppId; readonly register: PageRegister; readonly text: string }
  | { readonly kind: 'place'; readonly app: AppId; readonly local: string; readonly values: Held }
  | { readonly kind: 'fault'; readonly app: AppId; readonly local: string; readonly fault: Fault }
  | { readonly kind: 'unmake-preset'; readonly standing: 'gone' | 'detached' }
  | { readonly kind: 'app-writes' | 'kill' | 'restart' | 'look' | 'sync' }
  | { readonly kind: 'down' | 'up' | 'expire' | 'sign-out' | 'close-tabs' | 'open-tab'; readonly app: AppId }
  | { readonly kind: 'sign-in'; readonly app: AppId; readonly who: number }
  | { readonly kind: 'pass'; readonly ms: number };

/** An action, and how much of what it starts is done before the next; null: all. */
export interface Step {
  readonly action: Action;
  readonly ticks: number | null;
}

const models: readonly (readonly [provider: string, model: string])[] = [
  ['openai', 'gpt-a'],
  ['openai', 'gpt-b'],
  ['openai', 'gpt-z'],
  ['anthropic', 'claude-a'],
  ['anthropic', 'claude-b'],
  ['bedrock', 'claude-a'],
  ['generic-openai', 'own-a'],
  ['groq', 'llama-a'],
];
const endpoints: readonly (readonly [endpoint: string, model: string])[] = [
  ['openAI', 'gpt-a'],
  ['openAI', 'gpt-b'],
  ['openAI', 'gpt-c'],
  ['anthropic', 'claude-a'],
  ['anthropic', 'claude-b'],
  ['MyProxy', 'own-a'],
];
const texts: Readonly<Record<AppId, Readonly<Partial<Record<PageRegister, readonly string[]>>>>> = {
  anythingllm: {
    'ui.theme': ['system', 'light', 'dark'],
    'ui.language': ['en', 'de', 'fr'],
    'ui.textSize': ['small', 'normal', 'large'],
  },
  librechat: {
    'ui.theme': ['system', 'light', 'dark'],
    'ui.language': ['en-US', 'de-DE', 'fr-FR'],
    'ui.textSize': ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl'],
    'llm.model': endpoints.map(([endpoint, model]) => JSON.stringify({ endpoint, model })),
  },
};
export const registers: readonly RegisterId[] = [
  'llm.model',
  'llm.temperature',
  'llm.maxTokens',
  'ui.theme',
  'ui.language',
  'ui.textSize',
];

export function sharedValue(random: Random, register: RegisterId): Json {
  switch (register) {
    case 'llm.model': {
      const [provider, model] = random.pick(models);
      return { value: { provider, model } };
    }
    case 'llm.temperature':
      return { value: random.pick([0, 0.2, 0.5, 0.7, 1, 1.5]) };
    case 'llm.maxTokens':
      return { value: random.pick([256, 1024, 4096]) };
    case 'ui.theme':
      return { value: random.pick(['system', 'light', 'dark']) };
    case 'ui.language':
      return { value: random.pick(['en', 'de', 'fr', 'nn']) };
    case 'ui.textSize':
      return { value: random.pick([1, 2, 3, 4, 5]) };
  }
}

export function pageText(random: Random, app: AppId): { readonly register: PageRegister; readonly text: string } {
  const register = random.pick(Object.keys(texts[app]) as PageRegister[]);
  return { register, text: random.pick(texts[app][register] ?? []) };
}

/** Values that a person may set in the own form of a place. */
export function placeValues(random: Random, app: AppId, local: string): Held {
  const [provider, model] = random.pick(models.filter(([id]) => id !== 'groq'));
  const temperature = random.pick([0, 0.3, 0.6, 0.9]);
  const tokens = random.pick([300, 2000, 4000]);
  if (local === 'system')
    return random.chance(0.7) ? { 'llm.model': { provider, model } } : { 'llm.maxTokens': tokens };
  if (local === 'preset') {
    const [endpoint, name] = random.pick(endpoints);
    const one: readonly Held[] = [
      { 'llm.model': { endpoint, model: name } },
      { 'llm.temperature': temperature },
      { 'llm.maxTokens': tokens },
    ];
    return random.pick(one);
  }
  const choice = local === 'account' && app === 'librechat' ? random.pick(endpoints) : [provider, model];
  const native: Held = { 'llm.model': { provider: choice[0] ?? null, model: choice[1] ?? null } };
  if (local.startsWith('workspace')) return random.chance(0.6) ? native : { 'llm.temperature': temperature };
  return random.pick<Held>([native, { 'llm.temperature': temperature }, { 'llm.maxTokens': tokens }]);
}
