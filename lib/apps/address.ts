import type { Address } from '@/lib/model';

/** The most parts of a base path: a page's longest path has four parts (`workspace/a/t/b`), below a base of four. */
const deepest = 8;

/**
 * The addresses that a text may mean, in the order to try. It accepts what people type or paste: no scheme, the path of
 * a page, a port, a sub-path, an IPv6 address with or without brackets, a bare port. Empty: no address. No list of
 * routes says where a base ends, since a base may contain any word: the base is the address where the app answers.
 */
export function readAddress(text: string): Address[] {
  const { scheme, rest } = split(text);
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') return [];
  const [, authority = '', path = ''] = /^([^/?#\\]*)(.*)$/s.exec(rest) ?? [];
  const hosts = readHosts(authority.replace(/\s+/g, ''));
  const candidates = hosts.flatMap((host) => {
    const first = scheme ?? (isHome(host) ? 'http' : 'https');
    const second = first === 'http' ? 'https' : 'http';
    return [first, second].flatMap((each) =>
      basePaths(path).map((basePath) => ({ origin: new URL(`${each}://${host}`).origin, basePath })),
    );
  });
  const seen = new Set<string>();
  return candidates.filter(({ origin, basePath }) => {
    const key = origin + basePath;
    return !seen.has(key) && seen.add(key);
  });
}

function split(text: string): { scheme: string | null; rest: string } {
  // Pasted text has invisible characters; text from mails has angle brackets and quotes.
  const bare = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').replace(/^[\s<"'“„«]+|[\s>"'”“»]+$/g, '');
  const slashed = /^([a-z][a-z0-9+.-]*)\s*:\s*\/\/+\s*(.*)$/is.exec(bare);
  // `http:nas` and `https:/nas`, but not `nas:3001`.
  const found = slashed ?? /^(https?)\s*:\s*\/?(?=[^\d])(.*)$/is.exec(bare);
  return found ? { scheme: (found[1] ?? '').toLowerCase(), rest: found[2] ?? '' } : { scheme: null, rest: bare };
}

/** The hosts (with port) that a text may mean, normalised by the URL parser. */
function readHosts(authority: string): string[] {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const port = /^:?(\d{2,5})$/.exec(host)?.[1];
  if (port !== undefined) return valid([`localhost:${port}`]);
  if (!host.startsWith('[') && host.split(':').length > 2) {
    const [, address = '', tail = ''] = /^(.*):(\d{4,5})$/.exec(host) ?? [];
    return valid([...(tail === '' ? [] : [`[${address}]:${tail}`]), `[${host}]`]);
  }
  return valid([host]);
}

function valid(hosts: readonly string[]): string[] {
  return hosts.filter((host) => host !== '' && URL.canParse(`http://${host}`)).map(normalised);
}

/** Lower case and punycode. The port stays even if it is the default of http, since the scheme is not decided here. */
function normalised(host: string): string {
  const { hostname } = new URL(`http://${host}`);
  const port = /:(\d+)$/.exec(host)?.[1];
  return port === undefined ? hostname : `${hostname}:${Number(port)}`;
}

/** Whether plain http is likelier: this computer, a machine in the home network, or a port that a service chose. */
function isHome(host: string): boolean {
  const { hostname } = new URL(`http://${host}`);
  const port = /:(\d+)$/.exec(host)?.[1];
  if (port === '443') return false;
  return (
    port !== undefined ||
    hostname.startsWith('[') ||
    /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ||
    !hostname.includes('.') ||
    /\.(?:localhost|local|lan|home|internal|home\.arpa)$/.test(hostname)
  );
}

/** The address and every base above it, the longest first. Of two nested apps, a page belongs to the lower one. */
export function basesOf({ origin, basePath }: Address): Address[] {
  return basePaths(basePath).map((each) => ({ origin, basePath: each }));
}

function basePaths(path: string): string[] {
  const clean = (path.split(/[?#]/)[0] ?? '').replaceAll('\\', '/').trim();
  const { pathname } = new URL(`http://localhost/${clean.replace(/^\/+/, '')}`);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(0, deepest);
  return Array.from({ length: parts.length + 1 }, (_, cut) => {
    const kept = parts.slice(0, parts.length - cut);
    return kept.length === 0 ? '/' : `/${kept.join('/')}/`;
  });
}
