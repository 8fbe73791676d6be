import { type Address, baseUrl } from '@/lib/model';

/**
 * The app's front page at the target of a redirect. A server that has moved keeps the path (`…/api/config`), or
 * redirects every path to the front page of another host. A login page keeps the path in its query.
 * @param path The requested path, relative to the app's base
 * @returns null if the redirect is not a move
 */
export function movedTo(address: Address, path: string, target: string): string | null {
  if (!URL.canParse(target)) return null;
  const { protocol, origin, pathname, search } = new URL(target);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const keepsPath = pathname.endsWith(`/${path}`);
  const isFrontPage = origin !== address.origin && pathname === '/' && search === '';
  const base = keepsPath ? origin + pathname.slice(0, -path.length) : `${origin}/`;
  return (keepsPath || isFrontPage) && base !== baseUrl(address) ? base : null;
}
