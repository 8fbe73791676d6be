import * as z from 'zod/mini';

/** Both servers' ids: numbers in AnythingLLM, texts in LibreChat, either behind a platform. */
export const wireId = z.union([z.string().check(z.minLength(1)), z.int()]);

/** The key that opens a row of a list: a text that can be one part of an address. */
export const wireKey = z.string().check(z.refine(isAddressPart));

export const wireText = z.nullish(z.string());

/** A number, also if a server returns the text that was sent to it. */
const wireNumber = z.nullish(z.union([z.number(), z.string()]));

/** The same in a row of a list. A value of another type counts as missing: it must not cost the row. */
export const rowText = z.catch(wireText, null);
export const rowNumber = z.catch(wireNumber, null);
export const rowFlag = z.catch(z.nullish(z.boolean()), null);

/** Dots alone would be resolved away, and half a surrogate pair cannot be encoded. */
function isAddressPart(value: string): boolean {
  if (value.trim() === '' || value === '.' || value === '..') return false;
  try {
    return encodeURIComponent(value) !== '';
  } catch {
    return false;
  }
}

/** Trimmed text; null if there is none. */
export function text(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

/** A finite number, also from a text; null if it is not one. */
export function numeric(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const firstYear = Date.parse('0000-01-01T00:00:00.000Z');
const lastYear = Date.parse('9999-12-31T23:59:59.999Z');

/** The form in which both servers write times. Days after the 28th do not exist in every month. */
const plainTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * ISO 8601 in UTC; null if it is not a time. Times are compared as texts, so times outside the years 0 to 9999, which
 * have a sign, become the first or the last moment of these years.
 */
export function isoTime(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  // Nearly all of the 20,000 times of a first sync already have the final form.
  if (typeof value === 'string' && plainTime.test(value)) return value;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? null : new Date(Math.max(firstYear, Math.min(lastYear, time))).toISOString();
}

/** An absolute http(s) URL; null for every other text, so that no other kind of URL reaches a view. */
export function webUrl(value: unknown, base: string): string | null {
  const found = text(value);
  if (found === null || !URL.canParse(found, base)) return null;
  const url = new URL(found, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** The same without a base: a relative text is no URL. */
export const absoluteWebUrl = (value: unknown): string | null =>
  URL.canParse(text(value) ?? '') ? webUrl(value, 'http://-') : null;
