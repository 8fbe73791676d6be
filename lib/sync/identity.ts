import { defaultPreferences } from '@/lib/model';
import { records, type Transaction } from '@/lib/store';

/**
 * Makes way when the person signed out (`next` null) or another one signed in: what belonged to anybody else at this
 * connection is deleted, unless the person chose to keep a copy. Kept or not, views show only the status's identity.
 */
export function hideIdentity(transaction: Transaction, connection: string, next: string | null): void {
  const preferences = transaction.read(records.preferences) ?? defaultPreferences;
  if (preferences.keepCopyAfterSignOut) return;
  transaction.removeWhere((key) => key.connection === connection && key.identity !== null && key.identity !== next);
}
