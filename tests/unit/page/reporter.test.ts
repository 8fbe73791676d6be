import { expect, test, vi } from 'vitest';
import type { PageOrder, PageReplies } from '@/lib/messaging/protocol';
import type { Send } from '@/lib/page/runtime';
import type { PageReport } from '@/lib/page/settings/read-page';
import { Reporter } from '@/lib/page/settings/reporter';
import { FakeBackground } from './fakes';

const themed = (theme: string): PageReport => ({
  type: 'page-report',
  session: 'unknown',
  path: '/c/new',
  ui: { theme, language: null, textSize: null },
  lastUsed: null,
});

function set() {
  const background = new FakeBackground();
  background.answers['page-report'] = { rescue: null, order: null };
  background.answers['page-look'] = null;
  const page = { report: themed('dark') };
  const rescue = vi.fn();
  const carriedOut = new Set<string>();
  const carryOut = vi.fn((order: PageOrder) => {
    const isNew = !carriedOut.has(JSON.stringify(order));
    carriedOut.add(JSON.stringify(order));
    return isNew;
  });
  const [heard, left] = [vi.fn(), vi.fn()];
  const reporter = new Reporter({ read: () => page.report, send: background.send, rescue, left, heard, carryOut });
  return { background, page, rescue, reporter, carryOut, heard, left };
}

test('a change is told once, a report always', async () => {
  const { background, page, reporter } = set();
  await reporter.reportChange();
  await reporter.reportChange();
  expect(background.heard).toEqual([themed('dark')]);
  page.report = themed('light');
  await reporter.reportChange();
  await reporter.report();
  expect(background.heard).toEqual([themed('dark'), themed('light'), themed('light')]);
});

test('what nobody heard is told again', async () => {
  const { background, reporter } = set();
  delete background.answers['page-report'];
  await reporter.report();
  background.answers['page-report'] = { rescue: null, order: null };
  await reporter.reportChange();
  await reporter.reportChange();
  expect(background.heard).toHaveLength(2);
});

test('a fresh token in the answer goes to the rescue', async () => {
  const { background, rescue, reporter } = set();
  background.answers['page-report'] = { rescue: 'a.b.c', order: null };
  await reporter.report();
  expect(rescue.mock.calls).toEqual([['a.b.c']]);
});

test('a look tells whether there was input since the last one', async () => {
  const { background, reporter } = set();
  await reporter.look();
  reporter.noteInput();
  await reporter.look();
  await reporter.look();
  expect(background.heardOf('page-look').map(({ input }) => input)).toEqual([false, true, false]);
});

const order = (number: number): PageOrder => ({ number, set: [], keep: { 'ui.theme': 'dark' } });

test('an order in the answer is carried out and reported, once, also if that report brings it again', async () => {
  const { background, reporter, carryOut } = set();
  background.answers['page-report'] = { rescue: null, order: order(1) };
  await reporter.report();
  expect(carryOut.mock.calls).toEqual([[order(1)], [order(1)]]);
  expect(background.heard).toHaveLength(2);
});

test('an order that comes by itself is reported, and not again', async () => {
  const { background, reporter } = set();
  await reporter.order(order(1));
  await reporter.order(order(1));
  expect(background.heard).toHaveLength(1);
});

test('an answer that a later order overtook does not undo it', async () => {
  const { background, carryOut } = set();
  let answer: (reply: PageReplies['page-report']) => void = () => {};
  const late: Promise<PageReplies['page-report']> = new Promise((resolve) => {
    answer = resolve;
  });
  let asked = 0;
  const send: Send = async (message) => {
    asked += 1;
    const now = await background.send(message);
    return asked === 1 ? (late as unknown as typeof now) : now;
  };
  const [rescue, left, heard] = [vi.fn(), vi.fn(), vi.fn()];
  const reporter = new Reporter({ read: () => themed('dark'), send, rescue, left, heard, carryOut });
  const first = reporter.report();
  await reporter.order(order(2));
  answer({ rescue: null, order: order(1) });
  await first;
  expect(carryOut.mock.calls).toEqual([[order(2)]]);
  expect(background.heardOf('page-report')).toHaveLength(2);
});

test('what changed by hand is told until it is heard, and then told no more', async () => {
  const { background, page, reporter, heard } = set();
  const byHand: PageReport = { ...themed('light'), byHand: ['ui.theme'] };
  page.report = byHand;
  delete background.answers['page-report'];
  await reporter.reportChange();
  expect(heard).not.toHaveBeenCalled();
  background.answers['page-report'] = { rescue: null, order: null };
  await reporter.reportChange();
  expect(heard.mock.calls).toEqual([[byHand]]);
  page.report = { ...themed('light'), byHand: [] };
  await reporter.reportChange();
  expect(background.heard).toEqual([byHand, byHand]);
});
