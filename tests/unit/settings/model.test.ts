import { describe, expect, it } from 'vitest';
import { leadingPlace, workspacePlace } from '@/lib/model';
import { OtherPeopleError } from '@/lib/settings';
import { nextSecond } from '../kit/world';
import { gpt4o, model, TwoApps, withFormerPreset, withLastUsed } from './two-apps';

const sonnet = { endpoint: 'anthropic', model: 'claude-sonnet-4-5' };

it('when the apps’ models differ, then the person compares them', async () => {
  const both = await TwoApps.start();
  await both.open('librechat', { 'llm.model': sonnet });
  const { questions } = await both.settings();
  expect(questions).toMatchObject([{ kind: 'compare', register: 'llm.model' }]);
  const options = questions.flatMap((one) => (one.kind === 'compare' ? one.options : []));
  expect(options.map(({ place }) => place).sort()).toEqual(['anythingllm/system', 'librechat/last-used']);
  await both.command((keeper) => keeper.compare([{ register: 'llm.model', take: 'librechat/last-used' }], 'leave'));
  expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
  expect((await both.settings()).questions).toEqual([]);
});

it('when LibreChat’s last used model changes, then nothing follows it', async () => {
  const { both, chat } = await withLastUsed();
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
  expect(chat.held['llm.model']).toEqual(sonnet);
  await both.choose(chat, 'llm.model', gpt4o);
  expect(both.system.provider).toBe('anthropic');
  expect(chat.held['llm.model']).toEqual(gpt4o);
  expect(await both.command((keeper) => keeper.useEverywhere('llm.model', 'librechat/last-used'))).toBe(true);
  expect(both.system).toEqual(model('openai', 'gpt-4o'));
});

it('when a model is chosen in AnythingLLM’s own form, then it is taken in', async () => {
  const { both, chat } = await withLastUsed();
  Object.assign(both.anythingllm.state.env, { LLMProvider: 'anthropic', AnthropicModelPref: 'claude-sonnet-4-5' });
  await both.saved('anythingllm', 'api/system/update-env');
  expect(chat.held['llm.model']).toEqual(sonnet);
  expect(await both.listed()).toEqual(['librechat/last-used: openAI/gpt-4o → anthropic/claude-sonnet-4-5 (place, ok)']);
});

it('W1: when a provider lacks its key, then it is refused and the others proceed', async () => {
  const both = await TwoApps.start();
  delete both.anythingllm.state.env.AnthropicApiKey;
  const chat = await both.open('librechat', { 'llm.model': gpt4o });
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(both.system.provider).toBe('openai');
  expect(await both.tried('anythingllm/system')).toMatchObject({ state: 'refused', code: 'provider-not-configured' });
  expect(chat.held['llm.model']).toEqual(sonnet);
  both.anythingllm.state.env.AnthropicApiKey = 'sk-ant';
  await both.command((keeper) => keeper.retry('llm.model', 'anythingllm/system'));
  expect(both.system.provider).toBe('anthropic');
});

it('J5: when AnythingLLM’s default is switched off, then nobody reads or writes it', async () => {
  const { both } = await withLastUsed();
  await both.keeper.setRole('llm.model', 'anythingllm/system', 'off');
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(both.system.provider).toBe('openai');
});

