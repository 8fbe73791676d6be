import { expect, it } from 'vitest';
import { providers } from '@/lib/apps/anythingllm/providers';
import { isAgentEndpoint } from '@/lib/apps/librechat/mapping';
import { endpointFor, guessEndpoint, knownProviders, providerFor, usualEndpoint } from '@/lib/settings/definitions';

/** LibreChat's own endpoints (0.8.7), and whose models they talk to. */
const own = {
  openAI: 'openai',
  azureOpenAI: 'azure',
  google: 'gemini',
  anthropic: 'anthropic',
  bedrock: 'bedrock',
  agents: null,
  assistants: null,
  azureAssistants: null,
} as const;

/** The custom endpoints that LibreChat knows by name, or shows in its documentation (0.8.7). */
const custom = {
  anyscale: null,
  APIpie: 'apipie',
  cohere: 'cohere',
  Databricks: null,
  Deepseek: 'deepseek',
  Fireworks: 'fireworksai',
  groq: 'groq',
  Helicone: null,
  HuggingFace: null,
  LiteLLM: 'litellm',
  Mistral: 'mistral',
  MLX: null,
  Moonshot: 'moonshotai',
  NanoGPT: null,
  Nvidia: 'nvidia-nim',
  ollama: 'ollama',
  Ollama: 'ollama',
  OpenRouter: 'openrouter',
  Perplexity: 'perplexity',
  Portkey: null,
  ShuttleAI: null,
  'together.ai': 'togetherai',
  TrueFoundry: null,
  Unify: null,
  vercel: null,
  vLLM: null,
  xai: 'xai',
  custom: null,
  MyProxy: null,
} as const;

const endpoints: readonly (readonly [string, string | null])[] = Object.entries({ ...own, ...custom });
const offered = endpoints.map(([endpoint]) => endpoint);
const mapped = new Set(endpoints.flatMap(([, provider]) => provider ?? []));

it('when AnythingLLM has a provider, then the map knows it, and no other', () => {
  expect([...knownProviders].sort()).toEqual(Object.keys(providers).sort());
});

it.each(endpoints)('when LibreChat’s endpoint is %s, then AnythingLLM’s provider is %s', (endpoint, provider) => {
  expect(providerFor(endpoint, [])).toBe(provider);
  if (provider !== null) expect(Object.keys(providers)).toContain(provider);
});

it.each(Object.keys(providers))('when %s goes to an endpoint, then that comes back to it', (provider) => {
  const endpoint = endpointFor(provider, offered, []);
  expect(endpoint === null ? null : providerFor(endpoint, [])).toBe(mapped.has(provider) ? provider : null);
  const usual = usualEndpoint(provider, []);
  if (provider === 'generic-openai') expect(usual).toBeNull();
  else expect(usual === null ? null : providerFor(usual, [])).toBe(provider);
});

it('when there are two providers, then they have different endpoints', () => {
  const given = Object.keys(providers).flatMap((provider) => endpointFor(provider, offered, []) ?? []);
  expect(new Set(given).size).toBe(given.length);
  const usual = Object.keys(providers).flatMap((provider) => usualEndpoint(provider, []) ?? []);
  expect(new Set(usual.map((name) => name.toLowerCase().replace(/[\s._-]/g, ''))).size).toBe(usual.length);
});

it.each([
  ['TOGETHER.AI', 'togetherai'],
  ['Together AI', 'togetherai'],
  ['lm-studio', 'lmstudio'],
  ['open_router', 'openrouter'],
  ['', null],
  ['...', null],
  ['toString', null],
  ['constructor', null],
])('when an admin writes %s, then it is %s', (endpoint, provider) => {
  expect(providerFor(endpoint, [])).toBe(provider);
});

it.each(Object.keys(providers))('when the person paired %s, then that pair wins in both directions', (provider) => {
  const aliases = [{ provider, endpoint: 'MyProxy' }];
  expect(endpointFor(provider, offered, aliases)).toBe('MyProxy');
  expect(providerFor('MyProxy', aliases)).toBe(provider);
  expect(usualEndpoint(provider, aliases)).toBe('MyProxy');
});

it.each(endpoints)('when the person paired %s, then it wins unless it brings its own model', (endpoint) => {
  const aliases = [{ provider: 'generic-openai', endpoint }];
  const isAgent = isAgentEndpoint(endpoint);
  expect(providerFor(endpoint, aliases)).toBe(isAgent ? null : 'generic-openai');
  expect(endpointFor('generic-openai', offered, aliases)).toBe(isAgent ? null : endpoint);
});

it('when an endpoint is paired, then the provider that its name tells lacks it', () => {
  const aliases = [{ provider: 'generic-openai', endpoint: 'openAI' }];
  expect(endpointFor('openai', ['openAI'], aliases)).toBeNull();
  expect(usualEndpoint('openai', aliases)).toBeNull();
});

it('when LibreChat does not offer a paired endpoint, then the usual one is taken', () => {
  expect(endpointFor('groq', ['groq'], [{ provider: 'groq', endpoint: 'MyProxy' }])).toBe('groq');
});

it('when two endpoints mean one provider, then the first offered is written', () => {
  const aliases = [
    { provider: 'litellm', endpoint: 'Gone' },
    { provider: 'litellm', endpoint: 'MyProxy' },
  ];
  expect(endpointFor('litellm', offered, aliases)).toBe('MyProxy');
  expect(providerFor('Gone', aliases)).toBe('litellm');
});

it('when an endpoint is guessed, then it is by the models that both name', () => {
  const models = { openAI: ['gpt-4o'], MyProxy: ['llama3.1:8b', 'qwen2.5'] };
  expect(guessEndpoint(new Set(['qwen2.5', 'llama3.1:8b']), models)).toBe('MyProxy');
  expect(guessEndpoint(new Set(['nothing']), models)).toBeNull();
});
