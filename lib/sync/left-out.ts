import type { LeftOut } from '@/lib/model';
import { records, type Transaction } from '@/lib/store';

/** Stores what could not be read of an app's lists, beside what was stored of the others; nothing is kept of nothing. */
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
