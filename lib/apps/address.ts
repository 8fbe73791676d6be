import type { Address } from '@/lib/model';

/** First parts of the paths of both apps' pages (React routes of AnythingLLM 1.16 and LibreChat 0.8.7) and of their API. */
const pages = new Set(
  'workspace settings login sso onboarding accept-invite c search prompts agents projects share d register forgot-password reset-password verify oauth api index.html'.split(
    ' ',
  ),
);

/** Sub-paths are tried up to this depth. */
const deepest = 3;

/**
 * The addresses that a text may mean, in the order to try. It takes what people type or paste: without a scheme, with
 * the path of a page, a port, a sub-path, an IPv6 address with or without brackets, a bare port. Empty: no address.
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
  // Invisible characters come along with pasted text, angle brackets and quotes with copied mail.
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

/** Lower case and punycode; the port is kept also where it is http's own, since the scheme is not decided here. */
function normalised(host: string): string {
  const { hostname } = new URL(`http://${host}`);
  const port = /:(\d+)$/.exec(host)?.[1];
  return port === undefined ? hostname : `${hostname}:${Number(port)}`;
}

/** Whether plain http is likelier here: this computer, a machine of the house, or a port that a service chose itself. */
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

/** The base paths that a path may be under, the longest first; what follows the first part of a page's path is dropped. */
function basePaths(path: string): string[] {
  const clean = (path.split(/[?#]/)[0] ?? '').replaceAll('\\', '/').trim();
  const { pathname } = new URL(`http://localhost/${clean.replace(/^\/+/, '')}`);
  const parts = pathname.split('/').filter((part) => part !== '');
  const page = parts.findIndex((part) => pages.has(part.toLowerCase()));
  const base = (page < 0 ? parts : parts.slice(0, page)).slice(0, deepest);
  return Array.from({ length: base.length + 1 }, (_, cut) => {
    const kept = base.slice(0, base.length - cut);
    return kept.length === 0 ? '/' : `/${kept.join('/')}/`;
  });
}
