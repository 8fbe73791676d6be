import { type Change, type Identities, mostChanges } from '@/lib/model';
import { records } from './records';
import type { Reader, Transaction } from './store';

/** So many at most are the newest; the others are written once in a while, by half of it at a time. */
const mostNewest = 40;

/**
 * The list of changes, the newest first. The newest are a record of their own, so that one more does not have hundreds
 * written again. A few more than are shown may still be there.
 */
export function readChanges(reader: Pick<Reader, 'read'>, people: Identities): readonly Change[] {
  const newest = reader.read(records.changes(people)) ?? [];
  const older = reader.read(records.olderChanges(people)) ?? [];
  return older.length === 0 ? newest : [...newest, ...older];
}

/** @param list As it was read; with new changes before those that were, if any */
export function writeChanges(transaction: Transaction, people: Identities, list: readonly Change[]): undefined {
  const known = new Set((transaction.read(records.olderChanges(people)) ?? []).map(({ id }) => id));
  const newest = list.filter(({ id }) => !known.has(id));
  const isFull = newest.length > mostNewest;
  const kept = isFull ? newest.slice(0, mostNewest / 2) : newest;
  const older = isFull ? list.slice(kept.length, mostChanges) : list.filter(({ id }) => known.has(id));
  transaction.write(records.changes(people), kept);
  if (older.length > 0 || known.size > 0) transaction.write(records.olderChanges(people), older);
}
