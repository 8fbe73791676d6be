import { createHash } from 'node:crypto';

/** The weak entity tag that Express puts on every body it sends: length in hex, then 27 characters of the base64 SHA-1. */
export function etagOf(body: Buffer): string {
  const hash = createHash('sha1').update(body).digest('base64').slice(0, 27);
  return `W/"${body.length.toString(16)}-${hash}"`;
}

/**
 * Whether a request's validators are met, as Express's `fresh` decides: `Cache-Control: no-cache` in the request always
 * means "send it again", weak and strong tags compare alike.
 */
export function matchesEtag(headers: Record<string, string>, etag: string): boolean {
  const wanted = headers['if-none-match'];
  if (wanted === undefined || /(?:^|,)\s*no-cache\s*(?:,|$)/.test(headers['cache-control'] ?? '')) return false;
  if (wanted === '*') return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return wanted.split(',').some((tag) => bare(tag) === bare(etag));
}