describe('LibreChat’s default preset', () => {
  /** The person asked for it, and it was made. */
  async function withPreset(): Promise<TwoApps> {
    const { both } = await withLastUsed();
    await both.setRole('llm.model', 'librechat/preset', 'on');
    return both;
  }

  /** The person has a default preset of their own, and asked for ours. */
  async function withFormer() {
    const { both, former } = await withFormerPreset();
    const turn = (role: 'on' | 'off') => both.setRole('llm.model', 'librechat/preset', role);
    const defaults = () => both.defaults().map(({ presetId }) => presetId);
    return { both, former, turn, defaults };
  }

  it('when the preset is asked for, then it is made, and given up at the person’s wish', async () => {
    const { both, turn, defaults, former } = await withFormer();
    const [ours, ...others] = both.defaults();
    expect(ours).toMatchObject({ title: 'Tandem: shared settings', endpoint: 'openAI', model: 'gpt-4o' });
    expect(others).toEqual([]);

    if (!ours) throw new Error('no preset');
    Object.assign(ours, { endpoint: 'anthropic', model: 'claude-sonnet-4-5', updatedAt: new Date().toISOString() });
    await both.saved('librechat', 'api/presets');
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));

    expect(await turn('off')).toBe('restored');
    // What Tandem writes stands in the list, this too.
    expect((await both.listed()).at(-1)).toMatch(/^librechat\/preset: .+ → null \(put-back, ok\)$/);
    expect(defaults()).toEqual([former.presetId]);
  });

  it('when the preset is on, then it holds temperature and max tokens, too', async () => {
    const both = await withPreset();
    await both.edit('llm.temperature', 0.3);
    await both.edit('llm.maxTokens', 1234);
    expect(both.defaults()).toMatchObject([{ temperature: 0.3, max_tokens: 1234 }]);
  });

  it('when LibreChat is down as its preset goes, then the next time restores it', async () => {
    const { both, former, turn, defaults } = await withFormer();
    await both.librechat.down();
    expect(await turn('off')).toBe('not-now');
    await both.librechat.up();
    await turn('on');
    expect(await turn('off')).toBe('restored');
    expect(defaults()).toEqual([former.presetId]);
  });

  it('when another preset becomes the default, then ours is gone, that one restored', async () => {
    const { both, former, turn, defaults } = await withFormer();
    const [ours] = both.defaults();
    const other = { ...former, _id: 'other', presetId: 'other', title: 'Other', defaultPreset: true } as const;
    both.librechat.state.presets.set('other', other);
    delete ours?.defaultPreset;
    await both.world.look(60_000);
    expect((await both.settings()).missing).toEqual({ 'librechat/preset': 'gone' });
    await turn('on');
    expect(await turn('off')).toBe('restored');
    expect(defaults()).toEqual(['other']);
  });

  it('when the preset is deleted by hand, then it is made again on demand only', async () => {
    const both = await withPreset();
    both.librechat.state.presets.clear();
    await both.sync();
    expect((await both.settings()).missing).toEqual({ 'librechat/preset': 'gone' });
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    await both.setRole('llm.model', 'librechat/preset', 'off');
    expect((await both.settings()).missing).toEqual({});
    expect(both.defaults()).toEqual([]);
    await both.setRole('llm.model', 'librechat/preset', 'on');
    expect(both.defaults()).toMatchObject([{ model: 'claude-sonnet-4-5' }]);
    expect((await both.settings()).missing).toEqual({});
  });
});

it('when a workspace is chosen, then it is compared, and follows from then on', async () => {
  const { both } = await withLastUsed();
  const [workspace] = both.anythingllm.state.workspaces;
  if (!workspace) throw new Error('no workspace');
  Object.assign(workspace, { chatProvider: 'anthropic', chatModel: 'claude-opus-4-1' });
  const place = workspacePlace(workspace.slug);
  await both.setRole('llm.model', place, 'on');
  expect((await both.settings()).questions).toMatchObject([{ kind: 'compare', register: 'llm.model' }]);
  expect(workspace.chatModel).toBe('claude-opus-4-1');
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(workspace).toMatchObject({ chatProvider: 'anthropic', chatModel: 'claude-sonnet-4-5' });
  await both.keeper.setRole('llm.temperature', place, 'on');
  await both.edit('llm.temperature', 0.2);
  expect(workspace.openAiTemp).toBe(0.2);
});

