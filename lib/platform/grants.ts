import { type Connection, hostPattern } from '@/lib/model';
import { browser } from './browser';

export const isGranted = (address: Pick<Connection, 'origin'>): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern(address)] });

/** Asks the user for these hosts (match patterns) in one prompt. Must be called straight from a click. */
export const requestHosts = (patterns: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: [...new Set(patterns)] });

/** Gives up a host, unless another connection uses it: grants ignore ports, and both apps are often on one host. */
export async function releaseHost(gone: Connection, rest: readonly Connection[]): Promise<void> {
  const pattern = hostPattern(gone);
  if (rest.some((connection) => hostPattern(connection) === pattern)) return;
  await browser.permissions.remove({ origins: [pattern] });
}

export function onGrantsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
