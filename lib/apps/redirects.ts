import { type Address, baseUrl } from '@/lib/model';

/**
 * The app's front page at the place to which a request was sent on. A server that has moved keeps what was asked
 * (`…/api/config`), or sends all to the front page of another host; a login page takes it along in its query.
 *
 * @param path What was asked, relative to the app's base.
 * @returns Null where it is no move.
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
