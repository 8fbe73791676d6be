import type { DiagnosticLog, Sums } from '@/lib/diagnostics';
import type { PageReport } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { parseRecordName, type RecordKind, type StorageChanges } from '@/lib/store';

/** Counts a commit for a bug report, and the kinds of records that it changed. */
export function noteCommit(log: DiagnosticLog, changes: StorageChanges): void {
  const kinds = new Set(Object.keys(changes).flatMap((name) => parseRecordName(name)?.kind ?? []));
  if (kinds.size === 0) return;
  const amounts: Partial<Record<RecordKind, number>> = Object.fromEntries([...kinds].map((kind) => [kind, 1]));
  log.add('commits', { count: 1, ...amounts });
}

/** What a page's report counts as in a bug report. */
export const reportsIn = (app: AppId, { byHand = {}, session }: PageReport): Sums['page-reports'] => ({
  [app]: 1,
  ...(Object.keys(byHand).length > 0 && { 'by-hand': 1 }),
  ...(session === 'absent' && { 'signed-out': 1 }),
});
