import { expect, it } from 'vitest';
import type { PlaceChanges } from '@/lib/apps/settings-place';
import type { PlatformOptions } from '@/tests/apps/librechat';
import { ok, refused, signal } from '../kit';
import { startAnythingLlmAccount } from './anythingllm-scenarios';
import { startLibreChatAccount } from './librechat-scenarios';
import { clientOf, type PlaceScenario } from './place-contract';

const extension = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' };

const use = (scenario: PlaceScenario, headers: Readonly<Record<string, string>> = {}) => {
  const { http, wire } = clientOf(scenario, headers);
  return {
    server: scenario.server,
    read: async () => (await scenario.place.read(http, { signal })).values,
    write: (changes: PlaceChanges) => scenario.place.write(http, changes, { signal }),
    bodies: () => wire.writes.map(({ body }) => body),
  };
};
const libreChat = async (
  settings: Readonly<Record<string, unknown>>,
  platform: PlatformOptions = {},
  headers: Readonly<Record<string, string>> = {},
) => use(await startLibreChatAccount(settings, platform), headers);
const anythingLlm = async (env: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) => {
  const scenario = await startAnythingLlmAccount({ refuseForeignOrigin: true });
  scenario.server.state.env = { ...env };
  return use(scenario, headers);
};
const model = { provider: 'anthropic', model: 'claude-haiku-4-5' };

it.each([
  ['provider', { provider: 'openAI', model: 'gpt-4o' }, model],
  ['endpoint', { endpoint: 'openAI', model: 'gpt-4o' }, { endpoint: model.provider, model: model.model }],
  ['llmProvider', { llmProvider: 'openAI' }, { llmProvider: model.provider, model: model.model }],
  ['nothing at all', {}, model],
])('when a platform names its model by %s, then it is written by that name', async (_name, settings, body) => {
  const { write, read, bodies } = await libreChat(settings);
  expect(await write({ 'llm.model': model })).toEqual({ 'llm.model': ok });
  expect(bodies()).toEqual([body]);
  expect((await read())['llm.model']).toEqual(model);
});

it('when a platform keeps numbers as text, then they are written as text', async () => {
  const { write, bodies } = await libreChat({ temperature: '0.7', maxTokens: '100' });
  const changes = { 'llm.temperature': 0.5, 'llm.maxTokens': 100 };
  expect(await write(changes)).toEqual({ 'llm.temperature': ok, 'llm.maxTokens': ok });
  expect(bodies()).toEqual([{ temperature: '0.5' }]);
});

it('when AnythingLLM’s own names are used, then as texts, the provider last', async () => {
  const { write, bodies } = await anythingLlm({
    LLMProvider: 'openai',
    GenericOpenAiBasePath: 'http://127.0.0.1:9/v1',
  });
  const changes = { 'llm.maxTokens': 64, 'llm.model': { provider: 'generic-openai', model: 'm' } };
  expect(await write(changes)).toEqual({ 'llm.model': ok, 'llm.maxTokens': ok });
  expect(bodies().map((body) => JSON.stringify(body))).toEqual([
    '{"GenericOpenAiModelPref":"m","GenericOpenAiMaxTokens":"64","LLMProvider":"generic-openai"}',
  ]);
});

it.each([
  ['a provider without its key', model, 'provider-not-configured'],
  ['a provider that does not exist', { provider: 'made-up', model: 'x' }, 'provider-unknown'],
  ['a model where the server chooses it', { provider: 'textgenwebui', model: 'x' }, 'model-not-settable'],
  ['something else', 'x', 'value-invalid'],
])('when a platform’s model is %s, then it is refused by itself', async (_name, native, code) => {
  const { write, bodies } = await anythingLlm({ LLMProvider: 'openai' });
  expect(await write({ 'llm.model': native })).toEqual({ 'llm.model': refused(code) });
  expect(bodies()).toEqual([]);
});

it.each(['anythingllm', 'librechat'] as const)('when %s refuses our Origin, then that is told', async (app) => {
  const { write, read } =
    app === 'anythingllm'
      ? await anythingLlm({ LLMProvider: 'openai' }, extension)
      : await libreChat({ theme: 'dark' }, { refuseForeignOrigin: true }, extension);
  const before = await read();
  expect(await write({ 'ui.theme': 'light' })).toEqual({ 'ui.theme': refused('origin-refused') });
  expect(await read()).toEqual(before);
});

it('when a platform refuses in words of its own, then that is a refusal', async () => {
  const { write, server } = await libreChat({ theme: 'dark' });
  server.faults.add({ method: 'POST', action: { status: 422, body: 'no' } });
  expect(await write({ 'ui.theme': 'light' })).toEqual({ 'ui.theme': refused('app-refused') });
});
