import { expect, it } from 'vitest';
import { createPresetPlace } from '@/lib/apps/librechat/preset-place';
import type { Overwritten, PlaceChanges } from '@/lib/apps/settings-place';
import { BOB, type LibreChatOptions, type Preset } from '@/tests/apps/librechat';
import { ok, refused, signal } from '../kit';
import { defaultsOf, from, presetCalled, presetScenario } from './librechat-scenarios';
import { clientOf } from './place-contract';

const title = 'Tandem: shared settings';
const coder = 'Careful coder';
const sonnet = { 'llm.model': { endpoint: 'anthropic', model: 'claude-sonnet-4-5' } };
const absent = { 'llm.model': 'absent', 'llm.temperature': 'absent', 'llm.maxTokens': 'absent' };

const start = async (made: 'ours is the default' | 'nothing', options: LibreChatOptions = {}) => {
  const scenario = await presetScenario({ made, ...options });
  const { server, presetId } = scenario;
  const { http, wire } = clientOf(scenario);
  const kept: { value: Overwritten } = { value: {} };
  const beforeSend = async (overwritten: Overwritten) => {
    kept.value = { ...overwritten, ...kept.value };
  };
  const [keep, create] = [createPresetPlace({ ...from }), createPresetPlace({ ...from, adopt: 'create' })];
  return {
    server,
    http,
    wire,
    presetId,
    kept,
    ours: () => server.state.presets.get(presetId),
    read: () => keep.read(http, { signal }),
    write: (changes: PlaceChanges) => keep.write(http, changes, { signal, beforeSend }),
    create: (changes: PlaceChanges) => create.write(http, changes, { signal, beforeSend }),
    restore: () => keep.restoreFormer(http, kept.value, { signal }),
    bodies: () => wire.writes.map(({ body }) => body),
  };
};

it('when our preset is made, then it copies the present default with the changes', async () => {
  const { create, ours, server, bodies, presetId } = await start('nothing');
  expect(await create({ 'llm.temperature': 0.6 })).toEqual({ 'llm.temperature': ok });
  const { model, endpoint, promptPrefix, max_tokens } = presetCalled(server, coder);
  expect(ours()).toMatchObject({ title, model, endpoint, promptPrefix, max_tokens, temperature: 0.6 });
  expect(defaultsOf(server)).toEqual([title]);
  expect(bodies()).toEqual([
    expect.objectContaining({ presetId, defaultPreset: true }),
    { presetId: presetCalled(server, coder).presetId, defaultPreset: false },
  ]);
});

it('when it is for another endpoint, then that one’s parameters are left behind', async () => {
  const { create, ours, server } = await start('nothing');
  Object.assign(presetCalled(server, coder), { reasoning_effort: 'high', top_p: 0.5, stop: ['END'] });
  expect(await create(sonnet)).toEqual({ 'llm.model': ok });
  expect(ours()).toMatchObject({ ...sonnet['llm.model'], promptPrefix: 'Be exact.', maxOutputTokens: 2048 });
  for (const gone of ['max_tokens', 'reasoning_effort', 'top_p', 'stop']) expect(ours()).not.toHaveProperty(gone);
});

