import { expect, it } from 'vitest';
import {
  answeredPutBack,
  approve,
  cancelled,
  decline,
  type LastWrite,
  type Replica,
  retry,
  withOutcome,
} from '@/lib/settings/rules';
import { page, replica, round } from './kit';

const place = (more: Partial<Replica> = {}) =>
  replica('ui.theme', page, { link: { state: 'joined', base: { value: 'light' } }, ...more });
const next = (one: Replica) => round({ value: 'dark', replicas: [one] });
const shared = { audience: 'others' } as const;

it('W5: when the answer is yes, then it is written once', () => {
  const plan = next(approve(place(shared), 'dark'));
  expect(plan.writes).toMatchObject([{ target: 'dark' }]);
  const [write] = plan.writes;
  const [one] = plan.replicas;
  if (!write || !one) throw new Error('nothing to write');
  for (const outcome of [{ kind: 'ok' }, { kind: 'refused', code: 'no' }, { kind: 'coerced', got: 'x' }] as const)
    expect(withOutcome(one, write, outcome).approved).toBeNull();
});

it('W5: when the yes was to something else, then it is asked all the same', () => {
  expect(next(approve(place(shared), 'light')).questions).toMatchObject([{ target: 'dark' }]);
});

it('W4: when the answer is no, then the place keeps what it holds, unasked', () => {
  const declined = decline(place({ ...shared, approved: { target: 'dark' } }), 'dark');
  expect(declined).toMatchObject({ approved: null, pinned: { by: 'no', against: 'dark' } });
  expect(next(declined)).toMatchObject({ writes: [], questions: [] });
});

it('W5: when a yes follows a no, then it counts', () => {
  expect(next(approve(decline(place(shared), 'dark'), 'dark')).writes).toHaveLength(1);
});

it('W2: when the place itself refused, then a yes changes nothing', () => {
  const lastWrite: LastWrite = { target: 'dark', state: 'refused', code: 'role-refused' };
  expect(next(approve(place({ ...shared, lastWrite }), 'dark')).writes).toEqual([]);
});

const over: readonly Partial<Replica>[] = [
  { lastWrite: { target: 'dark', state: 'refused', code: 'no' } },
  { lastWrite: { target: 'dark', state: 'coerced', got: 'light' } },
  { pinned: { by: 'choice', against: 'dark' } },
  { pinned: { by: 'no', against: 'dark' } },
];

it.each(over)('W2 W4: when a place has %o, then it is tried again on demand only', (how) => {
  expect(next(place(how)).writes).toEqual([]);
  expect(next(retry(place(how))).writes).toHaveLength(1);
});

it.each<Partial<Replica>>([
  { lastWrite: { target: 'dark', state: 'sending' } },
  { lastWrite: { target: 'dark', state: 'ok' } },
  { pinned: { by: 'put-back', change: 'c', target: 'system' } },
])('when a place has %o, then trying again changes nothing', (how) => {
  expect(retry(place(how))).toEqual(place(how));
});

it('C1 W4: when it is on its way already, then cancelling changes nothing', () => {
  const sent = cancelled(place({ lastWrite: { target: 'dark', state: 'sending' } }), 'dark');
  const { replicas } = round({ value: 'dark', replicas: [sent], read: { [page]: 'dark' } });
  expect(replicas[0]).toMatchObject({
    link: { state: 'joined', base: { value: 'dark' } },
    lastWrite: { state: 'ok' },
  });
  const plan = round({ value: 'dark', replicas: [sent], read: { [page]: 'dark' }, edit: 'system' });
  expect(plan.conflicts).toEqual([]);
});

it('W4: when a write was cancelled, then the next value is written', () => {
  const plan = next(cancelled(place({ approved: { target: 'dark' } }), 'dark'));
  expect(plan).toMatchObject({ writes: [], questions: [] });
  const later = round({ value: 'dark', replicas: plan.replicas, edit: 'system' });
  expect(later.writes).toMatchObject([{ target: 'system' }]);
});

const wanted = place({ pinned: { by: 'put-back', change: 'c', target: 'system' }, readAtSeq: 2 });
const write = { target: 'system', seq: 4 };
const got = withOutcome(wanted, write, { kind: 'ok' });

it('W4: when a place got a value back, then it keeps it until there is a new one', () => {
  const one = answeredPutBack(got, 'dark');
  expect(one).toMatchObject({ link: { base: { value: 'system' } }, pinned: { by: 'choice', against: 'dark' } });
  const plan = round({ value: 'dark', replicas: [one], read: { [page]: 'system' } });
  expect(plan).toMatchObject({ writes: [], conflicts: [] });
  expect(plan.registers['ui.theme']?.value).toEqual({ value: 'dark' });
  expect(round({ value: 'dark', replicas: [one], edit: 'light' }).writes).toHaveLength(1);
});

it.each([undefined, 'system'])('W4: when the present value is %s there, then nothing is pinned', (projected) => {
  expect(answeredPutBack(got, projected).pinned).toBeNull();
});

it('W4: when a place refuses what is put back, then it gets the present value', () => {
  const refused = withOutcome(wanted, write, { kind: 'refused', code: 'no' });
  expect(next(answeredPutBack(refused, 'dark')).writes).toMatchObject([{ target: 'dark' }]);
});

it('O2: when a place got a value back, then it counts as read then', () => {
  expect(withOutcome(wanted, { ...write, seq: 1 }, { kind: 'ok' }).readAtSeq).toBe(2);
  expect(got.readAtSeq).toBe(4);
});

it.each([
  ['the setting is edited', { edit: 'light' }],
  ['somebody changed the place', { read: { [page]: 'dark' } }],
  ['the value vanished there', { read: { [page]: 'absent' } }],
])('W4: when %s, then nothing is put back any more', (_what, news) => {
  const { writes } = round({ value: 'dark', replicas: [wanted], ...news });
  expect(writes.filter(({ restores }) => restores !== null)).toEqual([]);
});
