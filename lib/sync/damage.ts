import type { Problem } from '@/lib/model';
import type { RecordKey, Unreadable } from '@/lib/storage';

const codes: Readonly<Record<Unreadable, string>> = { damaged: 'record-damaged', newer: 'record-newer' };
/** How long the damage is told, in ms: by then it was read, and what could be rebuilt has been. */
const tellSpan = 10 * 60_000;

function sentence(kind: RecordKey['kind'], why: Unreadable): string {
  if (why === 'newer') {
    return 'A newer version of Tandem stored a part of your data. It is kept aside, and this version starts that part anew.';
  }
  if (kind === 'connections') {
    return 'The list of your apps was damaged and set aside. Please connect them again; nothing in the apps themselves is lost.';
  }
  if (kind === 'preferences') return 'Tandem’s preferences were damaged and set aside. They start anew.';
  return 'A damaged part of the stored copy was set aside. Tandem reads it from the app again.';
}

/** What the person is told about a stored record that could not be read. @param since ISO 8601 */
export const damagedRecord = ({ kind }: RecordKey, why: Unreadable, since: string): Problem => ({
  code: codes[why],
  message: sentence(kind, why),
  transient: true,
  since,
});

export const isAboutRecord = ({ code }: Problem) => Object.values(codes).includes(code);

/** Whether damage was told for long enough. @param now ms since the epoch */
export const isOverdue = (problem: Problem, now: number) =>
  isAboutRecord(problem) && now - Date.parse(problem.since) > tellSpan;
