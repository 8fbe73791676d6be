import { expect, it } from 'vitest';
import { createWorkspacePlace } from '@/lib/apps/anythingllm/workspace-place';
import type { PlaceChanges } from '@/lib/apps/settings-place';
import { ok, refused, signal } from '../kit';
import { research, systemScenario } from './anythingllm-scenarios';
import { clientOf } from './place-contract';

const start = async (fields: Readonly<Record<string, unknown>> = {}, username?: string) => {
  const place = createWorkspacePlace(research);
  const scenario = await systemScenario(username ? 'multi' : 'open', place, username);
  const { state, faults } = scenario.server;
  Object.assign(state.env, { OpenAiKey: 'sk-x' });
  const workspace = state.workspaces.find(({ slug }) => slug === research);
  if (!workspace) throw new Error('the demo lacks the workspace');
  Object.assign(workspace, fields);
  const { http, wire } = clientOf(scenario);
  return {
    wire,
    state,
    faults,
    workspace,
    read: () => place.read(http, { signal }),
    write: (changes: PlaceChanges) => place.write(http, changes, { signal }),
    bodies: () => wire.writes.map(({ body }) => body),
  };
};

const own = { chatProvider: 'openai', chatModel: 'gpt-4o' };
const inherits = { provider: null, model: null };

it.each([
  ['inherits again', own, inherits, { chatProvider: 'default' }],
  ['inherits the model alone', own, { provider: 'openai', model: null }, { chatModel: null }],
  ['changes the model alone', own, { provider: 'openai', model: 'gpt-4.1' }, { chatModel: 'gpt-4.1' }],
  [
    'changes the provider and clears the model',
    own,
    { provider: 'generic-openai', model: null },
    { chatProvider: 'generic-openai', chatModel: null },
  ],
  [
    'changes the provider and keeps the model',
    own,
    { provider: 'generic-openai', model: 'gpt-4o' },
    { chatProvider: 'generic-openai' },
  ],
  ['inherits the provider alone', own, { provider: null, model: 'gpt-4o' }, { chatProvider: 'none' }],
  ['loses a model without provider', { chatModel: 'left' }, inherits, { chatProvider: 'default' }],
])('when a workspace %s, then only what changes is sent', async (_name, fields, model, body) => {
  const { write, read, bodies } = await start(fields);
  expect(await write({ 'llm.model': model })).toEqual({ 'llm.model': ok });
  expect(bodies()).toEqual([body]);
  expect((await read()).values['llm.model']).toEqual(model);
});

it('when the temperature is cleared, then the provider’s own is back', async () => {
  const { write, bodies } = await start();
  expect(await write({ 'llm.temperature': null })).toEqual({ 'llm.temperature': ok });
  expect(bodies()).toEqual([{ openAiTemp: null }]);
});

it.each([
  ['a provider without its key', { provider: 'anthropic', model: 'm' }, 'provider-not-configured'],
  ['a model where the server chooses it', { provider: 'textgenwebui', model: 'm' }, 'model-not-settable'],
  ['a word that is no provider', { provider: 'none', model: 'm' }, 'provider-unknown'],
  ['something else', { provider: 'openai' }, 'value-invalid'],
])('when a workspace’s model is %s, then it is refused by itself', async (_name, model, code) => {
  const { write, wire } = await start();
  expect(await write({ 'llm.model': model })).toEqual({ 'llm.model': refused(code) });
  expect(wire.writes).toEqual([]);
});

it('when the provider stays, then another model is taken, set up or not', async () => {
  const { write } = await start({ chatProvider: 'anthropic', chatModel: 'claude-haiku-4-5' });
  const model = { provider: 'anthropic', model: 'claude-sonnet-4-6' };
  expect(await write({ 'llm.model': model })).toEqual({ 'llm.model': ok });
});

it('when a manager writes, then it is allowed, and refused to a member', async () => {
  expect(await (await start({}, 'mara')).write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': ok });
  const { write, workspace } = await start({}, 'dana');
  expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('role-refused') });
  expect(workspace.openAiTemp).toBe(0.4);
});

it('when a workspace is deleted, then it is gone', async () => {
  const { read, write, state, wire } = await start();
  state.workspaces = [];
  expect(await read()).toEqual({
    values: { 'llm.model': 'absent', 'llm.temperature': 'absent' },
    presence: 'gone',
  });
  expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('gone') });
  expect(wire.writes).toEqual([]);
});

it('when a workspace is deleted at the last moment, then it is gone', async () => {
  const { write, wire, faults } = await start();
  faults.add({ method: 'POST', action: { status: 400, body: 'Bad Request' } });
  expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('gone') });
  expect(wire.writes).toHaveLength(1);
});

it('when the app takes no field, then the write is refused', async () => {
  const { write, wire } = await start();
  wire.next({ kind: 'altered', alter: () => ({ foo: 1 }) });
  expect(await write({ 'llm.temperature': 1 })).toEqual({ 'llm.temperature': refused('app-refused') });
});
