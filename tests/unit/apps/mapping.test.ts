import { expect, it } from 'vitest';
import { toFacts, toLlm, toThreads, toWorkspace } from '@/lib/apps/anythingllm/mapping';
import { providers } from '@/lib/apps/anythingllm/providers';
import { toConversation, toLlmPlaces, toUser } from '@/lib/apps/librechat/mapping';
import { PROVIDERS } from '@/tests/apps/anythingllm';

const setup = (results: object) => toFacts({ results: { MultiUserMode: false, RequiresAuth: false, ...results } });

it('when AnythingLLM’s providers are listed, then they are the server’s own', () => {
  const named = (id: string) => ({ id, model: providers[id]?.modelKey, key: providers[id]?.keyKeys[0] });
  const servers = PROVIDERS.filter(({ id }) => id !== 'anythingllm-router');
  expect(Object.keys(providers).sort()).toEqual(servers.map(({ id }) => id).sort());
  expect(servers.map(({ id }) => named(id))).toEqual(
    servers.map(({ id, model, key }) => ({ id, model: model ?? null, key })),
  );
});

it.each([
  [
    'the model under its own key',
    { LLMProvider: 'openai', LLMModel: null, OpenAiModelPref: 'gpt-4.1-nano' },
    'gpt-4.1-nano',
    null,
  ],
  ['the general key', { LLMProvider: 'groq', LLMModel: 'llama-3' }, 'llama-3', null],
  ['no model', { LLMProvider: 'ollama', LLMModel: null }, null, null],
  ['a provider that chooses by itself', { LLMProvider: 'textgenwebui', LLMModel: null }, null, null],
  ['one that we do not know', { LLMProvider: 'brand-new', LLMModel: 'x-1' }, 'x-1', null],
  [
    'max tokens as a number',
    { LLMProvider: 'bedrock', AwsBedrockLLMModel: 'm', AwsBedrockLLMMaxTokens: 4096 },
    'm',
    4096,
  ],
  ['max tokens as sent', { LLMProvider: 'generic-openai', LLMModel: 'm', GenericOpenAiMaxTokens: '1024' }, 'm', 1024],
])('when AnythingLLM’s settings hold %s, then that is read', (_name, settings, model, maxTokens) => {
  expect(toLlm(settings)).toEqual({ provider: settings.LLMProvider, model, temperature: null, maxTokens });
});

it('when no provider was ever set, then none is read', () => {
  expect(toLlm({})).toEqual({ provider: null, model: null, temperature: null, maxTokens: null });
});

it.each([
  [{ MultiUserMode: false, RequiresAuth: false }, 'open', 'none'],
  [{ MultiUserMode: false, RequiresAuth: true }, 'password', 'bearer'],
  [{ MultiUserMode: true, RequiresAuth: false }, 'accounts', 'bearer'],
  [{ MultiUserMode: true, RequiresAuth: true }, 'accounts', 'bearer'],
])('when AnythingLLM’s setup is %j, then its mode is %s and it signs in by %s', (results, mode, signIn) => {
  expect(setup(results)).toMatchObject({ mode, signIn, llm: [{ place: 'system-default' }] });
});

it('when a name is blank or missing, then another one is found', () => {
  const wire = {
    id: 4,
    slug: 'notes',
    name: '  ',
    chatProvider: null,
    chatModel: null,
    openAiTemp: null,
    createdAt: 'soon',
  };
  expect(toWorkspace(wire)).toMatchObject({ id: '4', name: 'notes', provider: null, createdAt: null });
  expect(toWorkspace({ ...wire, name: ' My notes ', openAiTemp: '0.4' })).toMatchObject({
    name: 'My notes',
    temperature: 0.4,
  });
  const [thread] = toThreads([{ slug: 'a', name: null, createdAt: undefined }], 'notes');
  expect(thread).toEqual({ slug: 'a', name: 'Thread', workspaceSlug: 'notes', createdAt: null });
});

const preset = { presetId: 'p', endpoint: 'openAI', model: 'gpt-4o', defaultPreset: true };
it.each([
  ['openAI', { max_tokens: 1, maxOutputTokens: 2, maxTokens: 3 }, 1],
  ['anthropic', { max_tokens: 1, maxOutputTokens: 2, maxTokens: 3 }, 2],
  ['google', { max_tokens: 1, maxOutputTokens: 2 }, 2],
  ['bedrock', { max_tokens: 1, maxTokens: 3 }, 3],
  ['MyProxy', { max_tokens: null, maxTokens: 3 }, null],
])('when max tokens of %s are read, then from where that endpoint keeps them', (endpoint, fields, maxTokens) => {
  expect(toLlmPlaces([{ ...preset, endpoint, ...fields }])).toMatchObject([{ provider: endpoint, maxTokens }]);
});

it.each([
  ['none', []],
  ['none that is the default', [{ ...preset, defaultPreset: false }]],
  ['an agent', [{ ...preset, endpoint: 'agents', agent_id: 'agent_1' }]],
  ['an assistant', [{ ...preset, endpoint: 'azureAssistants', assistant_id: 'asst_1' }]],
  ['a spec', [{ ...preset, spec: 'fast' }]],
])('when the presets hold %s, then there is no model choice', (_name, presets) =>
  expect(toLlmPlaces(presets)).toEqual([]),
);

it.each([
  ['/images/u1/a.png?v=1', 'https://nas/chat/images/u1/a.png?v=1'],
  ['https://cdn.test/a.png', 'https://cdn.test/a.png'],
  ['//cdn.test/a.png', 'https://cdn.test/a.png'],
  ['javascript:alert(1)', null],
  ['data:image/png;base64,x', null],
  ['', null],
  [null, null],
])('when a picture is at %j, then its address is %j', (avatar, avatarUrl) => {
  const address = { origin: 'https://nas', basePath: '/chat/' };
  expect(toUser({ _id: 'u1', avatar }, address)).toMatchObject({ id: 'u1', avatarUrl, name: null });
});

it('when a conversation has no title yet, then it is named', () => {
  const wire = { conversationId: 'c', title: null, endpoint: null, updatedAt: '2026-11-01T01:00:00.000+01:00' };
  expect(toConversation(wire, true)).toEqual({
    id: 'c',
    title: 'New Chat',
    endpoint: null,
    model: null,
    createdAt: null,
    updatedAt: '2026-11-01T00:00:00.000Z',
    archived: true,
    pinned: false,
  });
});
