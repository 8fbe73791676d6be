import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownBranch } from '@/components/chats/branch';
import type { Message } from '@/lib/model';

const message = (id: string, parent: string | null): Message => ({
  id,
  parent,
  author: 'user',
  name: null,
  model: null,
  at: null,
  text: id,
  attachments: [],
  sources: [],
  rest: {},
});
const ids = (shown: ReturnType<typeof shownBranch>) => shown.map((one) => one.message.id);

// q1 ─ a1 ─ q2
//    └ a2 ─ q3 ─ a3
const tree = [
  message('q1', null),
  message('a1', 'q1'),
  message('q2', 'a1'),
  message('a2', 'q1'),
  message('q3', 'a2'),
  message('a3', 'q3'),
];

it('when nothing is chosen, then the last version at each place is shown', () => {
  const shown = shownBranch(tree, []);
  expect(ids(shown)).toEqual(['q1', 'a2', 'q3', 'a3']);
  expect(shown.map(({ versions }) => versions.length)).toEqual([1, 2, 1, 1]);
});

it('when a message is chosen, then its branch shows; a later choice counts more', () => {
  expect(ids(shownBranch(tree, ['q2']))).toEqual(['q1', 'a1', 'q2']);
  expect(ids(shownBranch(tree, ['q2', 'a2']))).toEqual(['q1', 'a2', 'q3', 'a3']);
  expect(ids(shownBranch(tree, ['gone']))).toEqual(['q1', 'a2', 'q3', 'a3']);
});

/** Any parents: missing ones, the message itself, and rings. */
const anyMessages = fc
  .array(fc.option(fc.nat({ max: 15 }), { nil: null }), { maxLength: 12 })
  .map((parents) => parents.map((parent, at) => message(`m${at}`, parent === null ? null : `m${parent}`)));

it('when messages answer each other anyhow, then one whole way is shown', () => {
  fc.assert(
    fc.property(
      anyMessages,
      fc.array(
        fc.nat({ max: 15 }).map((at) => `m${at}`),
        { maxLength: 4 },
      ),
      (all, chosen) => {
        const shown = shownBranch(all, chosen);
        expect(new Set(ids(shown)).size).toBe(shown.length);
        const known = new Set(all.map(({ id }) => id));
        for (const [at, { message: one, versions }] of shown.entries()) {
          expect(versions).toContain(one);
          const parent = one.parent !== null && known.has(one.parent) ? one.parent : null;
          expect(parent).toBe(shown[at - 1]?.message.id ?? null);
        }
        const last = shown.at(-1);
        expect(all.filter(({ parent }) => last && parent === last.message.id)).toEqual([]);
        const latest = chosen.at(-1);
        // What is reached from a start is shown once it is chosen.
        const isReached = (id: string, seen = new Set<string>()): boolean => {
          const parent = all.find((one) => one.id === id)?.parent;
          if (seen.has(id)) return false;
          return parent === null || parent === undefined || !known.has(parent) || isReached(parent, seen.add(id));
        };
        if (latest && known.has(latest) && isReached(latest)) expect(ids(shown)).toContain(latest);
      },
    ),
  );
});
