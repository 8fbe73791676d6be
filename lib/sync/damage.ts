import type { Problem } from '@/lib/model';
import type { RecordKey } from '@/lib/storage';

const code = 'record-damaged';
/** How long the damage is told, in ms: by then it was read, and what could be rebuilt has been. */
const tellSpan = 10 * 60_000;

function sentence(kind: RecordKey['kind']): string {
  if (kind === 'connections') {
    return 'The list of your apps was damaged and set aside. Please connect them again; nothing in the apps themselves is lost.';
  }
  if (kind === 'preferences') return 'Tandem’s preferences were damaged and set aside. They start anew.';
  return 'A damaged part of the stored copy was set aside. Tandem reads it from the app again.';
}

/** What the person is told about a stored record that could not be read. @param since ISO 8601 */
export const damagedRecord = ({ kind }: RecordKey, since: string): Problem => ({
  code,
  message: sentence(kind),
  transient: true,
  since,
});

/** Whether damage was told for long enough. @param now ms since the epoch */
export const isOverdue = (problem: Problem, now: number) =>
  problem.code === code && now - Date.parse(problem.since) > tellSpan;
