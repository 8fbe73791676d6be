import type { LeftOut } from '@/lib/model';
import { records, type Transaction } from '@/lib/store';

/**
 * Stores how many rows of an app's lists could not be read, beside the stored numbers of the other lists. Nothing is
 * stored for zero.
 */
export function noteLeftOut(
  transaction: Transaction,
  connection: string,
  identity: string,
  found: { readonly [L in keyof LeftOut]: LeftOut[L] | 0 | false },
): void {
  const key = records.leftOut(connection, identity);
  const before = transaction.read(key);
  const after = Object.entries({ ...before, ...found }).filter(([, amount]) => amount);
  if (after.length > 0) transaction.write(key, Object.fromEntries(after));
  else if (before !== null) transaction.remove(key);
}

export function noteThreadsLeftOut(
  transaction: Transaction,
  connection: string,
  identity: string,
  found: Readonly<Record<string, number>>,
): void {
  const before = transaction.read(records.leftOut(connection, identity))?.threads;
  const threads = Object.entries({ ...before, ...found }).filter(([, amount]) => amount > 0);
  const byWorkspace = threads.length > 0 ? Object.fromEntries(threads) : undefined;
  noteLeftOut(transaction, connection, identity, { threads: byWorkspace });
}
