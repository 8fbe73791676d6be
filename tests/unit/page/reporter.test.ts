import { expect, test, vi } from 'vitest';
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
  background.answers['page-report'] = { rescue: null };
  background.answers['page-look'] = null;
  const page = { report: themed('dark') };
  const rescue = vi.fn();
  const reporter = new Reporter({ read: () => page.report, send: background.send, rescue });
  return { background, page, rescue, reporter };
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
  background.answers['page-report'] = { rescue: null };
  await reporter.reportChange();
  await reporter.reportChange();
  expect(background.heard).toHaveLength(2);
});

test('a fresh token in the answer goes to the rescue', async () => {
  const { background, rescue, reporter } = set();
  background.answers['page-report'] = { rescue: 'a.b.c' };
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