it('when a workspace’s provider takes less, then it has the most that it takes', async () => {
  const both = await TwoApps.start();
  const [own, heir] = both.anythingllm.state.workspaces;
  if (!own || !heir) throw new Error('no workspaces');
  Object.assign(own, { chatProvider: 'anthropic', chatModel: 'claude-opus-4-1' });
  Object.assign(heir, { chatProvider: null, chatModel: null });
  await both.sync();
  for (const { slug } of [own, heir]) {
    await both.keeper.setRole('llm.temperature', `anythingllm/workspace:${slug}`, 'on');
  }
  await both.edit('llm.temperature', 1.4);
  expect([own.openAiTemp, heir.openAiTemp]).toEqual([1, 1.4]);
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect([own.openAiTemp, heir.openAiTemp]).toEqual([1, 1]);
  expect((await both.settings()).registers['llm.temperature']?.value).toEqual({ value: 1.4 });
});

const multi = { anythingllm: { mode: 'multi' } } as const;

it('W5: when everybody’s default is to change, then an admin is asked each time', async () => {
  const { both, chat } = await withLastUsed({ ...multi, as: 'alice' });
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(both.system.provider).toBe('openai');
  expect(chat.held['llm.model']).toEqual(sonnet);
  expect((await both.settings()).questions).toEqual([]);
  await both.setRole('llm.model', 'anythingllm/system', 'on');
  await both.edit('llm.model', model('anthropic', 'claude-opus-4-1'));
  expect(both.system.provider).toBe('openai');
  const target = model('anthropic', 'claude-opus-4-1');
  expect((await both.settings()).questions).toMatchObject([
    {
      kind: 'approve',
      place: 'anythingllm/system',
      why: 'others',
      target,
      now: { value: model('openai', 'gpt-4o') },
    },
  ]);
  await both.command((keeper) => keeper.answer('llm.model', 'anythingllm/system', target, 'yes'));
  expect(both.system).toEqual(target);
  await both.edit('llm.model', model('openai', 'gpt-4o'));
  expect(both.system).toEqual(target);
});

it('when a default user edits, then the server’s default stays as it is', async () => {
  const { both, chat } = await withLastUsed({ ...multi, as: 'dana' });
  both.anythingllm.log.clear();
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(chat.held['llm.model']).toEqual(sonnet);
  expect(both.anythingllm.log.matching({ method: 'POST' })).toEqual([]);
  expect((await both.settings()).questions).toEqual([]);
});

it('when somebody else signs in, then a view of the former one changes nothing', async () => {
  const both = await TwoApps.start({ ...multi, as: 'alice' });
  await both.setRole('llm.model', 'anythingllm/system', 'on');
  const { people: former } = await both.state();
  await nextSecond();
  both.signInAt('anythingllm', 'mara');
  const token = both.anythingllm.tokenFor('mara');
  await both.world.quiet(both.world.engine.bearerSeen(`${both.anythingllm.url}api/workspaces`, token));
  const { people: present, settings } = await both.state();
  expect(settings.participation).toEqual({});
  // A view that still showed the former person's settings asks for nothing in the next one's.
  const wish = both.world.engine.settings.of(former).edit('ui.theme', { value: 'dark' });
  await expect(wish).rejects.toThrow(OtherPeopleError);
  expect((await both.settings()).registers['ui.theme']?.value ?? null).toBeNull();
  await both.world.engine.settings.of(present).edit('ui.theme', { value: 'dark' });
  expect((await both.settings()).registers['ui.theme']?.value).toEqual({ value: 'dark' });
});

it('O2: when a place changes after an edit that needed no write, then the place wins', async () => {
  const both = await TwoApps.start();
  await both.world.openPage('librechat', { 'llm.model': gpt4o });
  const brain = await both.world.openPage('anythingllm', { 'ui.theme': 'dark' });
  const chat = await both.open('librechat', { 'llm.model': gpt4o, 'ui.theme': 'dark' });
  await both.edit('llm.model', model('openai', 'gpt-4o'));
  await both.edit('ui.theme', 'dark');
  await chat.choose('ui.theme', 'light');
  both.anythingllm.state.env.OpenAiModelPref = 'gpt-4o-mini';
  await both.sync();
  expect(both.system).toEqual(model('openai', 'gpt-4o-mini'));
  expect(brain.held['ui.theme']).toBe('light');
  expect((await both.settings()).conflicts).toEqual([]);
});

