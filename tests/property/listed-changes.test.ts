import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Change, type Identities, mostChanges } from '@/lib/model';
import { readChanges, records, Store, writeChanges } from '@/lib/store';
import { MemoryArea } from '../unit/kit/memory-area';

const people: Identities = {
  anythingllm: { connection: 'a', identity: 'single' },
  librechat: { connection: 'b', identity: 'alex' },
};

let ids = 0;
const change = (): Change => ({
  id: `change-${++ids}`,
  at: '2026-11-29T12:00:00.000Z',
  register: 'ui.theme',
  place: 'librechat/page',
  from: 'absent',
  to: 'dark',
  by: 'edit',
  source: 'edit',
  state: 'sending',
  code: null,
  got: null,
});

/** So many new ones; then the one at this place ends, if there is one; or it goes. */
const step = fc.record({
  added: fc.nat(60),
  at: fc.nat(mostChanges - 1),
  what: fc.constantFrom('ends', 'goes', 'stays'),
});

const newStore = () => new Store(new MemoryArea(), { onDamaged: () => undefined, onStorageError: () => undefined });

it('when the list of changes is stored in two records, then it reads as one list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const store = newStore();
      let model: readonly Change[] = [];
      for (const { added, at, what } of steps) {
        const next = (list: readonly Change[]) => {
          const ended = list.map((one, nth) =>
            nth === at && what === 'ends' ? { ...one, state: 'ok' as const } : one,
          );
          return ended.filter((_, nth) => nth !== at || what !== 'goes');
        };
        const fresh = Array.from({ length: added }, change);
        model = [...fresh, ...next(model)];
        await store.commit((transaction) =>
          writeChanges(transaction, people, [...fresh, ...next(readChanges(transaction, people))]),
        );
        const stored = readChanges(await store.reader(), people);
        expect(stored).toEqual(model.slice(0, stored.length));
        expect(stored.length).toBeGreaterThanOrEqual(Math.min(model.length, mostChanges));
        expect(stored.length).toBeLessThanOrEqual(mostChanges + 60);
        model = stored;
      }
    }),
    { numRuns: 60 },
  );
});

it('when one change is added to hundreds, then few of them are written again', async () => {
  const store = newStore();
  const add = (count: number) =>
    store.commit((transaction) =>
      writeChanges(transaction, people, [
        ...Array.from({ length: count }, change),
        ...readChanges(transaction, people),
      ]),
    );
  await add(mostChanges);
  let rewritten = 0;
  for (let nth = 0; nth < 100; nth++) {
    const before = await store.read(records.olderChanges(people));
    await add(1);
    expect((await store.read(records.changes(people)))?.length).toBeLessThanOrEqual(40);
    if ((await store.read(records.olderChanges(people))) !== before) rewritten += 1;
  }
  expect(rewritten).toBeLessThanOrEqual(6);
});
