import type { Problem } from '@/lib/model';
import type { RecordKey, Unreadable } from '@/lib/store';

/** How long the damage is told, in ms: by then it was read, and what could be rebuilt has been. */
const tellSpan = 10 * 60_000;

function partOf(kind: RecordKey['kind'], why: Unreadable) {
  if (why === 'newer') return 'newer';
  return kind === 'connections' || kind === 'preferences' ? kind : 'copy';
}

/** What you are told about a stored record that could not be read. @param since ISO 8601 */
export const damagedRecord = ({ kind }: RecordKey, why: Unreadable, since: string): Problem => ({
  code: 'record-damaged',
  params: { record: partOf(kind, why) },
  transient: true,
  since,
});

/** Whether damage was told for long enough. @param now ms since the epoch */
export const isOverdue = (problem: Problem, now: number) =>
  problem.code === 'record-damaged' && now - Date.parse(problem.since) > tellSpan;
