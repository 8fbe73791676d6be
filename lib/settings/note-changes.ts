import { type DiagnosticLog, refusalOf } from '@/lib/diagnostics';
import { asPlace, placeKind, type Settings } from '@/lib/model';

/** Notes for a bug report what a stored commit changed: how writes ended, which were kept back by which rule, and conflicts. */
export function noteChanges(log: DiagnosticLog, before: Settings, after: Settings): void {
  for (const [at, { id, register, lastWrite, pinned }] of after.replicas.entries()) {
    const isKept = pinned?.by === 'choice' || pinned?.by === 'no';
    if (!isKept && (!lastWrite || lastWrite.state === 'sending')) continue;
    // Places stand in the same order, until there are others.
    const isIt = (one: Settings['replicas'][number] | undefined) => one?.id === id && one.register === register;
    const former = isIt(before.replicas[at]) ? before.replicas[at] : before.replicas.find(isIt);
    const place = placeKind(id);
    if (isKept && pinned.by !== former?.pinned?.by) log.note('setting-kept-back', { place, register, rule: 'W4' });
    if (!lastWrite || lastWrite.state === 'sending' || lastWrite.state === former?.lastWrite?.state) continue;
    if (lastWrite.state === 'refused')
      log.note('setting-written', { place, register, outcome: 'refused', code: refusalOf(lastWrite.code) });
    else log.note('setting-written', { place, register, outcome: lastWrite.state });
  }
  const asked = new Set(before.questions.map(keyOfQuestion));
  for (const question of after.questions) {
    if (question.kind !== 'approve' || asked.has(keyOfQuestion(question))) continue;
    const { place, register } = question;
    log.note('setting-kept-back', { place: placeKind(place), register, rule: 'W5' });
  }
  const lacking = new Set(before.unsupported.map(keyOfTarget));
  for (const one of after.unsupported)
    if (!lacking.has(keyOfTarget(one)))
      log.note('setting-kept-back', { place: placeKind(one.place), register: one.register, rule: 'W1' });
  const listed = new Set(before.conflicts.map(({ id }) => id));
  for (const { id, register, kept, lost } of after.conflicts)
    if (!listed.has(id))
      log.note('conflict', {
        register,
        rule: kept.from === 'edit' ? 'O1' : 'O2-O4',
        kept: sourceOf(kept.from),
        lost: sourceOf(lost.from),
      });
}

const sourceOf = (from: string) => {
  const place = asPlace(from);
  return place ? placeKind(place) : 'edit';
};

const keyOfTarget = ({ register, place }: { readonly register: string; readonly place: string }) =>
  `${register}/${place}`;

const keyOfQuestion = (question: Settings['questions'][number]) =>
  question.kind === 'approve' ? `${keyOfTarget(question)} ${question.why} ${JSON.stringify(question.target)}` : '';
