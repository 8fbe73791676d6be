import { describe, expect, it } from 'vitest';
import { createSystemPlace } from '@/lib/apps/anythingllm/system-place';
import type { Overwritten, PlaceChanges } from '@/lib/apps/settings-place';
import { UnreachableError } from '@/lib/errors';
import type { Json } from '@/lib/model';
import { startAnythingLlm } from '@/tests/apps/anythingllm';
import { httpFor, ok, refused, running, signal } from '../kit';
import { systemScenario } from './anythingllm-scenarios';
import { clientOf } from './place-contract';

const place = createSystemPlace();
const start = async (env: Readonly<Record<string, string>> = {}, username?: string) => {
  const scenario = await systemScenario(username ? 'multi' : 'open', place, username);
  const { server } = scenario;
  Object.assign(server.state.env, env);
  const { http, wire } = clientOf(scenario);
  const write = (changes: PlaceChanges, beforeSend?: (overwritten: Overwritten) => Promise<void>) =>
    place.write(http, changes, { signal, ...(beforeSend && { beforeSend }) });
  const read = async () => (await place.read(http, { signal })).values;
  const bodies = () => wire.writes.map(({ body }) => body);
  const choose = async (model: Json) => (await write({ 'llm.model': model }))['llm.model'];
  return { server, http, wire, write, choose, read, bodies, env: server.state.env };
};

it('when a system default is written, then as texts, model first, provider last', async () => {
  const { write, bodies } = await start({ GenericOpenAiMaxTokens: '1024', LLMProvider: 'openai', OpenAiKey: 'sk-x' });
  const changes = { 'llm.maxTokens': 512, 'llm.model': { provider: 'generic-openai', model: 'm' } };
  expect(await write(changes)).toEqual({ 'llm.model': ok, 'llm.maxTokens': ok });
  expect(bodies()).toEqual([
    { GenericOpenAiModelPref: 'm', GenericOpenAiMaxTokens: '512', LLMProvider: 'generic-openai' },
  ]);
  expect(Object.keys(bodies()[0] ?? {}).at(-1)).toBe('LLMProvider');
});

it('when the provider holds a value already, then it is left out', async () => {
  const { choose, bodies } = await start({ AnthropicApiKey: 'sk-ant-x' });
  expect(await choose({ provider: 'anthropic', model: 'claude-sonnet-4-6' })).toEqual(ok);
  expect(bodies()).toEqual([{ LLMProvider: 'anthropic' }]);
});

it('when no provider was ever set, then the place has no opinion', async () => {
  const { read, env } = await start();
  delete env.LLMProvider;
  expect(await read()).toEqual({ 'llm.model': 'absent' });
});

it('when a provider has no longest answer, then neither has the place', async () => {
  const { read, write } = await start({ LLMProvider: 'openai', OpenAiKey: 'sk-x', OpenAiModelPref: 'gpt-4o' });
  expect(await read()).toEqual({ 'llm.model': { provider: 'openai', model: 'gpt-4o' } });
  expect(await write({ 'llm.maxTokens': 5 })).toEqual({ 'llm.maxTokens': refused('max-tokens-not-settable') });
});

it.each([
  ['a provider that does not exist', { provider: 'made-up', model: 'x' }, 'provider-unknown'],
  ['a name that every object has', { provider: 'constructor', model: 'x' }, 'provider-unknown'],
  ['a provider without its key', { provider: 'openai', model: 'gpt-4o' }, 'provider-not-configured'],
  ['a provider without its address', { provider: 'ollama', model: 'x' }, 'provider-not-configured'],
  ['a router that is not set', { provider: 'anythingllm-router', model: null }, 'provider-not-configured'],
  ['a model where the server chooses it', { provider: 'textgenwebui', model: 'x' }, 'model-not-settable'],
  ['an empty model', { provider: 'openai', model: '' }, 'value-invalid'],
  ['something else', 'gpt-4o', 'value-invalid'],
])('when the system’s model is %s, then it is refused by itself', async (_name, model, code) => {
  const { choose, wire } = await start();
  expect(await choose(model)).toEqual(refused(code));
  expect(wire.writes).toEqual([]);
});

