import { expect, it } from 'vitest';
import { anythingLlmModels } from '@/lib/apps/anythingllm/offers';
import { createSystemPlace } from '@/lib/apps/anythingllm/system-place';
import { settingsPlaces } from '@/lib/apps/settings-places';
import { SignedOutError } from '@/lib/errors';
import { ALEX } from '@/tests/apps/librechat';
import { none, signal } from '../kit';
import { systemScenario } from './anythingllm-scenarios';
import { presetScenario } from './librechat-scenarios';
import { clientOf } from './place-contract';

const libreChat = async () => {
  const scenario = await presetScenario({ made: 'nothing' });
  return { ...scenario, ...clientOf(scenario) };
};
const anythingLlm = async (mode: 'open' | 'multi' = 'open', username?: string) => {
  const scenario = await systemScenario(mode, createSystemPlace(), username);
  Object.assign(scenario.server.state.env, { AnthropicApiKey: 'sk-ant-x', OllamaLLMBasePath: 'http://127.0.0.1:9' });
  return { ...scenario, ...clientOf(scenario) };
};

it('when LibreChat is asked, then it offers what is enabled, without agents', async () => {
  const { http } = await libreChat();
  const found = await settingsPlaces.offers('librechat', http, { signal });
  expect(found.map(({ provider }) => provider)).toEqual(['openAI', 'anthropic', 'google', 'ollama', 'groq']);
  expect(found[0]?.models).toEqual(['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'o3-mini']);
});

it('when LibreChat lists no models of an endpoint, then it has none', async () => {
  const scenario = await libreChat();
  Object.assign(scenario.server.state.endpoints, { constructor: { type: 'custom' } });
  const found = await settingsPlaces.offers('librechat', scenario.http, { signal });
  expect(found.at(-1)).toEqual({ provider: 'constructor', models: [] });
});

it.each([
  ['no key of the person’s own is there', null, 'missing'],
  ['their key has expired', '2020-01-01T00:00:00.000Z', 'expired'],
  ['their key is still good', '2999-01-01T00:00:00.000Z', undefined],
  ['their key has no end', 'never', undefined],
])('when %s at LibreChat, then it is told where one is needed', async (_name, until, key) => {
  const { http, server, wire } = await libreChat();
  const { endpoints, keys } = server.state;
  Object.assign(endpoints, { anthropic: { userProvide: true }, azureOpenAI: { userProvide: true, azure: true } });
  Object.assign(endpoints, { groq: { type: 'custom', userProvide: false, userProvideURL: true } });
  if (until)
    for (const name of ['anthropic', 'azureOpenAI', 'groq']) keys.set(`${server.user(ALEX.email)._id}/${name}`, until);
  const found = await settingsPlaces.offers('librechat', http, { signal });
  const told = Object.fromEntries(found.map((offer) => [offer.provider, offer.key]));
  expect(told).toMatchObject({ openAI: undefined, google: undefined });
  expect([told.anthropic, told.azureOpenAI, told.groq]).toEqual([key, key, key]);
  expect(wire.sent.filter(({ path }) => path.includes('api/keys'))).toHaveLength(3);
});

it('when nobody tells of a key, then its endpoint counts as offered', async () => {
  const { http, server } = await libreChat();
  Object.assign(server.state.endpoints, { anthropic: { userProvide: true } });
  server.faults.add({ method: 'GET', path: '/api/keys', action: { status: 500 } });
  const found = await settingsPlaces.offers('librechat', http, { signal });
  expect(found.find(({ provider }) => provider === 'anthropic')).not.toHaveProperty('key');
});

it('when AnythingLLM is asked, then it offers what is set up', async () => {
  const { http } = await anythingLlm();
  expect(await settingsPlaces.offers('anythingllm', http, { signal })).toEqual(
    ['anthropic', 'ollama', 'generic-openai'].map((provider) => ({ provider, models: null })),
  );
});

it('when models of one provider are wanted, then AnythingLLM is asked for those', async () => {
  const { http, wire } = await anythingLlm('multi');
  const found = await anythingLlmModels(http, 'anthropic', { signal });
  expect(found?.items).toContain('claude-sonnet-4-6');
  expect(found?.leftOut).toBe(0);
  expect(wire.writes.map(({ body }) => body)).toEqual([{ provider: 'anthropic' }]);
});

it.each([
  ['an engine that is down', 'ollama', 'alice'],
  ['a provider without a list', 'azure', 'alice'],
  ['a provider that does not exist', 'constructor', 'alice'],
  ['a role that may not ask', 'anthropic', 'dana'],
])('when it is %s, then its models are not known', async (_name, provider, username) => {
  const { http } = await anythingLlm('multi', username);
  expect(await anythingLlmModels(http, provider, { signal })).toBeNull();
});

it('when some models can’t be read, then AnythingLLM’s others come, counted', async () => {
  const { http, server } = await anythingLlm('multi');
  const body = JSON.stringify({ models: [{ id: 'good' }, null, { id: 7 }, 'bare'], error: null });
  const headers = { 'content-type': 'application/json' };
  server.faults.add({ path: '/api/system/custom-models', action: { status: 200, body, headers } });
  expect(await anythingLlmModels(http, 'anthropic', { signal })).toEqual({ items: ['good'], leftOut: 3 });
});

it('when a provider is silent, then nobody waits for it', async () => {
  const { http, server } = await anythingLlm();
  server.faults.add({ method: 'POST', action: { hang: true } });
  expect(await anythingLlmModels(http, 'anthropic', { signal, timeoutMs: 30 })).toBeNull();
});

it('when the asker gives up, then the question stops', async () => {
  const { http, server } = await anythingLlm();
  server.faults.add({ method: 'POST', action: { hang: true } });
  const asker = new AbortController();
  const reason = new Error('the panel was closed');
  const found = expect(anythingLlmModels(http, 'anthropic', { signal: asker.signal })).rejects.toBe(reason);
  asker.abort(reason);
  await found;
});

it('when nobody is signed in, then that is told instead of models', async () => {
  const scenario = await anythingLlm('multi');
  const { http } = clientOf({ ...scenario, credentials: none });
  await expect(anythingLlmModels(http, 'anthropic', { signal })).rejects.toBeInstanceOf(SignedOutError);
});
