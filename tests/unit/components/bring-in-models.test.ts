import { expect, it } from 'vitest';
import { modelGroups, proposedModel } from '@/components/chats/bring-in-models';
import type { FileChat } from '@/lib/model';

const offers = [
  { provider: 'openAI', models: ['gpt-4o', 'gpt-4o-mini'] },
  { provider: 'anthropic', models: null },
];
const chat = (endpoint: string | null, model: string | null): FileChat => ({
  ...{ key: 0, format: 'chatgpt', title: '', at: null, messages: 1, state: 'new', lost: [] },
  own: { endpoint, model },
});

it.each([
  ['is offered', 'openAI', 'gpt-4o-mini', 'openAI', 'gpt-4o-mini'],
  ['has an offered endpoint alone', 'openAI', 'gpt-3', 'openAI', 'gpt-4o'],
  ['is of an endpoint with unknown models', 'anthropic', 'claude', 'anthropic', 'claude'],
  ['is not offered', 'google', 'gemini', 'openAI', 'gpt-4o'],
  ['is not known', null, null, 'openAI', 'gpt-4o'],
])('when a chat’s model %s, then a fitting one is proposed', (_which, endpoint, model, ...proposed) => {
  const next = proposedModel({ endpoint, model }, offers);
  expect([next.endpoint, next.model]).toEqual(proposed);
  expect(proposedModel({ endpoint, model }, [])).toEqual({ endpoint, model });
});

it('when chats have several models, then each is listed once, the most used first', () => {
  const groups = modelGroups([chat('a', 'x'), chat('b', 'y'), chat('b', 'y'), chat(null, null)]);
  expect(groups.map(({ endpoint, model, chats }) => [endpoint, model, chats])).toEqual([
    ['b', 'y', 2],
    ['a', 'x', 1],
    [null, null, 1],
  ]);
});
