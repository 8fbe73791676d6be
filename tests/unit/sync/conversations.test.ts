import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Conversation } from '@/lib/model';
import { type ReadPage, readAll, readHead } from '@/lib/sync/conversations';
import { conversation } from '../kit/samples';

const at = (ms: number) => new Date(ms).toISOString();
const make = (id: number, ms: number, archived = false): Conversation =>
  conversation(`c${id}`, { createdAt: at(ms), updatedAt: at(ms), archived });

const answer = (items: readonly Conversation[], next: string | null, serverNext = next) => ({
  ...{ changed: true as const, etag: null },
  value: { items, leftOut: 0, next, serverNext, keepsTimes: null },
});

/** A list that pages as LibreChat 0.8.7 does: what shares the time stamp of a page's last item is skipped. */
function serve(items: readonly Conversation[]): { read: ReadPage; requests: number[] } {
  const requests: number[] = [];
  const read: ReadPage = async ({ archived, limit, after }) => {
    requests.push(limit);
    const before = after === null ? null : Number(after);
    const rest = items
      .filter((item) => item.archived === archived)
      .sort((a, b) => Date.parse(b.updatedAt ?? '') - Date.parse(a.updatedAt ?? ''))
      .filter((item) => before === null || Date.parse(item.updatedAt ?? '') < before);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const more = rest.length > limit && last !== undefined;
    const lastAt = Date.parse(last?.updatedAt ?? '');
    return more ? answer(page, String(lastAt + 1), String(lastAt)) : answer(page, null);
  };
  return { read, requests };
}

const now = Date.UTC(2026, 10, 1);
const byId = (items: readonly Conversation[]) => new Map(items.map((item) => [item.id, item]));

/** @param step Between the times of two; 0: all share one */
const several = (amount: number, from: number, ms: number, step: number, archived = false) =>
  Array.from({ length: amount }, (_, i) => make(from + i, ms + i * step, archived));

it.each([
  [
    '700',
    [...several(700, 0, 1_000_000, 0), ...several(2_500, 10_000, 2_000_000, 1), ...several(450, 20_000, 500_000, 1)],
  ],
  ['3,000', [...several(3_000, 0, 1_000_000, 0), ...several(1_500, 10_000, 900_000, -1)]],
])('when %s share a time across a page’s end, then all are found', async (_amount, open) => {
  const all = [...open, ...several(450, 30_000, 500_000, 1, true), ...several(2_200, 40_000, 1_000_000, 0, true)];
  const read = await readAll(serve(all).read);
  expect(byId(read.items)).toEqual(byId(all));
  expect(read.unlisted).toBe(false);
});

it('when no page of the server grows, then it is told that some are missing', async () => {
  const all = [...several(1_500, 0, 1_000_000, 0), ...several(500, 10_000, 900_000, -1)];
  const { read } = serve(all);
  const found = await readAll((query) => read({ ...query, limit: Math.min(query.limit, 1_000) }));
  expect(found.unlisted).toBe(true);
  // 1,000 of one time stamp, and all the others.
  expect(found.items).toHaveLength(1_500);
});

it('when nothing of a page can be read, then the reading goes on behind it', async () => {
  const { read } = serve(several(2_500, 0, 1_000_000, -1));
  const found = await readAll(async (query) => {
    const page = await read(query);
    if (!page.changed || !page.value.items.some(({ id }) => id === 'c1500')) return page;
    const { items, serverNext } = page.value;
    return { ...page, value: { ...page.value, items: [], leftOut: items.length, next: serverNext } };
  });
  expect(found.leftOut).toBe(1_000);
  expect(found.items.some(({ id }) => id === 'c2400')).toBe(true);
});

it('when a server pages in circles, then the reading ends', async () => {
  const { items } = await readAll(async () => answer([make(1, 1)], 'again'));
  expect(items.map(({ id }) => id)).toEqual(['c1']);
});

it('when nothing new is below it, then one page is read', async () => {
  const items = several(100, 0, 1_000_000, -1);
  const { read, requests } = serve(items);
  const known = byId(items.slice(1));
  const head = await readHead(read, async () => known, now);
  expect(head.kind).toBe('changed');
  expect(head.kind === 'changed' && head.items[0]?.id).toBe('c0');
  expect(requests).toEqual([25]);
});

it('when the server says that nothing changed, then so does the head', async () => {
  expect(
    await readHead(
      async () => ({ changed: false }),
      async () => new Map(),
      now,
    ),
  ).toEqual({ kind: 'unchanged' });
});

it('when a known conversation is gone from its place, then all are read', async () => {
  const items = several(100, 0, 1_000_000, -1);
  const { read } = serve(items.filter(({ id }) => id !== 'c7'));
  expect((await readHead(read, async () => byId(items), now)).kind).toBe('too-much');
});

it('when more is new than a few pages hold, then all are read', async () => {
  const items = several(1_000, 0, 1_000_000, -1);
  expect((await readHead(serve(items).read, async () => new Map(), now)).kind).toBe('too-much');
});

it.each([
  ['in the year 2999', Date.UTC(2999, 0)],
  ['at the end of what can be written', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
])('when one is dated %s, then one page is read', async (_name, future) => {
  const items = [make(0, future), ...several(99, 1, 1_000_000, -1)];
  const { read, requests } = serve(items);
  expect((await readHead(read, async () => byId(items), now)).kind).toBe('changed');
  expect(requests).toEqual([25]);
});

it('when known ones are dated in the future, then it is read on behind them', async () => {
  const futures = several(60, 0, Date.UTC(2999, 0, 1), 1);
  const fresh = several(40, 100, 2_000_000, -1);
  const old = several(100, 200, 1_000_000, -1);
  const head = await readHead(serve([...futures, ...fresh, ...old]).read, async () => byId([...futures, ...old]), now);
  const ids = head.kind === 'changed' ? head.items.map(({ id }) => id) : [];
  expect(fresh.filter(({ id }) => !ids.includes(id))).toEqual([]);
  expect(head.kind).toBe('changed');
});

it('when a server lists the future without an end, then the reading ends', async () => {
  let asked = 0;
  const read: ReadPage = async () => {
    asked += 1;
    return answer([make(asked, Date.UTC(2999, 0, 1))], String(asked));
  };
  expect((await readHead(read, async () => new Map(), now)).kind).toBe('too-much');
});

it('when anything is new or changed, then the head never misses it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }),
      fc.array(fc.tuple(fc.nat(119), fc.constantFrom('touch', 'delete', 'add', 'archive')), { maxLength: 60 }),
      async (times, edits) => {
        const server = byId(times.map((ms, id) => make(id, ms)));
        const known = new Map(server);
        let clock = 1_000;
        for (const [index, edit] of edits) {
          const id = `c${index}`;
          const item = server.get(id);
          if (edit === 'add') server.set(`n${clock}`, { ...make(0, clock++), id: `n${clock}` });
          else if (!item) continue;
          else if (edit === 'delete') server.delete(id);
          // Archiving moves the time stamp, too (LibreChat 0.8.7).
          else server.set(id, { ...item, archived: edit === 'archive', updatedAt: at(clock++) });
        }
        for (const [key, item] of [...server]) {
          server.delete(key);
          server.set(item.id, item);
        }
        const head = await readHead(serve([...server.values()]).read, async () => known, now);
        const merged = new Map(known);
        if (head.kind === 'changed') for (const item of head.items) merged.set(item.id, item);
        else expect(head.kind).toBe('too-much');
        if (head.kind !== 'changed') return;
        for (const item of server.values()) if (!item.archived) expect(merged.get(item.id)).toEqual(item);
      },
    ),
  );
});
