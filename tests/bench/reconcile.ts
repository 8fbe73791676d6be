import { baseOf, type Json, type PlaceId, workspacePlace } from '@/lib/model';
import { projectionFor } from '@/lib/settings/definitions';
import {
  type Observation,
  placeKey,
  type RegisterId,
  type Replica,
  reconcile,
  type Situation,
} from '@/lib/settings/rules';
import { inTurns, type Result, timed } from './kit';

/** A setting, what its places hold, and another value. */
interface Sample {
  readonly register: RegisterId;
  readonly place: (number: number) => PlaceId;
  readonly now: Json;
  /** In the form that all places share. */
  readonly shared: Json;
  readonly other: Json;
  readonly otherShared: Json;
}

const workspace = (number: number) => workspacePlace(String(number));
const [gpt, claude] = [
  { provider: 'openai', model: 'gpt-4o' },
  { provider: 'anthropic', model: 'claude-sonnet-4-6' },
];
const [preset, page] = [(): PlaceId => 'librechat/preset', (): PlaceId => 'anythingllm/page'];
const sample = (
  register: RegisterId,
  place: Sample['place'],
  [now, shared]: readonly [Json, Json],
  [other, otherShared]: readonly [Json, Json],
): Sample => ({ register, place, now, shared: { value: shared }, other, otherShared: { value: otherShared } });
const samples: readonly Sample[] = [
  sample('llm.model', workspace, [gpt, gpt], [claude, claude]),
  sample('llm.temperature', workspace, [0.7, 0.7], [0.2, 0.2]),
  sample('llm.maxTokens', preset, [1024, 1024], [4096, 4096]),
  sample('ui.theme', page, ['light', 'light'], ['dark', 'dark']),
  sample('ui.language', page, ['en', 'en'], ['zh-tw', 'zh-Hant']),
  sample('ui.textSize', page, ['normal', 3], ['large', 4]),
];

const context = { pairs: [], endpoints: {} };
const perRegister = 1_000;
const kinds = new Map<string, PlaceId>();

/** Six settings at a thousand places each, all in step. */
function inStep(): Situation {
  const replicas = samples.flatMap(({ register, place, now }) =>
    Array.from({ length: perRegister }, (_, number): Replica => {
      const id: PlaceId = `${place(number)}#${number}`;
      kinds.set(id, place(number));
      return {
        id,
        register,
        role: 'both',
        audience: 'me',
        rank: number % 30,
        link: { state: 'joined', base: { value: now } },
        lastWrite: { target: now, state: 'ok' },
        pinned: null,
        readAtSeq: 1,
        approved: null,
      };
    }),
  );
  return {
    registers: Object.fromEntries(
      samples.map(({ register, shared }) => [register, { value: shared, seq: 1, from: 'edit' }]),
    ),
    replicas,
    observations: new Map(),
    edits: [],
    projections: ({ register, id }) => projectionFor(register, kinds.get(id) ?? id, context),
    asking: new Set(),
    seq: 2,
  };
}

/** All places were read, and every one, or none, holds another value. */
function read(situation: Situation, who: 'all' | 'none'): Situation {
  const other = new Map(samples.map(({ register, other: value }) => [register, value]));
  const found = (replica: Replica): Observation =>
    who === 'all' ? { value: other.get(replica.register) ?? null } : (baseOf(replica) ?? 'absent');
  return { ...situation, observations: new Map(situation.replicas.map((one) => [placeKey(one), found(one)])) };
}

/** The person changed every setting in Tandem. */
const edited = (situation: Situation): Situation => ({
  ...situation,
  edits: samples.map(({ register, otherShared }, number) => ({
    id: `${number}`,
    register,
    value: otherShared,
    seq: 2 + number,
  })),
});

/** What may happen in one round. */
export function rounds(): readonly (readonly [string, Situation])[] {
  const situation = inStep();
  return [
    ['nothing new', situation],
    ['all read, nothing changed', read(situation, 'none')],
    ['six edits, 6,000 writes due', edited(situation)],
    ['all read, all changed', read(situation, 'all')],
  ];
}

/** One round of the pure function, warm; it is to take at most 5 ms. */
export async function benchReconcile(): Promise<readonly Result[]> {
  const { replicas } = inStep();
  const copies = () => timed(() => replicas.map((replica) => ({ ...replica })));
  const results: Result[] = [];
  for (const [what, round] of rounds()) {
    // Warm, as in a worker that has run for a while.
    for (let turn = 0; turn < 50; turn++) reconcile(round);
    const medians = await inTurns(100, () => timed(() => reconcile(round)), copies);
    results.push({ what: `reconcile 6 × 1,000: ${what}`, ...medians, against: 'copying the 6,000 replicas once' });
  }
  return results;
}
