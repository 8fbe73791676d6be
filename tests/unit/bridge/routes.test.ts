import { expect, it } from 'vitest';
import { llmChanges, routed, uiChanges } from '@/lib/bridge';
import { registerIds, sharedValueSchemas } from '@/lib/model';
import { refusalOf } from './kit';

it.each([
  ['/api/shared-state', 'state'],
  ['/api/shared-state/workspaces', 'workspaces'],
  ['/api/shared-state/conversations', 'conversations'],
  ['/api/shared-state/user', 'user'],
  ['/api/shared-state/settings', 'settings'],
])('when a page asks GET %s, then it reads', (path, what) => {
  expect(routed('get', `${path}?fresh=1`, undefined)).toEqual({ kind: 'read', what });
  expect(refusalOf(() => routed('POST', path, {})).status).toBe(405);
});

it('when a page posts settings, then it changes them, or is told what is wrong', () => {
  expect(routed('POST', '/api/shared-state/llm-settings', { model: 'm' })).toEqual({
    kind: 'update-llm',
    patch: { model: 'm' },
  });
  expect(routed('POST', '/api/shared-state/ui-settings', { textSize: 5 })).toMatchObject({ kind: 'update-ui' });
  const wrong = refusalOf(() => routed('POST', '/api/shared-state/ui-settings', { theme: 'pink', textSize: 9 }));
  expect([wrong.status, wrong.issues.map(({ path }) => path)]).toEqual([400, ['theme', 'textSize']]);
  expect(refusalOf(() => routed('POST', '/api/shared-state/llm-settings', undefined)).status).toBe(400);
  expect(refusalOf(() => routed('GET', '/api/shared-state/llm-settings', undefined)).status).toBe(405);
  expect(refusalOf(() => routed('DELETE', '/api/shared-state', undefined)).status).toBe(405);
});

it.each(['/', '/api/shared-state/', '/api/me', 'toString', '__proto__', '/api/shared-state/tokens'])(
  'when a page asks for %s, then nothing is there',
  (path) => {
    expect(refusalOf(() => routed('GET', path, undefined)).status).toBe(404);
  },
);

it('when a patch names settings, then each becomes an edit in the shared form', () => {
  const changes = [
    ...llmChanges({ provider: 'openai', model: 'gpt-4o', temperature: 0.2, maxTokens: 9 }, null),
    ...uiChanges({ theme: 'dark', language: 'de', textSize: 1 }),
  ];
  expect(changes.map(({ register }) => register).sort()).toEqual([...registerIds].sort());
  for (const { register, value } of changes) {
    expect(sharedValueSchemas[register].safeParse((value as { value: unknown }).value).success).toBe(true);
  }
  expect(llmChanges({ temperature: 1 }, null)).toEqual([{ register: 'llm.temperature', value: { value: 1 } }]);
  expect(uiChanges({})).toEqual([]);
});

it('when a patch names a model alone, then the present provider takes it', () => {
  const model = (patch: Parameters<typeof llmChanges>[0]) =>
    llmChanges(patch, { provider: 'ollama', model: 'qwen' })[0]?.value;
  expect(model({ model: 'llama' })).toEqual({ value: { provider: 'ollama', model: 'llama' } });
  expect(model({ provider: 'openai' })).toEqual({ value: { provider: 'openai', model: null } });
  expect(refusalOf(() => llmChanges({ model: 'llama' }, null)).issues).toHaveLength(1);
  expect(refusalOf(() => llmChanges({ model: 'llama' }, { provider: null, model: null })).status).toBe(400);
});

it('when a patch names the present provider, then its model is kept', () => {
  const present = { provider: 'ollama', model: 'llama' };
  expect(llmChanges({ provider: 'ollama', temperature: 1 }, present)[0]?.value).toEqual({ value: present });
  expect(llmChanges({ provider: 'ollama', model: null }, present)[0]?.value).toEqual({
    value: { provider: 'ollama', model: null },
  });
});
