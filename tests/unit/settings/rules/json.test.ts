import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isEqual, isHalfway, type Json } from '@/lib/settings/rules';

/** Few names and values, so that two of them are often equal. */
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json[]>(null, 0, 1, 'a', true),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'toString'), tie('json'), { maxKeys: 2 }),
  ),
}));
const sorted = (value: Json): string =>
  JSON.stringify(value, (_, inner) =>
    Object(inner) === inner && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

it('when values are compared, then they are equal if their JSON is, but for order', () => {
  fc.assert(
    fc.property(json, json, (a, b) => isEqual(a, b) === (sorted(a) === sorted(b))),
    {
      numRuns: 3_000,
      examples: [
        [{}, []],
        [
          { a: 0, b: 1 },
          { b: 1, a: 0 },
        ],
        [{ a: 0 }, { a: 0, b: 0 }],
        [{ a: 0, b: 0 }, { a: 0 }],
        [{ a: 0 }, { toString: 0 }],
      ],
    },
  );
  expect([isEqual(undefined, undefined), isEqual(undefined, {}), isEqual({}, undefined)]).toEqual([true, false, false]);
});

const [old, next] = [
  { provider: 'openai', model: 'gpt-4o' },
  { provider: 'anthropic', model: 'claude' },
];

it.each<[value: Json, from: Json, isHalf: boolean]>([
  [old, old, true],
  [next, old, true],
  [{ ...old, model: 'claude' }, old, true],
  [{ ...old, provider: 'anthropic' }, old, true],
  [{ ...old, model: 'o3' }, old, false],
  [{ ...next, more: 1 }, old, false],
  [{ provider: 'openai' }, old, false],
  [{ model: 'claude' }, null, true],
  [{ model: 'gpt-4o' }, null, false],
  [{ ...old, provider: 'anthropic', more: 1 }, { ...old, more: 1 }, true],
  [{ ...old, provider: 'anthropic' }, { ...old, more: 1 }, true],
  [['openai', 'claude'], old, false],
  ['openai', 'openai', true],
  ['openai', old, false],
  [null, old, false],
  [{ model: 'claude' }, 'openai', false],
  [{ model: 'claude' }, [], false],
])('C2: when %j is found on the way from %j, then it is half of a write: %s', (value, from, isHalf) => {
  expect(isHalfway(value, from, next)).toBe(isHalf);
});

it.each<[value: Json, to: Json]>([
  [{ a: 0 }, 1],
  [{ a: 0 }, [0]],
  [{ a: 0 }, null],
])('C2: when %j is found on the way to %j, then it is no half of a write', (value, to) => {
  expect(isHalfway(value, { a: 1 }, to)).toBe(false);
  expect(isHalfway(0, { a: 0 }, { a: 0 })).toBe(false);
});