describe('LibreChat’s new chats', () => {
  const preset = (both: TwoApps) => {
    const found = [...both.librechat.state.presets.values()].find(({ endpoint }) => endpoint === 'anthropic');
    if (!found) throw new Error('no preset');
    return found;
  };
  const owner = {
    interface: { presets: true, modelSelect: true },
    modelSpecs: { list: [{ name: 'a', label: 'House A', preset: { endpoint: 'openAI', model: 'gpt-4.1' } }] },
  };

  it('when new chats start with a preset, then the last used model is not written', async () => {
    const { both, chat } = await withLastUsed();
    Object.assign(preset(both), { defaultPreset: true, order: 0 });
    await both.saved('librechat', 'api/presets');
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect((await both.listed()).filter((line) => line.startsWith('librechat'))).toEqual([]);
    // What the app makes of its preset is nobody's choice, and comes to nobody.
    chat.held['llm.model'] = { endpoint: 'anthropic', model: 'claude-haiku-4-5' };
    await both.report(chat);
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    // Without it, what was used last decides again.
    Object.assign(preset(both), { defaultPreset: false });
    await both.saved('librechat', 'api/presets');
    expect(chat.held['llm.model']).toEqual(sonnet);
  });

  it('when new chats start with what the owner lists, then they are left alone', async () => {
    const { both, chat } = await withLastUsed({ librechat: { owner: { modelSpecs: owner.modelSpecs } } });
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect(both.defaults()).toEqual([]);
    expect((await both.settings()).unsupported.map(({ place }) => place).sort()).toEqual([
      'librechat/last-used',
      'librechat/preset',
    ]);
    // The owner takes the list back.
    delete both.librechat.state.configSignedIn.modelSpecs;
    Object.assign(both.librechat.state.configSignedIn, { interface: owner.interface });
    await both.sync();
    expect(both.defaults()).toMatchObject([{ endpoint: 'anthropic', model: 'claude-sonnet-4-5' }]);
  });

  it('when the owner decides what new chats start with, then that is told', async () => {
    const specs = ['a', 'b'].map((name) => ({
      name,
      label: name,
      preset: { endpoint: 'openAI', model: `gpt-${name}` },
    }));
    const both = await TwoApps.start({ librechat: { owner: { modelSpecs: { list: specs } } } });
    const told = async (model: string) => {
      const report = { session: 'unknown', path: '/c/new', ui: null, lastUsed: { provider: null, model } } as const;
      await both.world.engine.pageReported(`${both.librechat.url}c/new`, report, 1);
      const { apps } = await both.world.shown();
      const leading = apps.librechat.llm && leadingPlace(apps.librechat.llm);
      return [leading?.place, leading?.model];
    };
    expect(await told('a')).toEqual(['owner', 'gpt-a']);
    expect(await told('b')).toEqual(['last-used', 'gpt-b']);
    expect(await told('gone')).toEqual(['owner', 'gpt-a']);
  });

  it('when LibreChat needs the person’s own key, then the model waits for it', async () => {
    const both = await TwoApps.start();
    Object.assign(both.librechat.state.endpoints, { anthropic: { userProvide: true, order: 1 } });
    const chat = await both.open('librechat', { 'llm.model': gpt4o });
    both.world.clockShift += 61_000;
    await both.keeper.offers();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    const [user] = both.librechat.state.users.values();
    both.librechat.state.keys.set(`${user?._id}/anthropic`, 'never');
    const url = `${both.librechat.url}api/keys`;
    await both.world.engine.pageRequested({ method: 'PUT', url, status: 201 });
    await both.world.quiet();
    expect(chat.held['llm.model']).toEqual(sonnet);
  });
});
