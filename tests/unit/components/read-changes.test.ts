import { describe, expect, it } from 'vitest';
import { readChange } from '@/components/settings/read-changes';
import type { Change } from '@/lib/model';
import { names } from './kit';

const change: Change = {
  id: 'c',
  at: '2026-11-22T10:00:00Z',
  register: 'llm.model',
  place: 'anythingllm/system',
  from: { value: { provider: 'openai', model: 'gpt-4o' } },
  to: { provider: 'anthropic', model: 'claude-sonnet-4-6' },
  by: 'edit',
  source: 'edit',
  state: 'ok',
  code: null,
  got: null,
};
const read = (more: Partial<Change> = {}) => readChange({ ...change, ...more }, names);

describe('a line of the list of changes', () => {
  it('says what, where, from what to what, and by whom', () => {
    expect(read()).toEqual({
      id: 'c',
      at: '2026-11-22T10:00:00Z',
      setting: 'Model',
      place: 'AnythingLLM’s default',
      from: 'gpt-4o',
      to: 'claude-sonnet-4-6',
      by: 'you, in Tandem',
      state: null,
      canPutBack: true,
    });
  });

  it.each<[Partial<Change>, string]>([
    [{ by: 'place', source: 'librechat/preset' }, 'followed LibreChat: default preset'],
    [{ by: 'place', source: 'anythingllm/workspace:thesis' }, 'followed Workspace “Thesis”'],
    [{ by: 'place', source: 'edit' }, 'you, in Tandem'],
    [{ by: 'put-back', source: 'anythingllm/page' }, 'put back by you'],
  ])('%o is told as “%s”', (more, by) => {
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
    [{ state: 'refused', code: 'role-refused' }, 'refused: only an admin may change it.', false],
    [{ state: 'refused', code: null }, 'refused: AnythingLLM did not take it ().', false],
    [{ from: 'absent' }, null, false],
  ])('%o: %s, can be put back: %s', (more, state, canPutBack) => {
    expect(read(more)).toMatchObject({ state, canPutBack });
  });

  it('names the provider where the model alone would say nothing', () => {
    const azure = {
      from: { value: { provider: 'azure', model: 'gpt-4o' } },
      to: { provider: 'openai', model: 'gpt-4o' },
    };
    expect(read(azure)).toMatchObject({ from: 'Azure OpenAI gpt-4o', to: 'OpenAI gpt-4o' });
  });
});