it('when there is no default to copy, then our preset needs a model', async () => {
  const { create, server, ours } = await start('nothing', { sample: 'empty' });
  expect(await create({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('preset-needs-model') });
  expect(ours()).toBeUndefined();
  expect(await create(sonnet)).toEqual({ 'llm.model': ok });
  expect(defaultsOf(server)).toEqual([title]);
});

it('when our preset is made twice at once, then it is one and the default', async () => {
  const { create, server } = await start('nothing');
  await Promise.all([create(sonnet), create(sonnet)]);
  expect([...server.state.presets.values()].filter((each) => each.title === title)).toHaveLength(1);
  expect(defaultsOf(server)).toEqual([title]);
});

it('when our preset was no default, then it copies the present one and is again', async () => {
  const { create, ours, server } = await start('ours is the default');
  const preset = ours();
  delete preset?.defaultPreset;
  Object.assign(presetCalled(server, 'Storyteller'), { defaultPreset: true, order: 0 });
  expect(await create({ 'llm.temperature': 0.1 })).toEqual({ 'llm.temperature': ok });
  expect(ours()).toMatchObject({ ...sonnet['llm.model'], topP: 0.95, max_tokens: null, temperature: 0.1 });
  expect(defaultsOf(server)).toEqual([title]);
});

it('when our preset’s id is somebody else’s, then it is refused', async () => {
  const { create, server, presetId } = await start('nothing');
  const other: Preset = { ...presetCalled(server, 'Storyteller'), presetId, user: server.user(BOB.email)._id };
  server.state.presets.set(presetId, other);
  expect(await create(sonnet)).toEqual({ 'llm.model': refused('preset-refused') });
  expect(defaultsOf(server)).toEqual([coder]);
});

it('when the endpoint changes, then the former one’s fields are cleared at once', async () => {
  const { write, ours, bodies, presetId } = await start('ours is the default');
  Object.assign(ours() ?? {}, { endpointType: 'custom', spec: null, top_p: 0.5, iconURL: 'x', modelLabel: 'GPT' });
  expect(await write({ ...sonnet, 'llm.temperature': 0.3, 'llm.maxTokens': 900 })).toEqual({
    'llm.model': ok,
    'llm.temperature': ok,
    'llm.maxTokens': ok,
  });
  const cleared = { endpointType: null, top_p: null, iconURL: null, modelLabel: null, max_tokens: null };
  expect(bodies()).toEqual([{ presetId, ...sonnet['llm.model'], ...cleared, temperature: 0.3, maxOutputTokens: 900 }]);
});

it.each([
  ['openAI', 'gpt-4.1', 'max_tokens'],
  ['google', 'gemini-2.5-pro', 'maxOutputTokens'],
  ['groq', 'mixtral-8x7b-32768', 'max_tokens'],
])('when %s has a longest answer, then it is kept where it belongs', async (endpoint, model, field) => {
  const { write, read, ours } = await start('ours is the default');
  await write({ 'llm.model': { endpoint, model }, 'llm.maxTokens': 777 });
  expect(ours()?.[field]).toBe(777);
  expect((await read()).values).toMatchObject({ 'llm.maxTokens': 777, 'llm.model': { endpoint, model } });
});

it('when a number is cleared, then it is absent', async () => {
  const { write, read, bodies, presetId } = await start('ours is the default');
  expect(await write({ 'llm.temperature': null, 'llm.maxTokens': null })).toEqual({
    'llm.temperature': ok,
    'llm.maxTokens': ok,
  });
  expect(bodies()).toEqual([{ presetId, temperature: null, max_tokens: null }]);
  expect((await read()).values).toMatchObject({ 'llm.temperature': 'absent', 'llm.maxTokens': 'absent' });
  expect(await write({ 'llm.temperature': null })).toEqual({ 'llm.temperature': ok });
  expect(bodies()).toHaveLength(1);
});

it('when the server holds two defaults, then ours becomes the only one', async () => {
  const { write, server, bodies } = await start('ours is the default');
  Object.assign(presetCalled(server, 'Storyteller'), { defaultPreset: true, order: 0 });
  expect(await write({ 'llm.temperature': 0.2 })).toEqual({ 'llm.temperature': ok });
  expect(defaultsOf(server)).toEqual([title]);
  expect(bodies()).toEqual([{ presetId: presetCalled(server, 'Storyteller').presetId, defaultPreset: false }]);
});

it.each([
  ['an endpoint that is not enabled', { endpoint: 'azureOpenAI', model: 'gpt-4o' }, 'endpoint-unknown'],
  ['agents', { endpoint: 'agents', model: 'gpt-4o' }, 'endpoint-unknown'],
  ['a model of another endpoint', { endpoint: 'openAI', model: 'claude-haiku-4-5' }, 'model-unknown'],
  ['no model', { endpoint: 'openAI', model: null }, 'value-invalid'],
])('when the model is %s, then it is refused and the rest written', async (_name, model, code) => {
  const { write, ours } = await start('ours is the default');
  expect(await write({ 'llm.model': model, 'llm.temperature': 1 })).toEqual({
    'llm.model': refused(code),
    'llm.temperature': ok,
  });
  expect(ours()).toMatchObject({ endpoint: 'openAI', model: 'gpt-4o', temperature: 1 });
});

it.each([
  ['deleted our preset', 'gone', 'detached'],
  ['chose another default', 'detached', 'detached'],
  ['made our preset an agent', 'here', 'default-is-agent'],
])('when the person %s, then it is left alone', async (what, presence, code) => {
  const { write, read, ours, server, presetId, wire } = await start('ours is the default');
  const preset = ours();
  if (what === 'deleted our preset') server.state.presets.delete(presetId);
  else if (what === 'chose another default') delete preset?.defaultPreset;
  else Object.assign(preset ?? {}, { endpoint: 'agents', agent_id: 'agent_1' });
  expect(await read()).toEqual({ values: absent, presence });
  expect(await write(sonnet)).toEqual({ 'llm.model': refused(code) });
  expect(wire.writes).toEqual([]);
});

it('when our preset is deleted at the last moment, then it does not come back', async () => {
  const { write, server, presetId, wire } = await start('ours is the default');
  const alter = (body: Readonly<Record<string, unknown>>) => {
    server.state.presets.delete(presetId);
    return body;
  };
  wire.next({ kind: 'altered', alter });
  expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('detached') });
  expect(server.state.presets.has(presetId)).toBe(false);
  expect(server.state.presets.size).toBeGreaterThan(0);
});

