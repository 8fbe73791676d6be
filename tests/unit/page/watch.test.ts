import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lifetime } from '@/lib/page/lifetime';
import { Reporter } from '@/lib/page/settings/reporter';
import { watchInput, watchOthers } from '@/lib/page/settings/watch';
import { FakeBackground, FakeDocument, FakeOrigin } from './fakes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Hands events to whoever listens, as trusted as they say; a real one from a script never is. */
function fakeTarget() {
  const listeners = new Map<string, (event: unknown) => void>();
  return {
    matches: false,
    addEventListener: (type: string, listener: (event: unknown) => void) => void listeners.set(type, listener),
    hear: (type: string, event: object = { isTrusted: true }) => listeners.get(type)?.({ type, ...event }),
  };
}

async function anythingLlm() {
  const [window, system] = [fakeTarget(), fakeTarget()];
  const document = { readyState: 'complete' };
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('matchMedia', () => system);
  const origin = new FakeOrigin({ theme: 'dark', i18nextLng: 'de' });
  const page = new FakeDocument('anythingllm', origin);
  const background = new FakeBackground();
  background.answers['page-report'] = { rescue: null, desired: null };
  const reporter = new Reporter({
    read: () => page.report(),
    send: background.send,
    rescue: () => {},
    left: () => {},
    heard: (report) => page.guard.heard(report),
    apply: (desired, report) => page.guard.apply(desired, report),
  });
  const lifetime = new Lifetime(() => false);
  watchInput(lifetime, page.guard, reporter);
  watchOthers(lifetime, page.guard, reporter);
  await reporter.report();
  const told = () =>
    background
      .heardOf('page-report')
      .slice(1)
      .map(({ ui, byHand = {} }) => [ui?.theme, Object.keys(byHand)]);
  const pass = async (time: number) => {
    origin.now += time;
    await vi.advanceTimersByTimeAsync(time);
  };
  return { window, system, document, origin, page, background, reporter, told, pass };
}

test.each([
  ['click', 0, 300],
  ['click', 1_900, 200],
  ['keydown', 1_900, 200],
  ['pointerdown', 1_900, 200],
  ['pointerup', 1_900, 200],
  ['change', 1_900, 200],
])('when a change follows a %s by %d ms, then it is the person’s, and told soon', async (type, after, soon) => {
  const { window, page, told, pass } = await anythingLlm();
  window.hear(type);
  await pass(after);
  page.write('theme', 'light');
  await pass(soon);
  expect(told()).toEqual([['light', ['ui.theme']]]);
});

test('when a change comes later than two seconds, then it is not the person’s', async () => {
  const { window, page, told, pass } = await anythingLlm();
  window.hear('click');
  await pass(2_100);
  page.write('theme', 'light');
  window.hear('click');
  await pass(300);
  expect(told()).toEqual([['light', []]]);
});

test('when a hand does not rest, then its time stays open', async () => {
  const { window, page, told, pass } = await anythingLlm();
  for (let key = 0; key < 10; key++) {
    window.hear('keydown');
    await pass(1_000);
  }
  page.write('theme', 'light');
  await pass(300);
  expect(told()).toEqual([]);
  await pass(800);
  expect(told()).toEqual([['light', ['ui.theme']]]);
});

test('when a script clicks, then the change is not the person’s', async () => {
  const { window, page, reporter, told } = await anythingLlm();
  window.hear('click', { isTrusted: false });
  page.write('theme', 'light');
  await reporter.reportChange();
  expect(told()).toEqual([['light', []]]);
});

test('when the app has not started, then a change is not the person’s', async () => {
  const { window, document, page, told, pass } = await anythingLlm();
  document.readyState = 'loading';
  window.hear('keydown');
  page.write('theme', 'light');
  await pass(300);
  expect(told()).toEqual([['light', []]]);
});

test('when the system’s theme switches, then what AnythingLLM writes is put right', async () => {
  const { system, origin, page, pass } = await anythingLlm();
  page.give(1, { 'ui.theme': 'dark' });
  system.hear('change');
  page.write('theme', 'system');
  await pass(300);
  expect(origin.entries.get('theme')).toBe('dark');
});

test('when another tab wrote and nobody put it right, then we do', async () => {
  const { window, origin, page, pass } = await anythingLlm();
  page.give(1, { 'ui.theme': 'dark' });
  origin.entries.set('theme', 'light');
  window.hear('storage', { key: 'theme' });
  await pass(2_900);
  expect(origin.entries.get('theme')).toBe('light');
  await pass(200);
  expect(origin.entries.get('theme')).toBe('dark');
});

test('when the page goes, then a change just before it is told', async () => {
  const { window, page, told } = await anythingLlm();
  window.hear('click');
  page.write('theme', 'light');
  window.hear('pagehide');
  expect(told()).toEqual([['light', ['ui.theme']]]);
});
