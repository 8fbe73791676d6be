import {
  asPlace,
  type Conflict,
  type PlaceId,
  type Question,
  type RegisterId,
  registerIds,
  type Settings,
} from '@/lib/model';
import { isNotInStep } from './place-participation';
import { showStep } from './show-value';
import { sharedValue } from './wanted';

type Approve = Extract<Question, { kind: 'approve' }>;

/** A question for the user. `id` is stable while the question is open. */
export type Need =
  | { readonly id: string; readonly kind: 'approve'; readonly question: Approve }
  | {
      readonly id: string;
      readonly kind: 'conflict';
      readonly conflict: Conflict;
      /** The number of places that take part in its setting. */
      readonly places: 'both' | 'several';
    }
  /** Settings that differ and were never compared. */
  | { readonly id: string; readonly kind: 'compare'; readonly registers: readonly RegisterId[] }
  | { readonly id: string; readonly kind: 'detached'; readonly place: PlaceId }
  /** Settings that the user never chose to keep in step, without another question. Not urgent. */
  | { readonly id: string; readonly kind: 'begin'; readonly registers: readonly RegisterId[] };

/** All open questions, the most urgent first. */
export function readNeeds(settings: Settings): readonly Need[] {
  const { questions, conflicts, missing } = settings;
  const compared = questions.flatMap(({ kind, register }) => (kind === 'compare' ? [register] : []));
  return [
    ...questions.flatMap((question): Need[] =>
      question.kind === 'approve'
        ? [{ id: `approve ${question.register} ${question.place}`, kind: 'approve', question }]
        : [],
    ),
    ...conflicts.map((conflict): Need => {
      const places = taking(settings, conflict.register).length === 2 ? 'both' : 'several';
      return { id: `conflict ${conflict.id}`, kind: 'conflict', conflict, places };
    }),
    ...(compared.length > 0 ? [{ id: 'compare', kind: 'compare', registers: compared } as const] : []),
    ...Object.entries(missing).flatMap(([id, why]): Need[] => {
      const place = asPlace(id);
      return why === 'gone' && place ? [{ id: `detached ${id}`, kind: 'detached', place }] : [];
    }),
    ...toBegin(settings, compared),
  ];
}

const taking = ({ replicas }: Settings, register: RegisterId) =>
  replicas.filter((one) => one.register === register && one.role !== 'off');

function toBegin(settings: Settings, compared: readonly RegisterId[]): readonly Need[] {
  const registers = registerIds.filter((register) => {
    const isShared = taking(settings, register).length > 1;
    return isNotInStep(register, settings) && !compared.includes(register) && isShared;
  });
  return registers.length > 0 ? [{ id: 'begin', kind: 'begin', registers }] : [];
}

/** The number of questions that wait for an answer; an offer does not count. */
export const countNeeds = (settings: Settings): number =>
  readNeeds(settings).filter(({ kind }) => kind !== 'begin').length;

/** Both values of a conflict in words that show the difference. */
export function readConflict({ register, kept, lost }: Conflict): { readonly kept: string; readonly lost: string } {
  const { from, to } = showStep(register, { value: sharedValue(kept.value) }, sharedValue(lost.value));
  return { kept: from, lost: to };
}
