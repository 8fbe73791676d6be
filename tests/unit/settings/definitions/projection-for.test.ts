import { describe, expect, it } from 'vitest';
import { type Json, type PlaceId, registerIds } from '@/lib/model';
import { type Endpoints, projectionFor, providerAt, registersAt } from '@/lib/settings/definitions';

const endpoints = { openAI: ['gpt-4o', 'o3'], anthropic: ['claude-sonnet-4-6'], MyProxy: null, agents: null };
const known = { providerAliases: [], endpoints };
const unknown = { providerAliases: [], endpoints: null };
const model = (provider: string, name: string | null): Json => ({ value: { provider, model: name } });

describe('llm.model in LibreChat', () => {
  const at = (
    context: { endpoints: Endpoints; providerAliases?: { provider: string; endpoint: string }[] },
    place = 'preset',
  ) => projectionFor('llm.model', `librechat/${place}`, { providerAliases: [], ...context });

  const paired = { endpoints, providerAliases: [{ provider: 'litellm', endpoint: 'MyProxy' }] };
  it.each([
    ['an offered model', known, model('openai', 'gpt-4o'), { endpoint: 'openAI', model: 'gpt-4o' }],
    ['a model that the endpoint lacks', known, model('openai', 'gpt-5'), undefined],
    ['a provider without an endpoint', known, model('groq', 'llama'), undefined],
    ['no model', known, model('openai', null), undefined],
    ['any model of a list not known', paired, model('litellm', 'any'), { endpoint: 'MyProxy', model: 'any' }],
    ['a model while no endpoint is known', unknown, model('openai', 'gpt-4o'), undefined],
  ])('when LibreChat is to get %s, then it is written as it can be', (_, context, shared, native) => {
    expect(at(context).project(shared)).toEqual(native);
  });

  it.each([
    ['openAI', 'gpt-4o', model('openai', 'gpt-4o')],
    ['MyProxy', 'gpt-4o', undefined],
    ['agents', 'agent_1', undefined],
    ['openAI', null, undefined],
    [null, 'gpt-4o', undefined],
  ])('when LibreChat holds %s, %s, then that is read', (endpoint, name, shared) => {
    expect(at(known).lift({ endpoint, model: name }, null)).toEqual(shared);
  });

  it('when the lists are not known, then LibreChat says what AnythingLLM does', () => {
    const shared = model('openai', 'gpt-4o');
    expect(at(unknown).says({ endpoint: 'openAI', model: 'gpt-4o' }, shared)).toBe(true);
    expect(at(unknown).says({ endpoint: 'openAI', model: 'o3' }, shared)).toBe(false);
  });

  it('when LibreChat lacks a model, then it never goes to the last used one', () => {
    const native = { endpoint: 'openAI', model: 'gone' };
    const shared = at(known).lift(native, null) ?? null;
    expect(at(known, 'last-used').project(shared)).toBeUndefined();
    expect(at(known, 'last-used').lift(native, null)).toBeUndefined();
    expect(at(known, 'last-used').says(native, shared)).toBe(false);
    expect(at(known, 'last-used').project(model('openai', 'o3'))).toEqual({ endpoint: 'openAI', model: 'o3' });
  });
});

it.each([
  ['a choice', { provider: 'openai', model: 'gpt-4o' }, model('openai', 'gpt-4o')],
  ['a provider that chooses its model', { provider: 'textgenwebui', model: null }, model('textgenwebui', null)],
  ['a workspace that inherits', { provider: null, model: null }, undefined],
  ['a workspace that inherits its provider', { provider: null, model: 'gpt-4o' }, undefined],
  ['a router', { provider: 'anythingllm-router', model: null }, undefined],
])('when AnythingLLM holds %s, then it is read as a model or nothing', (_, native, shared) => {
  for (const place of ['anythingllm/system', 'anythingllm/workspace:sales', 'anythingllm/account'] as const)
    expect(projectionFor('llm.model', place, known).lift(native, null)).toEqual(shared);
});

it('when AnythingLLM is given a model, then it is written as it is', () => {
  const { project } = projectionFor('llm.model', 'anythingllm/system', unknown);
  expect(project(model('groq', 'llama'))).toEqual({ provider: 'groq', model: 'llama' });
});

describe('llm.model of LibreChat’s account on a platform', () => {
  const at = (context: Parameters<typeof projectionFor>[2]) => projectionFor('llm.model', 'librechat/account', context);

  it.each([
    ['openAI', model('openai', 'm'), 'openAI'],
    ['google', model('gemini', 'm'), 'google'],
    ['someones-own', model('someones-own', 'm'), 'someones-own'],
  ])('when an account holds %s, then it is read and written back', (provider, shared, endpoint) => {
    expect(at(unknown).lift({ provider, model: 'm' }, null)).toEqual(shared);
    expect(at(unknown).project(shared)).toEqual({ provider: endpoint, model: 'm' });
  });

  it('when a platform spells a provider in its own way, then it is read all the same', () => {
    const shared = at(unknown).lift({ provider: 'OPENAI', model: 'm' }, null);
    expect(shared && at(unknown).says({ provider: 'OPENAI', model: 'm' }, shared)).toBe(true);
    expect(shared && projectionFor('llm.model', 'anythingllm/system', unknown).project(shared)).toEqual({
      provider: 'openai',
      model: 'm',
    });
  });

  it('when the person paired a provider, then their own endpoint is written first', () => {
    expect(at({ providerAliases: [], endpoints: { OpenAI: null } }).project(model('openai', null))).toEqual({
      provider: 'OpenAI',
      model: null,
    });
    const providerAliases = [{ provider: 'openai', endpoint: 'MyProxy' }];
    expect(at({ providerAliases, endpoints: null }).project(model('openai', 'm'))).toEqual({
      provider: 'MyProxy',
      model: 'm',
    });
  });
});

