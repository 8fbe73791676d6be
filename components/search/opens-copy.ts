import { type AppId, hasPages } from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';

/** Whether a chat opens as Tandem's copy: its app can't be reached just now, and its chats are copied. */
export function opensCopy({ shared }: Pick<ViewState, 'shared'>, app: AppId, isOnline: boolean): boolean {
  const { connection, status } = shared.apps[app];
  const isCopied = shared.preferences.archive?.[app] !== undefined;
  return isCopied && !(isOnline && hasPages(connection) && status.problem === null);
}
