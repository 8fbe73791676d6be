import type { Problem } from '@/lib/model';
import type { RecordKey, Unreadable } from '@/lib/store';

/** How long the damage is told, in ms: by then it was read, and what could be rebuilt has been. */
const tellSpan = 10 * 60_000;

/** What you are told about a stored record that could not be read. @param since ISO 8601 */
export const damagedRecord = ({ kind }: RecordKey, why: Unreadable, since: string): Problem => ({
  ...(why === 'newer'
    ? { code: 'record-newer', params: {} }
    : {
        code: 'record-damaged',
        params: { record: kind === 'connections' || kind === 'preferences' ? kind : 'copy' },
      }),
  transient: true,
  since,
});

export const isAboutRecord = ({ code }: Problem) => code === 'record-damaged' || code === 'record-newer';

/** Whether damage was told for long enough. @param now ms since the epoch */
export const isOverdue = (problem: Problem, now: number) =>
  isAboutRecord(problem) && now - Date.parse(problem.since) > tellSpan;
