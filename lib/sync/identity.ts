import { defaultPreferences } from '@/lib/model';
import { records, type Transaction } from '@/lib/store';

/**
 * Removes the former identity when the user signed out (`next` null) or another user signed in. All data of other
 * identities at this connection is deleted, unless the user chose to keep a copy. In both cases views show only the
 * status's identity.
 */
export function hideIdentity(transaction: Transaction, connection: string, next: string | null): void {
  const preferences = transaction.read(records.preferences) ?? defaultPreferences;
  if (preferences.keepCopyAfterSignOut) return;
  const { lastWorkspace, ...others } = preferences;
  if (lastWorkspace !== undefined) transaction.write(records.preferences, others);
  transaction.removeWhere((key) => key.connection === connection && key.identity !== null && key.identity !== next);
}
