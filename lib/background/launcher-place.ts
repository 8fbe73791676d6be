import type { PageReplies } from '@/lib/messaging';
import { baseUrl, type Connection, type Preferences } from '@/lib/model';

/** Where the user wants the launcher in an app's pages; null: nowhere. */
export function launcherPlace(
  { launcher, launcherHiddenAt, launcherTop, appearance }: Preferences,
  connection: Connection,
): PageReplies['launcher-hello'] {
  if (!launcher || launcherHiddenAt.includes(baseUrl(connection))) return null;
  return { top: launcherTop, ...(appearance === 'system' && { follows: appearance }) };
}
