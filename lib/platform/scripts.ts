import { type Connection, hostPattern } from '@/lib/model';
import { tabsOf } from './app-tabs';
import { browser } from './browser';

type RegisteredScript = Parameters<typeof browser.scripting.registerContentScripts>[0][number];

const files = [
  { id: 'page', file: '/page.js', runAt: 'document_start', world: 'ISOLATED' },
  { id: 'bridge', file: '/bridge.js', runAt: 'document_start', world: 'MAIN' },
] as const;

/**
 * Match patterns ignore ports in Firefox, so the scripts ask the background whether their page belongs to a connected
 * app.
 */
function matches(connections: readonly Connection[]): string[] {
  const patterns = connections.map((one) => hostPattern(one).replace(/\/\*$/, `${one.basePath}*`));
  return [...new Set(patterns)].sort();
}

/**
 * Makes the registered page scripts match these connections, whatever was registered before. An update of Tandem drops
 * all of them, and grants come and go.
 */
export async function registerPageScripts(connections: readonly Connection[]): Promise<void> {
  const wanted: RegisteredScript[] =
    connections.length === 0
      ? []
      : files.map(({ id, file, ...how }) => ({ id, js: [file], matches: matches(connections), ...how }));
  const present = await browser.scripting.getRegisteredContentScripts();
  const isSame =
    present.length === wanted.length &&
    wanted.every((script) =>
      present.some((one) => one.id === script.id && [...(one.matches ?? [])].sort().join() === script.matches?.join()),
    );
  if (isSame) return;
  if (present.length > 0) await browser.scripting.unregisterContentScripts({ ids: present.map((one) => one.id) });
  if (wanted.length > 0) await browser.scripting.registerContentScripts(wanted);
}

/** Starts the launcher in a tab; a running launcher gives way to it. */
export async function startLauncherIn(tabId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/launcher.js'] });
  } catch {
    // The tab is closing, or has moved to a page of another site.
  }
}

export async function startLaunchers(connection: Connection): Promise<void> {
  for (const { id } of await tabsOf(connection)) if (id !== undefined) await startLauncherIn(id);
}

/** Starts the page scripts in tabs that were open before; a script that finds an earlier copy of itself takes over. */
export async function injectIntoOpenTabs(connection: Connection): Promise<void> {
  for (const tab of await tabsOf(connection)) {
    if (tab.id === undefined) continue;
    try {
      for (const { file, world } of files) {
        await browser.scripting.executeScript({ target: { tabId: tab.id }, files: [file], world });
      }
    } catch {
      // An error page of the browser, or a tab that is closing.
    }
  }
}
