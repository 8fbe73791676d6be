import { expect, it } from 'vitest';
import { initialSettings, type PlaceId, type Replica, type Settings } from '@/lib/model';
import { planEffects } from '@/lib/settings/plan-effects';
import type { SettingsSnapshot } from '@/lib/settings/settings-store';
import { replica as replicaOf } from './rules/kit';

const replica = (id: PlaceId, link: Replica['link'] = { state: 'joined', base: { value: 'a' } }) =>
  replicaOf('llm.model', id, { link, readAtSeq: 5 });

/** Two people whose settings are these; the plan looks at nothing else of who is signed in. */
function snapshotOf(settings: Partial<Settings>): SettingsSnapshot {
  const person = (connection: string) => ({ connection, identity: 'alex' });
  const identities = { anythingllm: person('brain'), librechat: person('chat') };
  const signedIn = { identities } as SettingsSnapshot['signedIn'];
  return { signedIn, settings: { ...initialSettings, seq: 5, inStep: ['llm.model'], ...settings } };
}

const due = (place: PlaceId) => ({ register: 'llm.model', place, target: 'b', restores: null }) as const;
const upToDate = { pages: 5, unknown: 'brain/alex+chat/alex llm.model' };

function planned(app: 'anythingllm' | 'librechat', settings: Partial<Settings>, asked = upToDate) {
  return [...planEffects(app, snapshotOf(settings), asked, 'to-do').effects];
}

it('when nothing is due and all is known, then nothing is done', () => {
  expect(planned('anythingllm', { replicas: [replica('anythingllm/system')] })).toEqual([]);
});

it('when a place behind an API is due, then its app alone is written', () => {
  const settings = { replicas: [replica('anythingllm/system')], dueWrites: [due('anythingllm/system')] };
  expect(planned('anythingllm', settings)).toEqual(['write']);
  expect(planned('librechat', settings)).toEqual([]);
});

it('when a page is due, then the app’s pages are asked each time', () => {
  const settings = { replicas: [replica('librechat/last-used')], dueWrites: [due('librechat/last-used')] };
  expect(planned('librechat', settings)).toEqual(['ask-pages']);
});

it('when a value came since, then pages are asked once', () => {
  const { effects, asked } = planEffects('librechat', snapshotOf({ seq: 6 }), upToDate, 'to-do');
  expect([...effects]).toEqual(['ask-pages']);
  expect(planned('librechat', { seq: 6 }, { ...upToDate, ...asked })).toEqual([]);
});

it('when a place is not known, then its app is read once for it', () => {
  const settings = { replicas: [replica('anythingllm/system', { state: 'unread' })] };
  const { effects, asked } = planEffects('anythingllm', snapshotOf(settings), upToDate, 'just-done');
  expect([...effects]).toEqual(['read']);
  expect(planned('anythingllm', settings, { ...upToDate, ...asked })).toEqual([]);
});

it('when nothing is wanted in step, then no place is read for being unknown', () => {
  const settings = { inStep: [], replicas: [replica('anythingllm/system', { state: 'unread' })] };
  expect(planned('anythingllm', settings)).toEqual([]);
});

it('O2: when a place that is not due was read before the value came, then it is read', () => {
  const registers = { 'llm.model': { value: 'a', seq: 6, from: 'edit' } };
  const settings = { registers, replicas: [replica('anythingllm/system')] };
  expect(planned('anythingllm', settings)).toEqual(['read']);
  expect(planned('anythingllm', { ...settings, dueWrites: [due('anythingllm/system')] })).toEqual(['write']);
});

it('when an app was read or written just now, then that is not done again', () => {
  const settings = { replicas: [replica('anythingllm/system')], dueWrites: [due('anythingllm/system')] };
  expect(planEffects('anythingllm', snapshotOf(settings), upToDate, 'just-done').effects).toEqual(new Set());
});
