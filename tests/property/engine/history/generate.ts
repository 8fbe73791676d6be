import type { AppId, Contract } from '@/lib/model';
import { Random } from '../world/random';
import type { Fault } from '../world/server';
import type { WorldOptions } from '../world/world';
import { type Action, pageText, placeValues, registers, type Step, sharedValue } from './actions';
import { on } from './words';

/** All that a seed decides. */
export interface History {
  readonly world: WorldOptions;
  readonly steps: readonly Step[];
}

const faults: readonly Fault[] = ['lost', 'unheard', 'half', 'no', 'trouble'];

/** What can happen, by how often it does. */
const kinds: Readonly<Record<number, readonly Action['kind'][]>> = {
  14: ['edit'],
  12: ['page', 'place'],
  7: ['fault', 'compare'],
  6: ['role'],
  5: ['open-tab', 'approve'],
  4: ['app-writes', 'look', 'pass'],
  3: ['up', 'close-tabs'],
  2: ['down', 'sign-in', 'go-on', 'kill', 'sync', 'mode', 'cancel', 'put-back', 'retry', 'use-everywhere', 'conflict'],
  1: ['begin', 'unmake-preset', 'expire', 'sign-out', 'pause', 'restart', 'alias-provider'],
};
const weights = Object.entries(kinds).flatMap(([weight, those]) =>
  those.map((kind) => [kind, Number(weight)] as const),
);

/** @param seed Any whole number. */
export function historyOf(seed: number): History {
  const random = new Random(seed);
  const contract = (): Contract => (random.chance(0.12) ? 'platform' : 'stock');
  const contracts = { anythingllm: contract(), librechat: contract() };
  const anythingllm = random.chance(0.35) ? 'accounts' : 'open';
  const step = (action: Action): Step => ({ action, ticks: random.chance(0.35) ? null : random.int(25) });
  // Most people compare first, and some switch more on than there is by default.
  const first: Action[] = random.chance(0.85) ? [{ kind: 'begin' }] : [];
  for (let nth = 0; nth < 3; nth++)
    if (random.chance(0.7)) first.push({ kind: 'compare', nth: 0, take: random.int(2) });
  if (random.chance(0.45)) first.push(on('librechat/preset'));
  if (random.chance(0.3))
    first.push(on('anythingllm/workspace:a', random.pick(['llm.model', 'llm.temperature'] as const)));
  if (anythingllm === 'accounts' && random.chance(0.6)) first.push(on('anythingllm/system'));
  if (random.chance(0.6)) first.push({ kind: 'edit', register: 'llm.model', value: sharedValue(random, 'llm.model') });
  const length = 6 + random.int(12);
  const more = Array.from({ length }, () => step(actionOf(random, random.weigh(weights), contracts)));
  const steps = [...first.map((action): Step => ({ action, ticks: null })), ...more];
  const killAt = random.chance(0.5) ? 1 + random.int(600) : null;
  return { world: { seed, contracts, anythingllm, order: 'any', killAt }, steps };
}

function actionOf(random: Random, kind: Action['kind'], contracts: Readonly<Record<AppId, Contract>>): Action {
  const app: AppId = random.chance(0.5) ? 'anythingllm' : 'librechat';
  const nth = random.int(1_000);
  const register = random.pick(registers);
  switch (kind) {
    case 'edit':
      return { kind, register, value: sharedValue(random, register) };
    case 'page':
      return { kind, app, ...pageText(random, app) };
    case 'place': {
      const local = random.pick(placesAt(app, contracts[app]));
      return { kind, app, local, values: placeValues(random, app, local) };
    }
    case 'fault':
      return { kind, app, local: random.pick(placesAt(app, contracts[app])), fault: random.pick(faults) };
    case 'unmake-preset':
      return { kind, standing: random.pick(['gone', 'detached']) };
    case 'sign-in':
      return { kind, app, who: random.int(2) };
    case 'down':
    case 'up':
    case 'expire':
    case 'sign-out':
    case 'close-tabs':
    case 'open-tab':
      return { kind, app };
    case 'pass':
      return { kind, ms: random.pick([400, 2_500, 31_000, 700_000, 31_000, 8 * 86_400_000]) };
    case 'mode':
      return { kind, register, mode: random.pick(['automatic', 'ask', 'off', 'automatic']) };
    case 'role':
      return { kind, nth, place: null, register, role: random.pick(['on', 'on', 'on', 'off']) };
    case 'approve':
      return { kind, nth, answer: random.chance(0.7) ? 'yes' : 'no' };
    case 'compare':
      return { kind, nth, take: random.chance(0.85) ? random.int(10) : null };
    case 'conflict':
      return { kind, nth, take: random.pick(['kept', 'lost']) };
    case 'cancel':
    case 'put-back':
    case 'retry':
    case 'use-everywhere':
      return { kind, nth };
    default:
      return { kind };
  }
}

function placesAt(app: AppId, contract: Contract): readonly string[] {
  if (contract === 'platform') return ['account'];
  return app === 'anythingllm' ? ['system', 'system', 'workspace:a'] : ['preset'];
}
