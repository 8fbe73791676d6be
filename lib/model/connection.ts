import * as z from 'zod/mini';
import { appIdSchema, contractSchema } from './app';

/** The address of an app: an origin (with port) and a base path that begins and ends with a slash. */
export const addressSchema = z.object({
  origin: z.string().check(z.regex(/^https?:\/\/[^/]+$/)),
  basePath: z.string().check(z.regex(/^\/(?:.*\/)?$/)),
});
export type Address = z.infer<typeof addressSchema>;

export const connectionSchema = z.extend(addressSchema, {
  /** Stable for the life of the connection; part of every storage key of its data. */
  id: z.string().check(z.minLength(1)),
  app: appIdSchema,
  contract: contractSchema,
  /** The owner's name for it ("Acme Chat"), or the app's own name. */
  title: z.string(),
  /**
   * LibreChat only: its login page offers OpenID, so Tandem must not refresh its sessions before it has seen a token.
   */
  openIdLogin: z.boolean(),
  /** False: its server has an API and no pages, like AnythingLLM's desktop app. Missing: it has pages. */
  hasPages: z.optional(z.boolean()),
  /** ISO 8601. */
  connectedAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** The app's front page: origin and base path, with a trailing slash. */
export function baseUrl(address: Address): string {
  return address.origin + address.basePath;
}

/**
 * The match pattern for an address. Browsers grant by host name. A pattern with a port matches nothing in Firefox and
 * silences parts of Chromium's API. So the port is left out, and `covers` compares it at run time.
 */
export function hostPattern(address: Pick<Address, 'origin'>): string {
  const url = new URL(address.origin);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Whether a URL belongs to the app at this address: same origin, port included, and under its base path. */
export function covers(address: Address, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === address.origin && `${pathname}/`.startsWith(address.basePath);
}

/** The connection that a URL belongs to. Two apps may share an origin under different paths: the longest path wins. */
export function connectionFor(connections: readonly Connection[], url: string): Connection | undefined {
  return connections
    .filter((connection) => covers(connection, url))
    .sort((a, b) => b.basePath.length - a.basePath.length)[0];
}

/** Whether the app can be shown in a tab. */
export const hasPages = (connection: Pick<Connection, 'hasPages'> | null): boolean => connection?.hasPages !== false;