describe('a temperature', () => {
  const at = (place: PlaceId, provider: string | null) =>
    projectionFor('llm.temperature', place, { ...known, providerAt: () => provider });
  const workspace = 'anythingllm/workspace:sales';

  it.each<[PlaceId, string | null, number]>([
    ['librechat/preset', 'anthropic', 1],
    ['librechat/preset', 'bedrock', 1],
    ['librechat/preset', 'openai', 2],
    ['librechat/preset', 'gemini', 2],
    ['librechat/preset', 'ollama', 2],
    ['librechat/preset', null, 2],
    [workspace, 'anthropic', 1],
    [workspace, 'azure', 2],
    [workspace, 'ollama', 5],
    [workspace, null, 5],
    ['anythingllm/account', 'anthropic', 1],
  ])('when 5 goes to %s of %s, then it is %d, which is no change', (place, provider, most) => {
    const { lift, project } = at(place, provider);
    expect(project({ value: 5 })).toBe(most);
    expect(project({ value: 0.7 })).toBe(0.7);
    expect(lift(most, { value: 5 })).toEqual({ value: 5 });
    expect(lift(0.5, { value: 5 })).toEqual({ value: 0.5 });
  });

  it('when a workspace’s temperature is null, then it is the provider’s own', () => {
    const { lift, project } = projectionFor('llm.temperature', 'anythingllm/workspace:sales', known);
    expect(lift(null, null)).toBeUndefined();
    expect(lift(0, null)).toEqual({ value: 0 });
    expect(project({ value: 5 })).toBe(5);
  });

  it('when a hand sets more than a provider takes, then it is capped elsewhere', () => {
    const shared = at(workspace, 'anthropic').lift(1.4, null);
    expect(shared).toMatchObject({ value: 1.4 });
    if (!shared) throw new Error('nothing lifted');
    expect(at(workspace, 'anthropic').says(1.4, shared)).toBe(true);
    expect(at('librechat/preset', 'anthropic').project(shared)).toBe(1);
    expect(at('librechat/preset', 'openai').project(shared)).toBe(1.4);
  });

  it('when a place holds a model, then its provider is known by that', () => {
    const replica = (id: string, value: Json, role: 'both' | 'off' = 'both') =>
      ({
        ...{ id, register: 'llm.model', role, audience: 'me', rank: 1 },
        link: { state: 'joined', base: { value } },
      }) as never;
    const held = { provider: 'openai', model: 'x', temperature: null, maxTokens: null };
    const sources = {
      providerAliases: [{ provider: 'generic-openai', endpoint: 'MyProxy' }],
      replicas: [replica('librechat/preset', { endpoint: 'google', model: 'x' }), replica(workspace, 'x', 'off')],
      llm: [
        { ...held, place: 'system-default' as const },
        { ...held, place: 'default-preset' as const, provider: 'MyProxy' },
      ],
      workspaces: [
        { slug: 'sales', provider: 'anthropic' },
        { slug: 'heir', provider: null },
      ],
    };
    expect(providerAt('librechat/preset', sources)).toBe('gemini');
    expect(providerAt('librechat/preset', { ...sources, replicas: [] })).toBe('generic-openai');
    expect(providerAt(workspace, sources)).toBe('anthropic');
    expect(providerAt('anythingllm/workspace:heir', sources)).toBe('openai');
    expect(providerAt('anythingllm/workspace:gone', { ...sources, llm: [] })).toBeNull();
  });
});

const places = ['system', 'workspace:a/b', 'page', 'account'].map((id): PlaceId => `anythingllm/${id}`);
const others = ['page', 'last-used', 'preset', 'account'].map((id): PlaceId => `librechat/${id}`);

it.each([...places, ...others])('when the place is %s, then it holds its settings and no other', (place) => {
  expect(registersAt(place).length).toBeGreaterThan(0);
  for (const register of registerIds.filter((id) => !registersAt(place).includes(id))) {
    const { project, lift, says } = projectionFor(register, place, known);
    expect(project({ value: 1 })).toBeUndefined();
    expect(lift('dark', null)).toBeUndefined();
    expect(says('dark', { value: 'dark' })).toBe(false);
  }
});

it('when a place is not known, then it holds nothing', () => {
  for (const place of ['librechat/toString', 'other/page', ''] as PlaceId[]) expect(registersAt(place)).toEqual([]);
});

it.each([
  ['ui.theme', 'librechat/page'],
  ['ui.textSize', 'anythingllm/page'],
] as const)('when a page holds the name of an inherited field as its %s, then it is no value', (register, place) => {
  const { lift } = projectionFor(register, place, { providerAliases: [], endpoints: {} });
  for (const name of ['constructor', 'toString', '__proto__']) expect(lift(name, null)).toBeUndefined();
});