it('when a provider needs only a model, then it takes one', async () => {
  const { choose } = await start({ XAIApiKey: 'x' });
  expect(await choose({ provider: 'xai', model: null })).toEqual(refused('provider-not-configured'));
  expect(await choose({ provider: 'xai', model: 'grok-4' })).toEqual(ok);
});

it('when a router is set, then the place can go back to it', async () => {
  const { choose, read } = await start({ ModelRouterId: '3' });
  const router = { provider: 'anythingllm-router', model: null };
  expect(await choose(router)).toEqual(ok);
  expect(await read()).toEqual({ 'llm.model': router });
});

it.each([
  [true, { kind: 'ok' }, 'anythingllm_ollama'],
  [false, { kind: 'refused', code: 'provider-unknown' }, 'openai'],
])('when the desktop’s provider is wanted (desktop: %s), then only it takes it', async (desktop, outcome, after) => {
  const server = await running(startAnythingLlm({ desktop }));
  const http = httpFor('anythingllm', server);
  const own = { provider: 'anythingllm_ollama', model: 'llama3.2:latest' };
  if (desktop) expect((await place.read(http, { signal })).values['llm.model']).toEqual(own);
  server.state.env.LLMProvider = 'openai';
  expect((await place.write(http, { 'llm.model': own }, { signal }))['llm.model']).toMatchObject(outcome);
  expect(server.state.env.LLMProvider).toBe(after);
});

it('when no model was asked for, then it is told that the former one stays', async () => {
  const { choose } = await start();
  expect(await choose({ provider: 'generic-openai', model: null })).toEqual({
    kind: 'coerced',
    got: { provider: 'generic-openai', model: 'house-model' },
  });
});

it.each(['mara', 'dana'])('when the role of %s may not change it, then that is told', async (username) => {
  const { choose, env } = await start({}, username);
  expect(await choose({ provider: 'generic-openai', model: 'm' })).toEqual(refused('role-refused'));
  expect(env.GenericOpenAiModelPref).toBe('house-model');
});

it('when a refusal has unknown words, then asking tells role from session', async () => {
  const { server, choose, wire } = await start({}, 'dana');
  const action = { status: 401, body: '{"error":"Nope"}', headers: { 'content-type': 'application/json' } };
  server.faults.add({ path: '/api/system/update-env', action });
  expect(await choose({ provider: 'generic-openai', model: 'm' })).toEqual(refused('role-refused'));
  expect(wire.sent.at(-1)?.path).toBe('/api/system/check-token');
});

it('when somebody changes it right after, then the answer is believed', async () => {
  const { choose, env, wire } = await start();
  const answer = (body: Readonly<Record<string, unknown>>) => {
    env.GenericOpenAiModelPref = 'of somebody else';
    return body;
  };
  wire.next({ kind: 'answered', alter: (body) => body, answer });
  expect(await choose({ provider: 'generic-openai', model: 'm' })).toEqual(ok);
});

const halfway = {
  kind: 'answered',
  alter: ({ LLMProvider: _left, ...applied }: Readonly<Record<string, unknown>>) => applied,
  answer: (body: Readonly<Record<string, unknown>>) => ({ ...body, error: 'openai is not a valid LLM provider.' }),
} as const;

it('when a 200 holds an error, then it is refused and the model taken back', async () => {
  const { choose, read, env, wire } = await start({ OpenAiKey: 'sk-x', OpenAiModelPref: 'gpt-4o' });
  const before = await read();
  wire.next(halfway);
  expect(await choose({ provider: 'openai', model: 'gpt-4.1' })).toEqual(refused('app-refused'));
  expect(await read()).toEqual(before);
  expect(env.OpenAiModelPref).toBe('gpt-4o');
  expect(wire.writes).toHaveLength(2);
});

it('when a 200 holds an error and half applies, then it is told what holds now', async () => {
  const { choose, wire } = await start({ OpenAiKey: 'sk-x', OpenAiModelPref: 'gpt-4o' });
  const alter = () => ({ LLMProvider: 'openai', OpenAiModelPref: '' });
  wire.next({ kind: 'altered', alter });
  expect(await choose({ provider: 'openai', model: 'gpt-4.1' })).toEqual({
    kind: 'coerced',
    got: { provider: 'openai', model: 'gpt-4o' },
  });
});