it('when the role may not save presets, then the write is refused', async () => {
  const { write, read, server } = await start('ours is the default');
  const before = await read();
  const headers = { 'content-type': 'application/json' };
  const body = '{"message":"Forbidden: Insufficient permissions"}';
  server.faults.add({ method: 'POST', action: { status: 403, body, headers } });
  expect(await write(sonnet)).toEqual({ 'llm.model': refused('role-refused') });
  expect(await read()).toEqual(before);
});

it.each<[string, LibreChatOptions, Record<string, unknown>, PlaceChanges, string]>([
  ['the model is unknown', {}, {}, { 'llm.model': { endpoint: 'openAI', model: 'gpt-9' } }, 'model-unknown'],
  ['the default is an agent', {}, { agent_id: 'x' }, sonnet, 'default-is-agent'],
  ['the default is an assistant', {}, { assistant_id: 'x' }, sonnet, 'default-is-agent'],
  ['the default is a spec', {}, { spec: 'x' }, sonnet, 'default-is-agent'],
  ['the owner locked presets', { owner: { interface: { presets: false } } }, {}, sonnet, 'presets-locked'],
])('when %s, then our preset is not made', async (_what, options, fields, changes, code) => {
  const { create, server, wire } = await start('nothing', options);
  Object.assign(presetCalled(server, coder), fields);
  const given = { ...changes, 'llm.temperature': 1 };
  expect(await create(given)).toEqual({ 'llm.model': refused(code), 'llm.temperature': refused(code) });
  expect(wire.writes).toEqual([]);
});

it('when our preset is given up, then the former default is back', async () => {
  const { create, restore, server, wire, presetId } = await start('nothing');
  const before = [...server.state.presets.keys()];
  await create(sonnet);
  expect(await restore()).toBe('restored');
  expect(defaultsOf(server)).toEqual([coder]);
  expect([...server.state.presets.keys()]).toEqual(before);
  expect(wire.writes.at(-1)).toMatchObject({ path: '/api/presets/delete', body: { presetId } });
});

it('when giving up is killed and repeated, then it comes to the same', async () => {
  const { create, restore, server, wire } = await start('nothing');
  await create(sonnet);
  wire.next({ kind: 'lost-answer' });
  await expect(restore()).rejects.toThrow();
  expect(await restore()).toBe('restored');
  expect(await restore()).toBe('restored');
  expect(defaultsOf(server)).toEqual([coder]);
});

it('when a write was killed, then the former default is still known', async () => {
  const { create, restore, server, wire } = await start('nothing');
  wire.next({ kind: 'lost-answer' });
  await expect(create(sonnet)).rejects.toThrow();
  await create({ 'llm.temperature': 1 });
  expect(await restore()).toBe('restored');
  expect(defaultsOf(server)).toEqual([coder]);
});

it('when the former default is gone, then that is said and none made', async () => {
  const { create, restore, server } = await start('nothing');
  await create(sonnet);
  server.state.presets.delete(presetCalled(server, coder).presetId);
  const left = server.state.presets.size - 1;
  expect(await restore()).toBe('former-gone');
  expect(server.state.presets.size).toBe(left);
  expect(defaultsOf(server)).toEqual([]);
});

it('when there was no former default, then that is said', async () => {
  const { create, restore, server } = await start('nothing');
  const preset = presetCalled(server, coder);
  delete preset.defaultPreset;
  await create(sonnet);
  expect(await restore()).toBe('none');
  expect(defaultsOf(server)).toEqual([]);
});

it('when the person chose another default since, then it is left', async () => {
  const { create, restore, server, ours } = await start('nothing');
  await create(sonnet);
  delete ours()?.defaultPreset;
  Object.assign(presetCalled(server, 'Storyteller'), { defaultPreset: true, order: 0 });
  expect(await restore()).toBe('left');
  expect(defaultsOf(server)).toEqual(['Storyteller']);
});
