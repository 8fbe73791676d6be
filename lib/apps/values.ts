import * as z from 'zod/mini';

/** Both servers' ids: numbers in AnythingLLM, texts in LibreChat, either behind a platform. */
export const wireId = z.union([z.string().check(z.minLength(1)), z.int()]);

export const wireText = z.nullish(z.string());

/** A number, also where a server hands back the text that was sent to it. */
export const wireNumber = z.nullish(z.union([z.number(), z.string()]));

/** Trimmed text; null when there is none. */
export function text(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

/** A finite number, also out of a text; null when it is none. */
export function numeric(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** ISO 8601 in UTC; null when it is no time. */
export function isoTime(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** An absolute http(s) URL; null for everything else, so that no other kind ever reaches a view. */
export function webUrl(value: unknown, base: string): string | null {
  const found = text(value);
  if (found === null || !URL.canParse(found, base)) return null;
  const url = new URL(found, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
