import * as z from 'zod/mini';

/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const jsonSchema: z.ZodMiniType<Json> = z.json();

/** Deeper values of the apps' answers are nobody's data; a server could nest them until the stack overflows. */
const maxDepth = 40;

const pictureBytes = /^(data:[^,;]{1,100};base64,).*$/s;

/**
 * A foreign value as it came, made safe to keep: without pictures' bytes (base64 in `data:` URLs), without what JSON
 * cannot hold, and without `__proto__`, which an assignment would turn into a prototype.
 */
export function keptJson(value: unknown, depth = 0): Json {
  if (typeof value === 'string') return value.replace(pictureBytes, '$1');
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth === maxDepth) return null;
  if (Array.isArray(value)) return value.map((each) => keptJson(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => key !== '__proto__' && each !== undefined)
      .map(([key, each]) => [key, keptJson(each, depth + 1)]),
  );
}
