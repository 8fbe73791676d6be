import { expect, it } from 'vitest';
import {
  approve,
  cancelled,
  decline,
  type Held,
  type LastWrite,
  type Replica,
  reconcile,
  sending,
  withOutcome,
} from '@/lib/settings/rules';
import { withoutPutBack } from '@/lib/settings/rules/decide';
import { facing, follows, givenUp, isDue, leads } from '@/lib/settings/rules/due';
import { agreement, hasNotJoined } from '@/lib/settings/rules/join';
import { find } from '@/lib/settings/rules/observe';
import { type RivalChange, rivals } from '@/lib/settings/rules/rivals';
import { other, page, projections, replica } from './kit';

/** A place that has joined and holds this. */
const at = (base: Held, more: Partial<Replica> = {}) =>
  replica('ui.theme', page, { link: { state: 'joined', base }, ...more });
const dark = { value: 'dark' };
const joined = (base: Held) => ({ state: 'joined', base }) as const;
const write = (state: 'ok' | 'sending' | 'refused' | 'coerced', target = 'dark'): LastWrite =>
  state === 'refused'
    ? { state, target, code: 'no' }
    : state === 'coerced'
      ? { state, target, got: 'grey' }
      : { state, target };
const putBack = { by: 'put-back', change: 'c', target: 'light' } as const;

it('J5: when a place is switched off, then it does not wait to join', () => {
  expect([hasNotJoined(replica('ui.theme', page)), hasNotJoined(replica('ui.theme', page, { role: 'off' }))]).toEqual([
    true,
    false,
  ]);
});

it('J2: when places that wait hold different values, then they agree on none', () => {
  const told = (native: string, id: typeof page | typeof other) => ({ place: replica('ui.theme', id), native });
  expect(agreement([told('dark', page), told('light', other)], projections)).toBeNull();
  expect(agreement([told('dark', page), told('dark', other)], projections)).toEqual({ value: dark, from: page });
});

it.each([
  ['over', 'ok', null],
  ['on its way', 'sending', putBack],
] as const)('C2: when a value is gone and a write is %s, then a put-back goes or stays', (_is, state, pinned) => {
  const found = find(at(dark, { lastWrite: write(state), pinned: putBack }), 'absent');
  expect(found).toMatchObject({ kind: 'vanished', replica: { link: joined('absent'), pinned } });
});

it('C3: when nothing was there and nothing is, then nothing vanished', () => {
  const one = at('absent');
  expect(find(one, 'absent')).toEqual({ kind: 'same', replica: one });
  expect(find({ ...one, link: { state: 'joining' } }, 'absent').replica.link).toEqual(joined('absent'));
});

it.each([
  ['refused', write('refused')],
  ['sending', null],
] as const)('J4: when a place joins with its value, then a write %s stays or goes', (state, lastWrite) => {
  const found = find(replica('ui.theme', page, { link: { state: 'joining' }, lastWrite: write(state) }), {
    value: 'x',
  });
  expect(found).toMatchObject({ kind: 'same', replica: { link: joined({ value: 'x' }), lastWrite } });
});

it('C1: when what a place made of our value comes back, then nobody changed it', () => {
  const found = find(at('absent', { lastWrite: write('coerced') }), { value: 'grey' });
  expect(found).toMatchObject({
    kind: 'same',
    replica: { link: joined({ value: 'grey' }), lastWrite: write('coerced') },
  });
});

it('C1 W5: when somebody changed a place, then a yes counts only for their own place', () => {
  const approved = { target: 'dark' };
  const changed = (audience: Replica['audience']) =>
    find(at(dark, { audience, approved, lastWrite: write('ok'), pinned: putBack }), { value: 'light' });
  expect(changed('me')).toMatchObject({
    kind: 'changed',
    value: 'light',
    replica: { approved, lastWrite: null, pinned: null },
  });
  expect(changed('others').replica.approved).toBeNull();
});

it.each([
  ['off', false, false],
  ['leads', true, false],
  ['follows', false, true],
  ['both', true, true],
] as const)('W1: when the role is %s, then a place leads: %s, follows: %s', (role, isLeading, isFollowing) => {
  expect([leads(at(dark, { role })), follows(at(dark, { role }))]).toEqual([isLeading, isFollowing]);
});

it.each([
  ['ok', true],
  ['sending', true],
  ['refused', false],
  ['coerced', false],
] as const)('W2: when a write of the target is %s and it is not there, then it is due: %s', (state, due) => {
  expect(isDue(at('absent', { lastWrite: write(state) }), 'dark')).toBe(due);
});

it('W2: when the target is another one, then only what is over with the former goes', () => {
  const half = { value: 'half' };
  const next = (state: Parameters<typeof write>[0], seen?: Held) =>
    facing(at({ value: 'light' }, { lastWrite: write(state) }), 'system', seen);
  expect(next('ok', half)).toMatchObject({ link: joined({ value: 'light' }), lastWrite: write('ok') });
  for (const state of ['refused', 'coerced'] as const)
    expect(next(state, half)).toMatchObject({ link: joined({ value: 'light' }), lastWrite: null });
  expect(next('sending', half).link).toEqual(joined(half));
  expect(next('sending', 'absent').link).toEqual(joined({ value: 'light' }));
});

