import { expect, it } from 'vitest';
import { ageOf, formatAsOf, formatExact, formatMoment } from '@/components/common/format-time';
import { freshness, ownTitle, personName, tone } from '@/components/status/read-status';
import type { AppState, AppStatus, Problem } from '@/lib/model';
import { initialStatus } from '@/lib/model';
import { connection, off, user as userOf } from '../../gallery/sample';

const now = new Date(2026, 10, 22, 14, 30).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

function state(status: Partial<AppStatus>, title = 'AnythingLLM'): AppState {
  const told = { ...initialStatus, session: 'signed-in' as const, ...status };
  return { ...off, connection: connection('anythingllm', title, 'http://nas:3001'), status: told };
}

const problem: Problem = {
  code: 'unreachable',
  params: { app: 'librechat', origin: 'http://nas:3080', reason: 'refused' },
  transient: true,
  since: at(2026, 10, 22, 14, 0),
};
const synced = { syncedAt: at(2026, 10, 22, 14, 5) };

it.each([
  [0, 'now', ''],
  [20_000, 'seconds', '20'],
  [5 * 60_000, 'minutes', '5'],
  [3 * 3_600_000, 'hours', '3'],
  [-1000, 'now', ''],
])('when it was %d ms ago, then it is told in %s', (past, unit, text) =>
  expect(ageOf(now - past, now)).toEqual({ unit, text }),
);

it('when a moment is shown, then its date is as short as stays clear', () => {
  expect(formatMoment(at(2026, 10, 22, 9, 5), now)).toMatch(/9:05/);
  expect(formatMoment(at(2026, 10, 21, 23, 59), now)).toMatch(/^\D+$/);
  expect(formatMoment(at(2026, 2, 12, 9, 5), now)).toMatch(/12/);
  // One in the future would be taken for today without its date.
  expect(formatMoment(at(2999, 0, 5, 9, 5), now)).toMatch(/2999/);
  expect(formatMoment(at(2024, 2, 12, 9, 5), now)).toMatch(/2024/);
  expect(formatMoment(null, now)).toBeNull();
  expect(formatMoment('no date', now)).toBeNull();
  expect(formatExact('no date')).toBeUndefined();
});

it('when a copy is of another day, then it has its date', () => {
  expect(formatAsOf(new Date(2026, 10, 20, 9, 5).getTime(), now)).toMatch(/20.*9:05/);
});

it('when the app answers, then the seconds since the last check are counted', () => {
  expect(freshness(state(synced), false, now - 20_000, now)).toBe('checked 20 s ago');
  expect(freshness(state(synced), true, now - 20_000, now)).toBe('checking…');
});

it.each([[{ problem }], [{ session: 'asleep' as const }], [{ session: 'expired' as const }], [{ granted: false }]])(
  'when the status is %o, then the age of the copy is shown',
  (status) => expect(freshness(state({ ...synced, ...status }), false, null, now)).toMatch(/^as of .*2:05/),
);

it('when nothing is shown or known, then no freshness is claimed', () => {
  expect(freshness(state({ ...synced, session: 'signed-out' }), false, now, now)).toBeNull();
  expect(freshness({ ...state(synced), connection: null }, false, now, now)).toBeNull();
  expect(freshness(state({}), false, null, now)).toBe('not read yet');
});

it.each<[string, Partial<AppStatus>, ReturnType<typeof tone>]>([
  ['signed in', {}, 'good'],
  ['in need of no sign-in', { session: 'not-needed' }, 'good'],
  ['in trouble that lasts', { problem: { ...problem, transient: false } }, 'waiting'],
  ['asleep', { session: 'asleep' }, 'waiting'],
  ['without permission', { granted: false }, 'waiting'],
  ['out of reach', { problem }, 'down'],
  ['out of reach without permission', { problem, granted: false }, 'waiting'],
])('when an app is %s, then its tone is told', (_what, status, expected) => {
  expect(tone(state(status))).toBe(expected);
  expect(tone({ ...state(status), connection: null })).toBe('off');
});

it.each([
  ['AnythingLLM', null],
  ['  ', null],
  ['Team brain', 'Team brain'],
  ['AnythingLLM · Demo data', 'Demo data'],
  ['anythingllm — Team', 'Team'],
  ['AnythingLLM at Acme', 'at Acme'],
  ['AnythingLLM |', null],
  ['AnythingLLMs of Acme', 'AnythingLLMs of Acme'],
  ['Acme AnythingLLM', 'Acme AnythingLLM'],
])('when a title is “%s”, then beside the app’s name %s is shown', (title, shown) => {
  expect(ownTitle(state({}, title), 'AnythingLLM')).toBe(shown);
});

it('when an app has no accounts, then nobody is named', () => {
  const user = userOf({ username: 'x', name: null });
  expect(personName({ ...user, mode: 'open' })).toBeNull();
  expect(personName({ ...user, mode: 'accounts' })).toBe('x');
  expect(personName(null)).toBeNull();
});
