import { expect, test, vi } from 'vitest';
import type { DesiredSettings, ReportMessage } from '@/lib/messaging/protocol';
import { Reporter } from '@/lib/page/settings/reporter';
import { FakeBackground } from './fakes';

const themed = (theme: string): ReportMessage => ({
  type: 'page-report',
  session: 'unknown',
  path: '/c/new',
  ui: { theme, language: null, textSize: null },
  lastUsed: null,
});

function set() {
  const background = new FakeBackground();
  background.answers['page-report'] = { rescue: null, desired: null };
  background.answers['page-heartbeat'] = null;
  const page = { report: themed('dark') };
  const rescue = vi.fn();
  const apply = vi.fn((desired: DesiredSettings) => {
    page.report = themed(String(desired.values['ui.theme']));
  });
  const [heard, left] = [vi.fn(), vi.fn()];
  const reporter = new Reporter({ read: () => page.report, send: background.send, rescue, left, heard, apply });
  return { background, page, rescue, reporter, apply, heard, left };
}

test('when nothing changed, then it is not told again, but a report is', async () => {
  const { background, page, reporter } = set();
  await reporter.reportChange();
  await reporter.reportChange();
  expect(background.heard).toEqual([themed('dark')]);
  page.report = themed('light');
  await reporter.reportChange();
  await reporter.report();
  expect(background.heard).toEqual([themed('dark'), themed('light'), themed('light')]);
});

test('when the answer brings a fresh token, then it goes to the rescue', async () => {
  const { background, rescue, reporter } = set();
  background.answers['page-report'] = { rescue: 'a.b.c', desired: null };
  await reporter.report();
  expect(rescue.mock.calls).toEqual([['a.b.c']]);
});

test('when a page looks around, then it tells whether there was input since', async () => {
  const { background, reporter } = set();
  await reporter.heartbeat();
  reporter.noteInput();
  await reporter.heartbeat();
  await reporter.heartbeat();
  expect(background.heardOf('page-heartbeat').map(({ input }) => input)).toEqual([false, true, false]);
});

const desired = (theme: string): DesiredSettings => ({ asOf: 1, values: { 'ui.theme': theme } });

test('when an answer changes what the page holds, then that is reported once', async () => {
  const { background, reporter, apply } = set();
  background.answers['page-report'] = { rescue: null, desired: desired('light') };
  await reporter.report();
  expect(background.heard).toEqual([themed('dark'), themed('light')]);
  expect(apply.mock.calls).toEqual([
    [desired('light'), themed('dark')],
    [desired('light'), themed('light')],
  ]);
});

test('when a change is by hand, then it is told until it is heard', async () => {
  const { background, page, reporter, heard } = set();
  const byHand: ReportMessage = { ...themed('light'), byHand: { 'ui.theme': 1 } };
  page.report = byHand;
  delete background.answers['page-report'];
  await reporter.reportChange();
  expect(heard).not.toHaveBeenCalled();
  background.answers['page-report'] = { rescue: null, desired: null };
  await reporter.reportChange();
  expect(heard.mock.calls).toEqual([[byHand]]);
  page.report = { ...themed('light'), byHand: {} };
  await reporter.reportChange();
  expect(background.heard).toEqual([byHand, byHand]);
});

test('when the app is not connected any more, then the page is left, and told nothing', async () => {
  const { background, reporter, left, heard, rescue } = set();
  background.answers['page-report'] = null;
  await reporter.report();
  expect([left.mock.calls.length, heard.mock.calls.length, rescue.mock.calls.length]).toEqual([1, 0, 0]);
});
