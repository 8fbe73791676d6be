import { expect, it } from 'vitest';
import { isDoubtful, readModelChoice, readProviders, silenceOf } from '@/components/settings/read-model-choice';
import { connection, user } from '../../gallery/sample';
import { anythingLlmModels, offers } from '../../gallery/settings-sample';
import { at, both, down } from './kit';

type Around = Parameters<typeof readModelChoice>[2];

const around: Around = { offers, providerAliases: [] };
const unknown: Around = { offers: { anythingllm: null, librechat: null }, providerAliases: [] };
const choice = (provider: string, model: string, from = around) =>
  readModelChoice({ provider, model }, anythingLlmModels[provider] ?? null, from);
const verdicts = (provider: string, model: string, from = around) => choice(provider, model, from).verdicts;

it.each([
  ['openai', 'gpt-4o', { kind: 'has' }, { kind: 'has' }],
  ['openai', 'gpt-4.1', { kind: 'lacks', nearest: 'gpt-4o' }, { kind: 'has' }],
  ['openai', 'o3-mini', { kind: 'has' }, { kind: 'lacks', nearest: 'gpt-4o-mini' }],
  ['openai', 'whisper', { kind: 'lacks', nearest: null }, { kind: 'lacks', nearest: null }],
  ['anthropic', 'claude-opus-4-6', { kind: 'no-key' }, { kind: 'lacks', nearest: 'claude-sonnet-4-6' }],
  ['ollama', 'llama3.2:3b', { kind: 'has' }, { kind: 'no-endpoint' }],
  ['openai', '', { kind: 'unknown' }, { kind: 'unknown' }],
])('when %s %s is chosen, then each app’s verdict is shown', (provider, model, anythingllm, librechat) => {
  expect(verdicts(provider, model)).toEqual({ anythingllm, librechat });
});

it('when models could not be read, then the choice says how many', () => {
  const { librechat } = offers;
  const counted = librechat && { ...librechat, offers: librechat.offers.map((each) => ({ ...each, leftOut: 2 })) };
  expect(choice('openai', 'gpt-4o', { ...around, offers: { ...offers, librechat: counted } }).leftOut).toBe(2);
  expect([choice('openai', 'gpt-4o').leftOut, choice('azure', 'x').leftOut]).toEqual([0, 0]);
});

it('when an app does not tell its models, then the verdict is open', () => {
  expect(verdicts('openai', 'gpt-4o', unknown)).toEqual({
    anythingllm: { kind: 'has' },
    librechat: { kind: 'unknown' },
  });
  expect(verdicts('azure', 'x', unknown)).toEqual({
    anythingllm: { kind: 'unknown' },
    librechat: { kind: 'unknown' },
  });
});

it.each(['missing', 'expired'] as const)('when their own key is %s, then the model is no offer', (key) => {
  const theirs = offers.librechat?.offers.map((each) => (each.provider === 'openAI' ? { ...each, key } : each)) ?? [];
  const keyless = { ...around, offers: { ...offers, librechat: { at: '', offers: theirs } } };
  expect(verdicts('openai', 'gpt-4.1', keyless).librechat).toEqual({ kind: 'needs-key', key });
  expect(choice('openai', '', keyless).models).toEqual(['gpt-4o', 'gpt-4o-mini', 'o3-mini']);
  expect(isDoubtful(verdicts('openai', 'gpt-4.1', keyless), both())).toBe(true);
  expect(isDoubtful(verdicts('openai', 'gpt-4o', keyless), both())).toBe(false);
});

it('when no app is known to have the model, then it needs a further word', () => {
  const doubtful = (provider: string, model: string, from = around) =>
    isDoubtful(verdicts(provider, model, from), both());
  expect(doubtful('openai', 'gpt-4o')).toBe(false);
  expect(doubtful('openai', 'gpt-4.1')).toBe(false);
  expect(doubtful('ollama', 'llama3.2:3b')).toBe(false);
  expect(doubtful('openai', 'whisper')).toBe(true);
  expect(doubtful('azure', 'x', unknown)).toBe(true);
  // It chooses its model by itself.
  expect(doubtful('textgenwebui', '', unknown)).toBe(false);
  const onPlatform = { connection: { ...connection('librechat', '', 'http://y'), contract: 'platform' as const } };
  const apps = both(at('anythingllm'), at('librechat', {}, onPlatform));
  expect(isDoubtful(verdicts('openai', 'whisper', unknown), apps)).toBe(false);
});

it.each([
  ['down', { problem: down }, {}],
  ['down', { granted: false }, {}],
  ['signed-out', { session: 'expired' }, {}],
  ['for-admins', {}, { mode: 'accounts', role: 'manager' }],
  ['silent', {}, { mode: 'accounts', role: 'admin' }],
  ['silent', { session: 'not-needed' }, { mode: 'open', role: null }],
] as const)('when AnythingLLM is %s with %j and %j, then its silence is explained so', (silence, status, who) => {
  const apps = both(at('anythingllm', status, { user: user(who) }));
  expect(silenceOf('anythingllm', apps)).toBe(silence);
});

it('when models are offered, then what both have comes first, each once', () => {
  expect(choice('openai', '').models).toEqual(['gpt-4o', 'gpt-4o-mini', 'o3-mini', 'gpt-4.1']);
});

it('when a provider has no known endpoint, then one is guessed by common models', () => {
  expect(choice('generic-openai', 'qwen3-235b').alias).toEqual({
    endpoints: ['MyProxy', 'House models'],
    guess: 'MyProxy',
  });
  expect(choice('ollama', 'llama3.2:3b').alias).toEqual({ endpoints: ['MyProxy', 'House models'], guess: null });
});

it('when a provider was paired, then its endpoint is not asked for again', () => {
  const paired = { ...around, providerAliases: [{ provider: 'generic-openai', endpoint: 'MyProxy' }] };
  expect(choice('generic-openai', 'qwen3-235b', paired).alias).toBeNull();
  expect(verdicts('generic-openai', 'qwen3-235b', paired).librechat).toEqual({ kind: 'has' });
  expect(choice('ollama', 'x', paired).alias?.endpoints).toEqual(['House models']);
});

it('when every endpoint is taken or none is known, then nothing is asked', () => {
  const providerAliases = ['MyProxy', 'House models'].map((endpoint, index) => ({ provider: `p${index}`, endpoint }));
  expect(choice('ollama', 'x', { ...around, providerAliases }).alias).toBeNull();
  expect(choice('ollama', 'x', unknown).alias).toBeNull();
  expect(choice('openai', 'x').alias).toBeNull();
});

it('when providers are offered, then they have AnythingLLM’s names, once each', () => {
  expect(readProviders(around, 'groq')).toEqual([
    { provider: 'groq', apps: [] },
    { provider: 'openai', apps: ['anythingllm', 'librechat'] },
    { provider: 'ollama', apps: ['anythingllm'] },
    { provider: 'generic-openai', apps: ['anythingllm'] },
    { provider: 'anthropic', apps: ['librechat'] },
  ]);
  expect(readProviders(unknown, 'own')).toContainEqual({ provider: 'anthropic', apps: [] });
  expect(readProviders(unknown, 'own')[0]).toEqual({ provider: 'own', apps: [] });
});
