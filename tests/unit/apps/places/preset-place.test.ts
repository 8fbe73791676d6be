import { afterEach, describe, expect, it } from 'vitest';
import { presetPlace } from '@/lib/apps/librechat/preset-place';
import type { Overwritten, PlaceChanges } from '@/lib/apps/settings-place';
import { BOB, type LibreChatOptions, type Preset } from '@/tests/apps/librechat';
import { defaultsOf, from, type PresetScenario, presetCalled, presetScenario } from './librechat-scenarios';
import { clientOf } from './place-contract';

const { signal } = new AbortController();
const refused = (code: string) => ({ kind: 'refused', code });
const ok = { kind: 'ok' };
const title = 'Tandem: shared settings';
const coder = 'Careful coder';
const sonnet = { 'llm.model': { endpoint: 'anthropic', model: 'claude-sonnet-4-5' } };
const absent = { 'llm.model': 'absent', 'llm.temperature': 'absent', 'llm.maxTokens': 'absent' };

describe("LibreChat's default preset", () => {
  let scenario: PresetScenario;
  const start = async (made: 'ours is the default' | 'nothing', options: LibreChatOptions = {}) => {
    scenario = await presetScenario({ made, ...options });
    const { server, presetId } = scenario;
    const { http, wire } = clientOf(scenario);
    const kept: { value: Overwritten } = { value: {} };
    const beforeSend = async (overwritten: Overwritten) => {
      kept.value = { ...overwritten, ...kept.value };
    };
    const [keep, create] = [presetPlace({ ...from }), presetPlace({ ...from, adopt: 'create' })];
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
  afterEach(() => scenario.server.stop());

  describe('made at the wish of the person', () => {
    it('is a copy of the present default with the changes', async () => {
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

    it('leaves the parameters of another endpoint behind', async () => {
      const { create, ours, server } = await start('nothing');
      Object.assign(presetCalled(server, coder), { reasoning_effort: 'high', top_p: 0.5, stop: ['END'] });
      expect(await create(sonnet)).toEqual({ 'llm.model': ok });
      expect(ours()).toMatchObject({ ...sonnet['llm.model'], promptPrefix: 'Be exact.', maxOutputTokens: 2048 });
      for (const gone of ['max_tokens', 'reasoning_effort', 'top_p', 'stop']) expect(ours()).not.toHaveProperty(gone);
    });

    it('needs a model when there is no default to copy', async () => {
      const { create, server, ours } = await start('nothing', { sample: 'empty' });
      expect(await create({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('preset-needs-model') });
      expect(ours()).toBeUndefined();
      expect(await create(sonnet)).toEqual({ 'llm.model': ok });
      expect(defaultsOf(server)).toEqual([title]);
    });

    it('is not made without the model that was asked for', async () => {
      const { create, wire } = await start('nothing');
      const model = { endpoint: 'openAI', model: 'gpt-9' };
      expect(await create({ 'llm.model': model, 'llm.temperature': 1 })).toEqual({
        'llm.model': refused('model-unknown'),
        'llm.temperature': refused('model-unknown'),
      });
      expect(wire.writes).toEqual([]);
    });

    it('is one preset and one default when it is made twice at once', async () => {
      const { create, server } = await start('nothing');
      await Promise.all([create(sonnet), create(sonnet)]);
      expect([...server.state.presets.values()].filter((each) => each.title === title)).toHaveLength(1);
      expect(defaultsOf(server)).toEqual([title]);
    });

    it('makes it the default again, with what the present default says', async () => {
      const { create, ours, server } = await start('ours is the default');
      const preset = ours();
      delete preset?.defaultPreset;
      Object.assign(presetCalled(server, 'Storyteller'), { defaultPreset: true, order: 0 });
      expect(await create({ 'llm.temperature': 0.1 })).toEqual({ 'llm.temperature': ok });
      expect(ours()).toMatchObject({ ...sonnet['llm.model'], topP: 0.95, max_tokens: null, temperature: 0.1 });
      expect(defaultsOf(server)).toEqual([title]);
    });

    it.each(['agent_id', 'assistant_id', 'spec'])('leaves a default with %s alone', async (name) => {
      const { create, server, wire } = await start('nothing');
      presetCalled(server, coder)[name] = 'x';
      expect(await create(sonnet)).toEqual({ 'llm.model': refused('default-is-agent') });
      expect(wire.writes).toEqual([]);
    });

    it('is refused when its id belongs to somebody else', async () => {
      const { create, server, presetId } = await start('nothing');
      const other: Preset = { ...presetCalled(server, 'Storyteller'), presetId, user: server.user(BOB.email)._id };
      server.state.presets.set(presetId, other);
      expect(await create(sonnet)).toEqual({ 'llm.model': refused('preset-refused') });
      expect(defaultsOf(server)).toEqual([coder]);
    });
  });

  describe('once it is there', () => {
    it('clears what belongs to the former endpoint with null, in one request', async () => {
      const { write, ours, bodies, presetId } = await start('ours is the default');
      Object.assign(ours() ?? {}, { endpointType: 'custom', spec: null, top_p: 0.5, iconURL: 'x', modelLabel: 'GPT' });
      expect(await write({ ...sonnet, 'llm.temperature': 0.3, 'llm.maxTokens': 900 })).toEqual({
        'llm.model': ok,
        'llm.temperature': ok,
        'llm.maxTokens': ok,
      });
      const cleared = { endpointType: null, top_p: null, iconURL: null, modelLabel: null, max_tokens: null };
      expect(bodies()).toEqual([
        { presetId, ...sonnet['llm.model'], ...cleared, temperature: 0.3, maxOutputTokens: 900 },
      ]);
    });

    it.each([
      ['openAI', 'gpt-4.1', 'max_tokens'],
      ['google', 'gemini-2.5-pro', 'maxOutputTokens'],
      ['groq', 'mixtral-8x7b-32768', 'max_tokens'],
    ])('keeps the longest answer of %s where it belongs', async (endpoint, model, field) => {
      const { write, read, ours } = await start('ours is the default');
      await write({ 'llm.model': { endpoint, model }, 'llm.maxTokens': 777 });
      expect(ours()?.[field]).toBe(777);
      expect((await read()).values).toMatchObject({ 'llm.maxTokens': 777, 'llm.model': { endpoint, model } });
    });

    it('clears a number', async () => {
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

    it('becomes the only default when the server holds two', async () => {
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
    ])('refuses %s, and writes the rest', async (_name, model, code) => {
      const { write, ours } = await start('ours is the default');
      expect(await write({ 'llm.model': model, 'llm.temperature': 1 })).toEqual({
        'llm.model': refused(code),
        'llm.temperature': ok,
      });
      expect(ours()).toMatchObject({ endpoint: 'openAI', model: 'gpt-4o', temperature: 1 });
    });

    it('is an agent when the person made it one: no settings, left alone', async () => {
      const { write, read, ours, wire } = await start('ours is the default');
      Object.assign(ours() ?? {}, { endpoint: 'agents', agent_id: 'agent_1' });
      expect(await read()).toEqual({ values: absent, presence: 'here' });
      expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('default-is-agent') });
      expect(wire.writes).toEqual([]);
    });
  });

  describe("against the person's own hand", () => {
    it('is not made again after it was deleted', async () => {
      const { write, read, server, presetId, wire } = await start('ours is the default');
      server.state.presets.delete(presetId);
      expect(await read()).toEqual({ values: absent, presence: 'gone' });
      expect(await write(sonnet)).toEqual({ 'llm.model': refused('detached') });
      expect(wire.writes).toEqual([]);
    });

    it('is not made the default again', async () => {
      const { write, read, ours, wire } = await start('ours is the default');
      delete ours()?.defaultPreset;
      expect(await read()).toEqual({ values: absent, presence: 'detached' });
      expect(await write(sonnet)).toEqual({ 'llm.model': refused('detached') });
      expect(wire.writes).toEqual([]);
    });

    it('does not come back when it is deleted at the last moment', async () => {
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
  });

  it("is refused where the person's role may not save presets", async () => {
    const { write, read, server } = await start('ours is the default');
    const before = await read();
    const headers = { 'content-type': 'application/json' };
    const body = '{"message":"Forbidden: Insufficient permissions"}';
    server.faults.add({ method: 'POST', action: { status: 403, body, headers } });
    expect(await write(sonnet)).toEqual({ 'llm.model': refused('role-refused') });
    expect(await read()).toEqual(before);
  });

  it('changes nothing where the owner locked presets', async () => {
    const { create, wire } = await start('nothing', { lockedDown: true });
    expect(await create(sonnet)).toEqual({ 'llm.model': refused('presets-locked') });
    expect(wire.writes).toEqual([]);
  });

  describe('given up', () => {
    it('gives the former default back and deletes its own preset alone', async () => {
      const { create, restore, server, wire, presetId } = await start('nothing');
      const before = [...server.state.presets.keys()];
      await create(sonnet);
      expect(await restore()).toBe('restored');
      expect(defaultsOf(server)).toEqual([coder]);
      expect([...server.state.presets.keys()]).toEqual(before);
      expect(wire.writes.at(-1)).toMatchObject({ path: '/api/presets/delete', body: { presetId } });
    });

    it('comes to the same when it is killed and repeated', async () => {
      const { create, restore, server, wire } = await start('nothing');
      await create(sonnet);
      wire.next({ kind: 'lost-answer' });
      await expect(restore()).rejects.toThrow();
      expect(await restore()).toBe('restored');
      expect(await restore()).toBe('restored');
      expect(defaultsOf(server)).toEqual([coder]);
    });

    it('remembers the former default over a killed write', async () => {
      const { create, restore, server, wire } = await start('nothing');
      wire.next({ kind: 'lost-answer' });
      await expect(create(sonnet)).rejects.toThrow();
      await create({ 'llm.temperature': 1 });
      expect(await restore()).toBe('restored');
      expect(defaultsOf(server)).toEqual([coder]);
    });

    it('says that the former default is gone, and does not make it anew', async () => {
      const { create, restore, server } = await start('nothing');
      await create(sonnet);
      server.state.presets.delete(presetCalled(server, coder).presetId);
      const left = server.state.presets.size - 1;
      expect(await restore()).toBe('former-gone');
      expect(server.state.presets.size).toBe(left);
      expect(defaultsOf(server)).toEqual([]);
    });

    it('says that there was none', async () => {
      const { create, restore, server } = await start('nothing');
      const preset = presetCalled(server, coder);
      delete preset.defaultPreset;
      await create(sonnet);
      expect(await restore()).toBe('none');
      expect(defaultsOf(server)).toEqual([]);
    });

    it("leaves the person's later choice", async () => {
      const { create, restore, server, ours } = await start('nothing');
      await create(sonnet);
      delete ours()?.defaultPreset;
      Object.assign(presetCalled(server, 'Storyteller'), { defaultPreset: true, order: 0 });
      expect(await restore()).toBe('left');
      expect(defaultsOf(server)).toEqual(['Storyteller']);
    });
  });
});
