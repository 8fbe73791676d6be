/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Whether two values are the same as JSON, whatever the order of their keys. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other = b as Readonly<Record<string, Json>>;
  return (
    left.length === right.length && left.every(([key, value]) => Object.hasOwn(b, key) && isEqual(value, other[key]))
  );
}

/**
 * Whether a value is on its way from one to another: each of its fields is the old or the new one. Apps that change a
 * setting key by key show such values when they are read in between.
 */
export function isHalfway(value: Json, from: Json, to: Json): boolean {
  if (isEqual(value, from) || isEqual(value, to)) return true;
  const [all, old, next] = [fields(value), fields(from), fields(to)];
  if (!all || !old || !next) return false;
  const names = new Set([...Object.keys(all), ...Object.keys(old), ...Object.keys(next)]);
  return [...names].every((name) => isEqual(all[name], old[name]) || isEqual(all[name], next[name]));
}

function fields(value: Json): Readonly<Record<string, Json>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as Readonly<Record<string, Json>>;
}
