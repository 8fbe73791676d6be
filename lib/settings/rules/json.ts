import type { Json } from '@/lib/model';

type Fields = Readonly<Record<string, Json>>;

/** Whether two values are the same as JSON, whatever the order of their keys. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return hasEqualFields(a as Fields, b as Fields);
}

/** Without a list of the fields: this is asked thousands of times in one round. */
function hasEqualFields(a: Fields, b: Fields): boolean {
  let more = 0;
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !isEqual(a[key], b[key])) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}

/**
 * Whether a value is on its way from one to another: each of its fields is the old or the new one. Apps that change a
 * setting key by key show such values when they are read in between.
 */
export function isHalfway(value: Json, from: Json, to: Json): boolean {
  if (isEqual(value, from) || isEqual(value, to)) return true;
  // Where there was nothing, fields of the new one appear one by one.
  const [all, old, next] = [fields(value), from === null ? {} : fields(from), fields(to)];
  if (!all || !old || !next) return false;
  const names = new Set([...Object.keys(all), ...Object.keys(old), ...Object.keys(next)]);
  return [...names].every((name) => isEqual(all[name], old[name]) || isEqual(all[name], next[name]));
}

function fields(value: Json): Fields | null {
  return typeof value !== 'object' || Array.isArray(value) ? null : (value as Fields | null);
}
