import { type Change, type Identities, mostChanges } from '@/lib/model';
import { records } from './records';
import type { Reader, Transaction } from './store';

/** The most changes in the record of the newest; half of them move to the older ones at a time. */
const mostNewest = 40;

/**
 * The list of changes, newest first. The newest are a separate record, so that a new change does not rewrite hundreds.
 * A few more than the shown ones may still be stored.
 */
export function readChanges(reader: Pick<Reader, 'read'>, people: Identities): readonly Change[] {
  const newest = reader.read(records.changes(people)) ?? [];
  const older = reader.read(records.olderChanges(people)) ?? [];
  return older.length === 0 ? newest : [...newest, ...older];
}

/** @param list The list as it was read, with new changes before the others */
export function writeChanges(transaction: Transaction, people: Identities, list: readonly Change[]): undefined {
  const known = new Set((transaction.read(records.olderChanges(people)) ?? []).map(({ id }) => id));
  const newest = list.filter(({ id }) => !known.has(id));
  const isFull = newest.length > mostNewest;
  const kept = isFull ? newest.slice(0, mostNewest / 2) : newest;
  const older = isFull ? list.slice(kept.length, mostChanges) : list.filter(({ id }) => known.has(id));
  transaction.write(records.changes(people), kept);
  if (older.length > 0 || known.size > 0) transaction.write(records.olderChanges(people), older);
}
