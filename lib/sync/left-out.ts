import type { LeftOut } from '@/lib/model';
import { records, type Transaction } from '@/lib/storage';

/** Stores what could not be read of an app's lists, beside what was stored of the others; nothing is kept of nothing. */
export async function noteLeftOut(
  transaction: Transaction,
  connection: string,
  identity: string,
  found: { readonly [L in keyof LeftOut]: LeftOut[L] | 0 | false },
): Promise<void> {
  const key = records.leftOut(connection, identity);
  const before = await transaction.read(key);
  const after = Object.entries({ ...before, ...found }).filter(([, amount]) => amount);
  if (after.length > 0) await transaction.write(key, Object.fromEntries(after));
  else if (before !== null) transaction.remove(key);
}

export async function noteThreadsLeftOut(
  transaction: Transaction,
  connection: string,
  identity: string,
  found: Readonly<Record<string, number>>,
): Promise<void> {
  const before = (await transaction.read(records.leftOut(connection, identity)))?.threads;
  const threads = Object.entries({ ...before, ...found }).filter(([, amount]) => amount > 0);
  const byWorkspace = threads.length > 0 ? Object.fromEntries(threads) : undefined;
  await noteLeftOut(transaction, connection, identity, { threads: byWorkspace });
}
