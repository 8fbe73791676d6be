import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, asked, mostChangesOfPage, paced, span } from '@/lib/bridge';
import { appIds, initialRights, permissionsFor, type Rights, rights } from '@/lib/model';

const at = '2026-01-01T00:00:00.000Z';

describe('rights', () => {
  it('are asked for at first, and given at first on the platform contract', () => {
    for (const app of appIds) {
      expect(permissionsFor(app, 'stock', initialRights)).toEqual({ 'read-other': 'ask', change: 'ask' });
      expect(permissionsFor(app, 'platform', initialRights)).toEqual({ 'read-other': 'yes', change: 'yes' });
    }
  });

  it('follow the answer, for that app alone, and are asked for again once it is forgotten', () => {
    const yes = answered(asked(initialRights, 'librechat', 'change', at), 'librechat', 'change', 'yes');
    expect(yes.asked).toEqual([]);
    expect(permissionsFor('librechat', 'stock', yes)).toEqual({ 'read-other': 'ask', change: 'yes' });
    expect(permissionsFor('anythingllm', 'stock', yes)).toEqual({ 'read-other': 'ask', change: 'ask' });
    const no = answered(yes, 'librechat', 'change', 'no');
    expect(permissionsFor('librechat', 'platform', no).change).toBe('no');
    expect(permissionsFor('librechat', 'stock', answered(no, 'librechat', 'change', 'ask')).change).toBe('ask');
  });

  it('are asked for once: neither while the question stands nor after its answer', () => {
    const once = asked(initialRights, 'librechat', 'read-other', at);
    expect(once.asked).toEqual([{ app: 'librechat', right: 'read-other', at }]);
    expect(asked(once, 'librechat', 'read-other', 'later')).toBe(once);
    const no = answered(once, 'librechat', 'read-other', 'no');
    expect(asked(no, 'librechat', 'read-other', 'later')).toBe(no);
  });

  it('never hold a question beside its answer, nor one twice, whatever happens in whatever order', () => {
    const step = fc.record({
      app: fc.constantFrom(...appIds),
      right: fc.constantFrom(...rights),
      what: fc.constantFrom('asked', 'yes', 'no', 'ask'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now: Rights = initialRights;
        for (const { app, right, what } of steps) {
          const before = permissionsFor(app, 'stock', now);
          now = what === 'asked' ? asked(now, app, right, at) : answered(now, app, right, what as 'yes' | 'no' | 'ask');
          const after = permissionsFor(app, 'stock', now);
          expect(after[right]).toBe(what === 'asked' ? before[right] : what);
          const others = rights.filter((one) => one !== right);
          for (const other of others) expect(after[other]).toBe(before[other]);
        }
        const keys = now.asked.map(({ app, right }) => `${app} ${right}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { app, right } of now.asked) expect(now.answers[app]?.[right]).toBeUndefined();
      }),
    );
  });
});

describe('the pace of changes', () => {
  it('lets 20 through, and the next one a minute after the first', () => {
    let times: readonly number[] = [];
    for (let i = 0; i < mostChangesOfPage; i++) times = paced(times, 1000 + i, mostChangesOfPage) ?? [];
    expect(times).toHaveLength(20);
    expect(paced(times, 1000 + span - 1, mostChangesOfPage)).toBeNull();
    expect(paced(times, 1000 + span, mostChangesOfPage)).toHaveLength(20);
  });

  it('never lets more than 20 through in any minute, and refuses none without cause', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20_000 }), { maxLength: 80 }), (waits) => {
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

  it('forgets changes of a clock that was set back', () => {
    expect(
      paced(
        Array.from({ length: 20 }, () => 9_000_000),
        5,
        mostChangesOfPage,
      ),
    ).toEqual([5]);
  });
});
