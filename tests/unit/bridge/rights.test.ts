import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asked, mostChangesOfPage, paced, span, withAnswer } from '@/lib/bridge';
import {
  appIds,
  initialRights,
  permissionsFor,
  putOffUntil,
  type RightAnswer,
  type Rights,
  rightAnswerSchema,
  rights,
} from '@/lib/model';
import { decodeRecord } from '@/lib/store';

const at = '2026-01-01T00:00:00.000Z';
const now = Date.parse(at);
const hour = 60 * 60_000;
const timeAfter = (ms: number) => new Date(now + ms).toISOString();

it('when nothing was answered, then rights are asked for, on a platform given', () => {
  for (const app of appIds) {
    expect(permissionsFor(app, 'stock', initialRights, now)).toEqual({ 'read-other': 'ask', change: 'ask' });
    expect(permissionsFor(app, 'platform', initialRights, now)).toEqual({ 'read-other': 'yes', change: 'yes' });
  }
});

it('when a right was answered, then that holds for that app until forgotten', () => {
  const yes = withAnswer(asked(initialRights, 'librechat', 'change', at), 'librechat', 'change', 'yes', at);
  expect(yes.asked).toEqual([]);
  expect(permissionsFor('librechat', 'stock', yes, now)).toEqual({ 'read-other': 'ask', change: 'yes' });
  expect(permissionsFor('anythingllm', 'stock', yes, now)).toEqual({ 'read-other': 'ask', change: 'ask' });
  const no = withAnswer(yes, 'librechat', 'change', 'no', at);
  expect(permissionsFor('librechat', 'platform', no, now).change).toBe('no');
  expect(permissionsFor('librechat', 'stock', withAnswer(no, 'librechat', 'change', 'ask', at), now).change).toBe(
    'ask',
  );
});

it('when a right was asked for, then it is not asked for again', () => {
  const once = asked(initialRights, 'librechat', 'read-other', at);
  expect(once.asked).toEqual([{ app: 'librechat', right: 'read-other', at }]);
  expect(asked(once, 'librechat', 'read-other', timeAfter(hour))).toBe(once);
  const no = withAnswer(once, 'librechat', 'read-other', 'no', at);
  expect(asked(no, 'librechat', 'read-other', timeAfter(1_000 * hour))).toBe(no);
});

it('when the person said “Not now”, then the right is refused for a day', () => {
  const once = asked(initialRights, 'librechat', 'change', at);
  const later = withAnswer(once, 'librechat', 'change', 'later', at);
  expect(later.asked).toEqual([]);
  expect(permissionsFor('librechat', 'stock', later, now)).toEqual({ 'read-other': 'ask', change: 'no' });
  expect(putOffUntil(later, 'librechat', 'change', now)).toBe(now + 24 * hour);
  expect(asked(later, 'librechat', 'change', timeAfter(23 * hour))).toBe(later);
  expect(permissionsFor('librechat', 'stock', later, now + 24 * hour).change).toBe('ask');
  expect(asked(later, 'librechat', 'change', timeAfter(24 * hour)).asked).toHaveLength(1);
  expect(permissionsFor('anythingllm', 'stock', later, now).change).toBe('ask');
});

it('when a clock is far behind “Not now”, then the right is asked for', () => {
  const later = withAnswer(initialRights, 'librechat', 'change', 'later', at);
  expect(permissionsFor('librechat', 'stock', later, now - 60_000).change).toBe('no');
  expect(permissionsFor('librechat', 'stock', later, now - 25 * hour).change).toBe('ask');
});

it('when a no was stored before “Not now” was told apart, then it stays a no', () => {
  const data = { answers: { librechat: { change: 'no' } }, asked: [] };
  const decoded = decodeRecord('rights', JSON.stringify({ v: 1, rev: 1, data }));
  const stored = decoded.ok ? decoded.data : initialRights;
  expect(permissionsFor('librechat', 'stock', stored, now + 1_000 * hour).change).toBe('no');
  expect(putOffUntil(stored, 'librechat', 'change', now)).toBeNull();
});

it('when anything happens in any order, then no question stands beside its answer', () => {
  const step = fc.record({
    app: fc.constantFrom(...appIds),
    right: fc.constantFrom(...rights),
    what: fc.constantFrom<RightAnswer | 'asked'>('asked', ...rightAnswerSchema.options),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let given: Rights = initialRights;
      for (const { app, right, what } of steps) {
        const before = permissionsFor(app, 'stock', given, now);
        given = what === 'asked' ? asked(given, app, right, at) : withAnswer(given, app, right, what, at);
        const seen = permissionsFor(app, 'stock', given, now);
        expect(seen[right]).toBe(what === 'asked' ? before[right] : what === 'later' ? 'no' : what);
        const others = rights.filter((one) => one !== right);
        for (const other of others) expect(seen[other]).toBe(before[other]);
      }
      const keys = given.asked.map(({ app, right }) => `${app} ${right}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { app, right } of given.asked) {
        expect(given.answers[app]?.[right]).toBeUndefined();
        expect(given.later[app]?.[right]).toBeUndefined();
      }
    }),
  );
});

it('when changes come at any pace, then 20 a minute at most go through', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4_000 }), { minLength: 25, maxLength: 80 }), (waits) => {
      let now = 0;
      let times: readonly number[] = [];
      const through: number[] = [];
      for (const wait of waits) {
        now += wait;
        const within = through.filter((time) => now - time < span).length;
        const next = paced(times, now, mostChangesOfPage);
        expect(next === null).toBe(within >= mostChangesOfPage);
        if (next === null) continue;
        times = next;
        through.push(now);
      }
    }),
  );
});

it('when a clock was set back, then its changes are forgotten', () => {
  const later = Array.from({ length: 20 }, () => 9_000_000);
  expect(paced(later, 5, mostChangesOfPage)).toEqual([5]);
});
