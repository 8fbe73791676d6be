import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiagnosticLog, type Entry, keepLog, logLines } from '@/lib/diagnostics';
import { MemoryArea } from '../kit/memory-area';
import '../page/with-resolvers';

function openLog() {
  const clock = { now: 1_000_000 };
  return { clock, log: new DiagnosticLog(() => clock.now) };
}

/** A worker's life with a log that is stored whenever `batch` is called. */
function openLife(area: MemoryArea) {
  const { clock, log } = openLog();
  let due = Promise.withResolvers<void>();
  const restored = keepLog(log, area, () => due.promise);
  const batch = async () => {
    due.resolve();
    due = Promise.withResolvers<void>();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { clock, log, restored, batch };
}

const note = (log: DiagnosticLog, ms: number) => log.note('gate-opened', { ms });
const told = ({ entries }: DiagnosticLog) => entries.map(({ fields }) => fields.ms);

test('when more than 500 entries are noted, then the oldest ones go', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_200 }), (count) => {
      const { log } = openLog();
      for (let at = 0; at < count; at++) note(log, at);
      expect(told(log)).toEqual(Array.from({ length: count }, (_, at) => at).slice(-500));
    }),
    { numRuns: 20 },
  );
});

test('when something happens often, then it is added up, one entry a minute', () => {
  const { clock, log } = openLog();
  log.add('commits', { count: 1, settings: 1 });
  note(log, 7);
  clock.now += 30_000;
  log.add('commits', { count: 1, status: 1 });
  log.add('commits', { count: 1, settings: 1 });
  clock.now += 60_000;
  log.add('commits', { count: 1 });
  expect(logLines(log.entries, clock.now)).toEqual([
    '-90.0 commits count=3 settings=2 status=1',
    '-90.0 gate-opened ms=7',
    '-0.0 commits count=1',
  ]);
});

test('when many entries are noted, then they are stored in one batch', async () => {
  const area = new MemoryArea();
  const { log, batch } = openLife(area);
  for (let at = 0; at < 100; at++) note(log, at);
  await new Promise((resolve) => setTimeout(resolve));
  expect([area.reads, area.writes]).toEqual([0, 0]);
  await batch();
  expect([area.reads, area.writes]).toEqual([1, 1]);
  await batch();
  expect([area.reads, area.writes]).toEqual([1, 1]);
  note(log, 100);
  await batch();
  expect([area.reads, area.writes]).toEqual([1, 2]);
});

test('when the worker is stopped, then the next one has what was stored first', async () => {
  const area = new MemoryArea();
  const first = openLife(area);
  note(first.log, 1);
  await first.batch();
  note(first.log, 2);
  const second = openLife(area);
  note(second.log, 3);
  await second.batch();
  const third = openLife(area);
  note(third.log, 4);
  await third.restored();
  expect(told(third.log)).toEqual([1, 3, 4]);
});

test('when the storage fails, then the log goes on and is stored with the next batch', async () => {
  const area = new MemoryArea();
  const { log, batch } = openLife(area);
  area.failure = new Error('full');
  note(log, 1);
  await batch();
  area.failure = null;
  note(log, 2);
  await batch();
  const next = openLife(area);
  await next.restored();
  expect(told(next.log)).toEqual([1, 2]);
});

test('when an entry would hold any text, then it does not compile', () => {
  const { log } = openLog();
  const title: string = 'Sourdough starter';
  // @ts-expect-error a text is no field
  log.note('disconnected', { app: title });
  // @ts-expect-error an event has its own fields and no others
  log.note('disconnected', { app: 'librechat', title });
  // @ts-expect-error there are no other events
  log.note(title, {});
  expect(log.entries satisfies readonly Entry[]).toHaveLength(3);
});
