import { expect, it } from 'vitest';
import { BridgeRefusal, llmChanges, routed, uiChanges } from '@/lib/bridge';
import { registerIds, sharedValueSchemas } from '@/lib/model';

function refusal(work: () => unknown): BridgeRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof BridgeRefusal) return error;
  }
  throw new Error('not refused');
}

it.each([
  ['/api/shared-state', 'state'],
  ['/api/shared-state/workspaces', 'workspaces'],
  ['/api/shared-state/conversations', 'conversations'],
  ['/api/shared-state/user', 'user'],
  ['/api/shared-state/settings', 'settings'],
])('when a page asks GET %s, then it reads', (path, what) => {
  expect(routed('get', `${path}?fresh=1`, undefined)).toEqual({ kind: 'read', what });
  expect(refusal(() => routed('POST', path, {})).status).toBe(405);
});

it('when a page posts settings, then it changes them, or is told what is wrong', () => {
  expect(routed('POST', '/api/shared-state/llm-settings', { model: 'm' })).toEqual({
    kind: 'update-llm',
    patch: { model: 'm' },
  });
  expect(routed('POST', '/api/shared-state/ui-settings', { textSize: 5 })).toMatchObject({ kind: 'update-ui' });
  const wrong = refusal(() => routed('POST', '/api/shared-state/ui-settings', { theme: 'pink', textSize: 9 }));
  expect([wrong.status, wrong.issues.map(({ path }) => path)]).toEqual([400, ['theme', 'textSize']]);
  expect(refusal(() => routed('POST', '/api/shared-state/llm-settings', undefined)).status).toBe(400);
  expect(refusal(() => routed('GET', '/api/shared-state/llm-settings', undefined)).status).toBe(405);
  expect(refusal(() => routed('DELETE', '/api/shared-state', undefined)).status).toBe(405);
});

it.each(['/', '/api/shared-state/', '/api/me', 'toString', '__proto__', '/api/shared-state/tokens'])(
  'when a page asks for %s, then nothing is there',
  (path) => {
    expect(refusal(() => routed('GET', path, undefined)).status).toBe(404);
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
  expect(refusal(() => llmChanges({ model: 'llama' }, null)).issues).toHaveLength(1);
  expect(refusal(() => llmChanges({ model: 'llama' }, { provider: null, model: null })).status).toBe(400);
});

it('when a patch names the present provider, then its model is kept', () => {
  const present = { provider: 'ollama', model: 'llama' };
  expect(llmChanges({ provider: 'ollama', temperature: 1 }, present)[0]?.value).toEqual({ value: present });
  expect(llmChanges({ provider: 'ollama', model: null }, present)[0]?.value).toEqual({
    value: { provider: 'ollama', model: null },
  });
});