it('C2: when a place can’t hold the value, then what is on its way is given up', () => {
  const one = (state: Parameters<typeof write>[0]) => at({ value: 'light' }, { lastWrite: write(state) });
  expect(givenUp(one('sending'), dark)).toMatchObject({ link: joined(dark), lastWrite: null });
  expect(givenUp(one('sending'), undefined)).toEqual(one('sending'));
  expect(givenUp(one('ok'), dark)).toEqual(one('ok'));
});

it('W3: when a request is about to leave, then its target is on its way', () => {
  expect(sending(at('absent'), { target: 'dark' }).lastWrite).toEqual(write('sending'));
});

it('W2: when a place makes something else of a value, then it holds that', () => {
  const asked = at({ value: 'light' }, { lastWrite: write('sending'), approved: { target: 'dark' } });
  const settled = (got: string) => withOutcome(asked, { target: 'dark', seq: 3 }, { kind: 'coerced', got });
  const after = { readAtSeq: 3, approved: null };
  expect(settled('grey')).toMatchObject({ link: joined({ value: 'grey' }), lastWrite: write('coerced'), ...after });
  expect(settled('dark')).toMatchObject({ link: joined(dark), lastWrite: write('ok'), ...after });
});

it('W4 W5: when a yes is to another value, then a former no stays', () => {
  expect(approve(decline(at('absent'), 'light'), 'dark').pinned).toEqual({ by: 'no', against: 'light' });
});

it.each([
  ['on its way', at('absent', { lastWrite: write('sending') })],
  ['put back', at('absent', { pinned: putBack })],
])('W4: when a value is %s, then cancelling leaves the place as it is', (_is, one) => {
  expect(cancelled(one, 'dark')).toEqual(one);
});

it('W4: when nothing is put back any more, then what the person chose stays', () => {
  const chosen = at(dark, { pinned: { by: 'choice', against: 'light' } });
  expect(withoutPutBack(chosen)).toEqual(chosen);
  expect(withoutPutBack(at(dark, { pinned: putBack })).pinned).toBeNull();
});

it('O1: when edits come in another order, then the one made last counts', () => {
  const edit = (value: string, seq: number) => ({ id: value, register: 'ui.theme' as const, value: { value }, seq });
  const { registers } = reconcile({
    ...{ registers: {}, replicas: [at(dark)], observations: new Map(), projections, asking: new Set() },
    ...{ edits: [edit('system', 3), edit('light', 2)], replaced: () => [], seq: 4 },
  });
  expect(registers['ui.theme']?.value).toEqual({ value: 'system' });
});

it('O2: when a hand chose before the value came, then the place is not read since', () => {
  const key = `ui.theme/${page}`;
  const chosen = (asOf: number) =>
    reconcile({
      ...{ registers: { 'ui.theme': { value: dark, seq: 2, from: 'edit' } }, projections, asking: new Set() },
      ...{ replicas: [at({ value: 'light' }, { readAtSeq: 0 })], replaced: () => [], edits: [], seq: 5 },
      ...{ observations: new Map([[key, { value: 'system' }]]), asOf: new Map([[key, asOf]]) },
    }).replicas[0]?.readAtSeq;
  expect([chosen(1), chosen(2), chosen(3)]).toEqual([0, 0, 5]);
});

const change = (from: string, rank: number, more: Partial<RivalChange> = {}): RivalChange => ({
  ...{ from, value: from, native: from, isNew: true, when: 'maybe-before', isFormer: false },
  ...{ place: at('absent', { rank }), projection: { project: () => 0, lift: () => 0, says: () => false } },
  ...more,
});
/** Who stands against whom, the first one being kept. */
const kept = (changes: readonly RivalChange[], from: string | null = 'present', presentRank = 10) =>
  rivals(changes, undefined, { value: from, seq: 1, from: from ?? 'nobody' }, presentRank).map((one) => one.from);

it('O1: when places change at once, then the highest is kept, of equals the first', () => {
  const all = [change('c', 20), change('a', 10), change('b', 20), change('d', 30, { isNew: false })];
  expect(kept(all, null)).toEqual(['b', 'c', 'a', 'd']);
  expect(kept([...all].reverse(), null)[0]).toBe('b');
  expect(kept([], null)).toEqual([]);
});

it.each([
  ['is older and the place higher', change('a', 20), 'present', ['a', 'present']],
  ['is older and the place as high', change('a', 10), 'present', ['present', 'a']],
  ['is older and the value an edit', change('a', 20), 'edit', ['edit', 'a']],
  ['says the same', change('a', 20, { isNew: false }), 'present', ['present', 'a']],
  ['is newer', change('a', 5, { when: 'after' }), 'edit', ['a']],
  ['may come of an old form', change('a', 5, { when: 'after', isFormer: true }), 'edit', ['a', 'edit']],
] as const)('O2: when a change %s, then who is kept is known', (_is, one, from, order) => {
  expect(kept([one], from)).toEqual(order);
});
