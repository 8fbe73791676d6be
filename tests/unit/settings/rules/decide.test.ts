import { describe, expect, it } from 'vitest';
import {
  approve,
  cancelled,
  decline,
  declinedCode,
  type LastWrite,
  putBack,
  type Replica,
  retry,
  settle,
} from '@/lib/settings/rules';
import { page, replica, round } from './kit';

const place = (more: Partial<Replica> = {}) =>
  replica('ui.theme', page, { link: { state: 'joined', base: { value: 'light' } }, ...more });
const next = (one: Replica) => round({ register: 'ui.theme', value: 'dark', replicas: [one] });
const shared = { audience: 'others' } as const;

describe('a person’s answers', () => {
  it('W5: yes has it written, once', () => {
    const plan = next(approve(place(shared), 'dark'));
    expect(plan.writes).toMatchObject([{ target: 'dark' }]);
    const [write] = plan.writes;
    const [one] = plan.replicas;
    if (!write || !one) throw new Error('nothing to write');
    for (const outcome of [{ kind: 'ok' }, { kind: 'refused', code: 'no' }, { kind: 'coerced', got: 'x' }] as const)
      expect(settle(one, write, outcome).approved).toBeNull();
  });

  it('W5: yes to something else asks all the same', () => {
    expect(next(approve(place(shared), 'light')).questions).toMatchObject([{ target: 'dark' }]);
  });

  it('W2: no is a refusal with its own code, and is not asked again', () => {
    const declined = decline(place({ ...shared, approved: { target: 'dark' } }), 'dark');
    expect(declined).toMatchObject({
      approved: null,
      lastWrite: { target: 'dark', state: 'refused', code: declinedCode },
    });
    expect(next(declined)).toMatchObject({ writes: [], questions: [] });
  });

  it('W5: yes after no counts', () => {
    expect(next(approve(decline(place(shared), 'dark'), 'dark')).writes).toHaveLength(1);
  });

  it('W2: yes does not undo what the place itself refused', () => {
    const lastWrite: LastWrite = { target: 'dark', state: 'refused', code: 'role-refused' };
    expect(next(approve(place({ ...shared, lastWrite }), 'dark')).writes).toEqual([]);
  });
});

describe('trying again and cancelling', () => {
  const over: readonly LastWrite[] = [
    { target: 'dark', state: 'refused', code: 'no' },
    { target: 'dark', state: 'coerced', got: 'light' },
    { target: 'dark', state: 'overridden' },
  ];

  it.each(over)('W2: $state is lastWrite again on demand only', (lastWrite) => {
    expect(next(place({ lastWrite })).writes).toEqual([]);
    expect(next(retry(place({ lastWrite }))).writes).toHaveLength(1);
  });

  it.each(['sending', 'ok'] as const)('leaves what is %s as it is', (state) => {
    const one = place({ lastWrite: { target: 'dark', state } });
    expect(retry(one)).toBe(one);
  });

  it('C2 W4: what is on its way can’t be cancelled, so that its arrival is nobody’s change', () => {
    const sent = cancelled(place({ lastWrite: { target: 'dark', state: 'sending' } }), 'dark');
    const { replicas } = round({ register: 'ui.theme', value: 'dark', replicas: [sent], read: { [page]: 'dark' } });
    expect(replicas[0]).toMatchObject({
      link: { state: 'joined', base: { value: 'dark' } },
      lastWrite: { state: 'ok' },
    });
    const plan = round({
      register: 'ui.theme',
      value: 'dark',
      replicas: [sent],
      read: { [page]: 'dark' },
      edit: 'system',
    });
    expect(plan.conflicts).toEqual([]);
  });

  it('W4: what was cancelled is not written until there is another value', () => {
    const plan = next(cancelled(place({ approved: { target: 'dark' } }), 'dark'));
    expect(plan).toMatchObject({ writes: [], questions: [] });
    const later = round({ register: 'ui.theme', value: 'dark', replicas: plan.replicas, edit: 'system' });
    expect(later.writes).toMatchObject([{ target: 'system' }]);
  });
});

describe('putting back', () => {
  it('W4: the place keeps what it got back until there is a new value', () => {
    const one = putBack(place({ link: { state: 'joined', base: { value: 'dark' } } }), 'light', 'dark', 1);
    expect(one).toMatchObject({
      link: { state: 'joined', base: { value: 'light' } },
      lastWrite: { target: 'dark', state: 'overridden' },
      readAtSeq: 1,
    });
    const plan = round({ register: 'ui.theme', value: 'dark', replicas: [one], read: { [page]: 'light' } });
    expect(plan).toMatchObject({ writes: [], conflicts: [] });
    expect(plan.registers['ui.theme']?.value).toEqual({ value: 'dark' });
  });

  it.each([undefined, 'light'])('overrides nothing where the present value is %s there', (projected) => {
    expect(putBack(place(), 'light', projected, 1).lastWrite).toBeNull();
  });

  it('O2: counts as read, but never as older than it was', () => {
    expect(putBack(place({ readAtSeq: 9 }), 'light', 'dark', 4).readAtSeq).toBe(9);
    expect(putBack(place({ readAtSeq: 2 }), 'light', 'dark', 4).readAtSeq).toBe(4);
  });
});
