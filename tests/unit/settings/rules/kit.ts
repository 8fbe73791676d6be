import type { PlaceId } from '@/lib/model';
import { projectionFor } from '@/lib/settings/definitions';
import {
  type Json,
  type Native,
  type Observation,
  type Plan,
  type Projection,
  placeKey,
  type Register,
  type RegisterId,
  type Replica,
  reconcile,
} from '@/lib/settings/rules';

export const page = 'anythingllm/page';
export const other = 'librechat/page';

/** One place of a setting, in step unless told otherwise. */
export const replica = (register: RegisterId, id: PlaceId, more: Partial<Replica> = {}): Replica => ({
  id,
  register,
  role: 'both',
  audience: 'me',
  rank: id === page ? 20 : 10,
  link: { state: 'unread' },
  lastWrite: null,
  pinned: null,
  readAtSeq: 1,
  approved: null,
  ...more,
});

export interface Case {
  /** The theme, unless told otherwise. */
  readonly register?: RegisterId;
  /** Without details that only some places know. */
  readonly value?: Json;
  /** Instead of `value`. */
  readonly present?: Register | undefined;
  readonly from?: string;
  readonly replicas: readonly Replica[];
  /** What the places hold that were read, by their ids. */
  readonly read?: Readonly<Record<string, Native | 'absent'>>;
  readonly edit?: Json;
  /** W5: whether changes are asked about. */
  readonly asks?: 'changes';
  /** What our writes replaced lately, by places' ids. */
  readonly replaced?: Readonly<Record<string, readonly Native[]>>;
  readonly projections?: (replica: Replica) => Projection;
}

const context = { providerAliases: [], endpoints: { openAI: ['gpt-4o', 'o3'] } };
export const projections = ({ register, id }: Replica) => projectionFor(register, id, context);

/** One round, in which the value came to be as number 1. */
export function round({
  register = 'ui.theme',
  value,
  from = 'edit',
  replicas,
  read = {},
  edit,
  asks,
  replaced = {},
  ...rest
}: Case): Plan {
  const present = rest.present ?? (value === undefined ? undefined : { value: { value }, seq: 1, from });
  const registers: Plan['registers'] = present ? { [register]: present } : {};
  const observations = Object.entries(read).map(([id, native]): [string, Observation] => [
    placeKey({ register, id: id as PlaceId }),
    native === 'absent' ? native : { value: native },
  ]);
  return reconcile({
    registers,
    replicas,
    observations: new Map(observations),
    edits: edit === undefined ? [] : [{ id: 'edit', register, value: { value: edit }, seq: 2 }],
    projections: rest.projections ?? projections,
    asking: new Set(asks ? [register] : []),
    replaced: ({ id }) => replaced[id] ?? [],
    seq: 3,
  });
}
