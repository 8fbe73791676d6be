import { vi } from 'vitest';

const most = 200;

/** Remembers what a function made of a text. What it gave is frozen: nobody may change what others are given, too. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = frozen(work(text));
    known.set(text, made);
    return made;
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

// Most of a history's time would go into parsing the same records again and again, and none of it is about settings.
vi.mock('@/lib/store/records', async (original) => {
  const real = await original<typeof import('@/lib/store/records')>();
  const byKind = <T>(work: (kind: never, text: string) => T) => {
    const kinds = new Map<string, (text: string) => T>();
    return (kind: string, text: string): T => {
      const known = kinds.get(kind) ?? remembered((one) => work(kind as never, one));
      kinds.set(kind, known);
      return known(text);
    };
  };
  const decode = byKind((kind, text) => real.decodeRecord(kind, text));
  const normalise = byKind((kind, text) => real.normaliseRecord(kind, JSON.parse(text) as never));
  return {
    ...real,
    decodeRecord: (kind: string, value: unknown) =>
      typeof value === 'string' ? decode(kind, value) : ({ ok: false, why: 'damaged' } as const),
    normaliseRecord: (kind: string, data: unknown) => normalise(kind, JSON.stringify(data)),
  };
});