it('when a 200 holds an error, then what was applied is kept apart', async () => {
  const { write, wire } = await start();
  const alter = ({ GenericOpenAiModelPref }: Readonly<Record<string, unknown>>) => ({ GenericOpenAiModelPref });
  wire.next({ kind: 'answered', alter, answer: (body) => ({ ...body, error: 'Value must be a number' }) });
  const changes = { 'llm.model': { provider: 'generic-openai', model: 'm' }, 'llm.maxTokens': 99 };
  expect(await write(changes)).toEqual({ 'llm.model': ok, 'llm.maxTokens': refused('app-refused') });
});

it('when the server passes a value over, then it is refused', async () => {
  const { choose } = await start();
  expect(await choose({ provider: 'generic-openai', model: '******' })).toEqual(refused('app-refused'));
});

describe('what it overwrites', () => {
  const set = { OpenAiKey: 'sk-x', OpenAiModelPref: 'gpt-4o' };
  const toOpenAi = { 'llm.model': { provider: 'openai', model: 'gpt-4.1' } };
  const back = { 'llm.model': { provider: 'generic-openai', model: 'house-model' } };
  const change = async () => {
    const running = await start(set);
    let kept: Overwritten = {};
    await running.write(toOpenAi, async (overwritten) => {
      kept = { ...overwritten, ...kept };
    });
    return { ...running, kept };
  };
  const putBack = (http: Parameters<typeof place.read>[0], kept: Overwritten) =>
    place.putBack?.(http, kept, { signal });

  it('when a model is overwritten, then it is what the provider had before', async () => {
    const { kept } = await change();
    expect(kept).toEqual({ OpenAiModelPref: { before: 'gpt-4o', after: 'gpt-4.1' } });
  });

  it('when the choice is put back, then so is what it overwrote', async () => {
    const { http, write, kept, env: now } = await change();
    expect(await write(back)).toEqual({ 'llm.model': ok });
    expect(await putBack(http, kept)).toEqual(ok);
    expect(now).toMatchObject({ LLMProvider: 'generic-openai', OpenAiModelPref: 'gpt-4o' });
  });

  it('when somebody changed it since, then what was overwritten is left', async () => {
    const { http, write, kept, wire, env: now } = await change();
    await write(back);
    now.OpenAiModelPref = 'o3';
    const count = wire.writes.length;
    expect(await putBack(http, kept)).toEqual(ok);
    expect(wire.writes).toHaveLength(count);
  });

  it('when its provider is the present one, then what was overwritten is left', async () => {
    const { http, kept, env: now } = await change();
    expect(await putBack(http, kept)).toEqual(ok);
    expect(now.OpenAiModelPref).toBe('gpt-4.1');
  });

  it('when a write is killed and repeated, then what it overwrote is kept', async () => {
    const { write, wire, env } = await start(set);
    let kept: Overwritten = {};
    const keep = async (overwritten: Overwritten) => {
      kept = { ...overwritten, ...kept };
    };
    wire.next({ kind: 'lost-answer', alter: ({ OpenAiModelPref }) => ({ OpenAiModelPref }) });
    await expect(write(toOpenAi, keep)).rejects.toBeInstanceOf(UnreachableError);
    expect(env).toMatchObject({ LLMProvider: 'generic-openai', OpenAiModelPref: 'gpt-4.1' });
    expect(await write(toOpenAi, keep)).toEqual({ 'llm.model': ok });
    expect(kept).toEqual({ OpenAiModelPref: { before: 'gpt-4o', after: 'gpt-4.1' } });
  });

  it('when the provider stays, then nothing is overwritten', async () => {
    const { write } = await start();
    const seen: Overwritten[] = [];
    await write({ 'llm.model': { provider: 'generic-openai', model: 'm' } }, async (each) => void seen.push(each));
    expect(seen).toEqual([{}]);
  });
});
