/** Texts of lists, by the list: the same list is never written out twice. */
const known = new WeakMap<object, string>();

/** A short text that differs where the JSON of two values does (53 bits, cyrb53; nothing rests on its being hard to meet). */
export function digestOf(value: unknown): string {
  const object = typeof value === 'object' ? value : null;
  const before = object === null ? undefined : known.get(object);
  if (before !== undefined) return before;
  const text = JSON.stringify(value);
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    left = Math.imul(left ^ unit, 0x9e3779b1);
    right = Math.imul(right ^ unit, 0x5f356495);
  }
  left = Math.imul(left ^ (left >>> 16), 0x85ebca6b) ^ Math.imul(right ^ (right >>> 13), 0xc2b2ae35);
  right = Math.imul(right ^ (right >>> 16), 0x85ebca6b) ^ Math.imul(left ^ (left >>> 13), 0xc2b2ae35);
  const digest = ((right & 0x1fffff) * 2 ** 32 + (left >>> 0)).toString(36);
  if (object !== null) known.set(object, digest);
  return digest;
}
