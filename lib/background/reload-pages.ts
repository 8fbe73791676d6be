import type { Connection } from '@/lib/model';
import { longestBoot } from '@/lib/model/load-limits';
import type { EnginePorts } from '@/lib/sync/ports';
import type { SessionMemory } from '@/lib/sync/session-memory';

/** How often is looked whether it has, in ms. */
const interval = 100;

/**
 * Loads anew those tabs of an app that wait for it; none of them while an answer is being written in one. Tabs of LibreChat
 * one after the other: each exchanges the one session cookie at its start, and of two that do so at once one finds itself
 * on the login page.
 */
export async function reloadPages(
  connection: Connection,
  { pages, now, sleep }: Pick<EnginePorts, 'pages' | 'now' | 'sleep'>,
  memory: SessionMemory,
): Promise<'reloaded' | 'answering'> {
  const [open, reloads] = [await pages.openTabs(connection), await memory.reloads(connection.id)];
  const tabs = open.filter((tabId) => reloads.has(tabId));
  for (const tabId of tabs) if (await memory.isAnswering(tabId, now())) return 'answering';
  const { signal } = new AbortController();
  for (const [at, tabId] of tabs.entries()) {
    const begunAt = now();
    await pages.reload(tabId);
    const isLast = at === tabs.length - 1;
    if (isLast || connection.app === 'anythingllm' || connection.contract === 'platform') continue;
    while (now() < begunAt + longestBoot && !(await memory.hasRefreshed(connection.id, tabId, begunAt)))
      await sleep(interval, signal);
  }
  return 'reloaded';
}
