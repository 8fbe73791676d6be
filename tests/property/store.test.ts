import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedShards,
  decodeRecord,
  encodeRecord,
  parseRecordName,
  records,
  shardCount,
  shardOf,
  toShards,
  trustRecord,
} from '@/lib/store';
import { conversation } from '../unit/kit/samples';

describe('record names', () => {
  it('when a record’s name is read back, then it is as it was made, whatever ids hold', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        fc.string(),
        (connection, identity, slug) => {
          fc.pre([connection, identity, slug].every((text) => text.isWellFormed()));
          const key = records.threads(connection, identity, slug);
          expect(parseRecordName(key.name)).toEqual(key);
        },
      ),
    );
  });

  it('when there are two people, then their records have different names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (c1, i1, c2, i2) => {
        fc.pre([c1, i1, c2, i2].every((text) => text.isWellFormed()) && (c1 !== c2 || i1 !== i2));
        expect(records.user(c1, i1).name).not.toBe(records.user(c2, i2).name);
      }),
    );
  });
});

describe('decodeRecord', () => {
  it('when anything is stored as a record, then reading it does not throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.json(), (value, json) => {
        for (const found of [value, json]) expect(typeof decodeRecord('connections', found).ok).toBe('boolean');
      }),
    );
  });
});

describe('encodeRecord', () => {
  it('when any data is encoded, then it is the JSON text of that data', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.nat(), fc.oneof(object, fc.array(object)), (rev, data) => {
        expect(encodeRecord('changes', rev, data)).toBe(JSON.stringify({ v: 1, rev, data }));
      }),
    );
  });
});

it('when a view reads any record, then it never throws, and takes all that parses', () => {
  const found = fc.oneof(
    fc.anything(),
    fc.json(),
    fc
      .record({ v: fc.constantFrom(1, 2), rev: fc.nat(), data: fc.constantFrom([], {}, null) })
      .map((it) => JSON.stringify(it)),
  );
  fc.assert(
    fc.property(found, (value) => {
      const trusted = trustRecord('workspaces', value);
      const parsed = decodeRecord('workspaces', value);
      if (parsed.ok) expect(trusted).toEqual({ rev: parsed.rev, data: parsed.data });
    }),
  );
});

describe('shards', () => {
  it('when conversations come in any order, then each is once in its own shard', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 200 }), fc.infiniteStream(fc.nat()), (ids, order) => {
        const mixed = ids.map((id) => [order.next().value, id] as const).sort(([a], [b]) => a - b);
        const shards = toShards(ids.map((id) => conversation(id)));
        expect(shards).toHaveLength(shardCount);
        expect(
          shards
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...ids].sort());
        for (const [number, shard] of shards.entries()) for (const { id } of shard) expect(shardOf(id)).toBe(number);
        expect(toShards(mixed.map(([, id]) => conversation(id)))).toEqual(shards);
      }),
    );
  });

  it('when conversations change, then their shards are as if made anew', () => {
    const ids = fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 200 });
    fc.assert(
      fc.property(ids, ids, (storedIds, changedIds) => {
        const stored = toShards(storedIds.map((id) => conversation(id)));
        const changed = changedIds.map((id) => ({ ...conversation(id), title: 'changed' }));
        const all = new Map([...stored.flat(), ...changed].map((item) => [item.id, item]));
        const touched = new Set(changedIds.map(shardOf));
        const expected = [...toShards(all.values()).entries()].filter(([number]) => touched.has(number));
        const found = changedShards(changed, (number) => stored[number] ?? []);
        expect(new Map(expected)).toEqual(found);
      }),
    );
  });

  it('when there are many conversations, then one change is one small write', () => {
    const sizes = toShards(Array.from({ length: 10_000 }, (_, i) => conversation(`6b02a00f-${i}-99f8a4f42e59`))).map(
      (shard) => shard.length,
    );
    expect(Math.max(...sizes)).toBeLessThan(100);
  });
});
