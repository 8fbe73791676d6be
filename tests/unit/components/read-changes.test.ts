import { expect, it } from 'vitest';
import { readChange } from '@/components/settings/read-changes';
import type { Change, Settings } from '@/lib/model';
import { changed, claude, replica } from '../../gallery/settings-sample';
import { names } from './kit';

const change = changed('c', {
  register: 'llm.model',
  place: 'anythingllm/system',
  from: { value: { provider: 'openai', model: 'gpt-4o' } },
  to: claude,
});
const read = (more: Partial<Change> = {}, replicas: Settings['replicas'] = []) =>
  readChange({ ...change, ...more }, names, replicas);

it('when a change is listed, then it says what, where, from what to what, by whom', () => {
  expect(read()).toEqual({
    id: 'c',
    at: change.at,
    setting: 'Model',
    place: 'AnythingLLM’s default',
    from: 'gpt-4o',
    to: 'claude-sonnet-4-6',
    by: 'you, in Tandem',
    state: null,
    canPutBack: true,
    question: null,
  });
});

it('W4: when others use the place, then putting back asks with what it holds now', () => {
  const at = (audience: 'me' | 'others', model: string) => [
    replica('llm.model', 'anythingllm/system', { provider: 'anthropic', model }, { audience }),
  ];
  expect(read({}, at('others', 'claude-opus-4-6')).question).toBe(
    'Everyone on this server uses AnythingLLM’s default. Now claude-opus-4-6 → gpt-4o.',
  );
  expect(read({}, at('me', 'claude-opus-4-6')).question).toBeNull();
  const unread = [{ ...at('others', '')[0], link: { state: 'unread' } }] as Settings['replicas'];
  expect(read({}, unread).question).toContain('Now claude-sonnet-4-6 → gpt-4o.');
  const temperature = { register: 'llm.temperature', place: 'anythingllm/workspace:thesis' } as const;
  const workspace = [replica('llm.temperature', 'anythingllm/workspace:thesis', 1, { audience: 'others' })];
  expect(read({ ...temperature, from: { value: 0.7 }, to: 1 }, workspace).question).toBe(
    'Workspace “Thesis” is shared by everyone in it. Temperature: now 1 → 0.7.',
  );
});

it.each<[Partial<Change>, string]>([
  [{ by: 'place', source: 'librechat/preset' }, 'followed LibreChat: default preset'],
  [{ by: 'place', source: 'anythingllm/workspace:thesis' }, 'followed Workspace “Thesis”'],
  [{ by: 'place', source: 'edit' }, 'you, in Tandem'],
  [{ by: 'put-back', source: 'anythingllm/page' }, 'put back by you'],
])('when a change is %o, then it is told as “%s”', (more, by) => {
  expect(read(more).by).toBe(by);
});

it.each<[Partial<Change>, string | null, boolean]>([
  [{ state: 'ok' }, null, true],
  [{ state: 'sending' }, 'no answer yet', false],
  [
    { state: 'coerced', register: 'llm.temperature', from: { value: 0.5 }, to: 1.4, got: 1 },
    'AnythingLLM made it 1',
    true,
  ],
  [{ state: 'refused', code: 'role-refused' }, 'refused: only an admin can change it.', false],
  [{ state: 'refused', code: null }, 'refused by AnythingLLM.', false],
  [{ from: 'absent' }, null, false],
])('when a change is %o, then it says %s and can be put back: %s', (more, state, canPutBack) => {
  expect(read(more)).toMatchObject({ state, canPutBack });
});

it('when the model alone would say nothing, then the provider is named', () => {
  const azure = {
    from: { value: { provider: 'azure', model: 'gpt-4o' } },
    to: { provider: 'openai', model: 'gpt-4o' },
  };
  expect(read(azure)).toMatchObject({ from: 'Azure OpenAI gpt-4o', to: 'OpenAI gpt-4o' });
});
