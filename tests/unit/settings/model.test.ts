import { describe, expect, it } from 'vitest';
import { leadingPlace } from '@/lib/model';
import { OtherPeopleError } from '@/lib/settings';
import { ALEX } from '../../apps/librechat';
import { model, nextSecond, TwoApps } from './two-apps';

const gpt4o = { endpoint: 'openAI', model: 'gpt-4o' };
const sonnet = { endpoint: 'anthropic', model: 'claude-sonnet-4-5' };

describe('AnythingLLM’s default and what LibreChat used last', () => {
  it('are compared where they differ', async () => {
    const both = await TwoApps.start();
    await both.world.openPage('librechat', { 'llm.model': sonnet });
    await both.world.quiet();
    const { questions } = await both.settings();
    expect(questions).toMatchObject([{ kind: 'compare', register: 'llm.model' }]);
    const options = questions.flatMap((one) => (one.kind === 'compare' ? one.options : []));
    expect(options.map(({ replica }) => replica).sort()).toEqual(['anythingllm/system', 'librechat/last-used']);
    await both.keeper.compare([{ register: 'llm.model', take: 'librechat/last-used' }], 'leave');
    await both.world.quiet();
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    expect((await both.settings()).questions).toEqual([]);
  });

  it('follow each other as far as LibreChat’s place does: gently, and never leading', async () => {
    const both = await TwoApps.start();
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(sonnet);
    await chat.choose('llm.model', gpt4o);
    await both.world.quiet();
    expect(both.system.provider).toBe('anthropic');
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect(await both.keeper.useEverywhere('llm.model', 'librechat/last-used')).toBe(true);
    await both.world.quiet();
    expect(both.system).toEqual(model('openai', 'gpt-4o'));
  });

  it('take in a change that the person makes in AnythingLLM’s own form', async () => {
    const both = await TwoApps.start();
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    Object.assign(both.anythingllm.state.env, { LLMProvider: 'anthropic', AnthropicModelPref: 'claude-sonnet-4-5' });
    await both.world.engine.pageRequested({
      method: 'POST',
      url: `${both.anythingllm.url}api/system/update-env`,
      status: 200,
    });
    await both.world.quiet();
    expect(chat.held['llm.model']).toEqual(sonnet);
    expect(await both.listed()).toEqual([
      'librechat/last-used: openAI/gpt-4o → anthropic/claude-sonnet-4-5 (place, ok)',
    ]);
  });

  it('W1: a provider without its key is refused, and the others proceed', async () => {
    const both = await TwoApps.start();
    delete both.anythingllm.state.env.AnthropicApiKey;
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system.provider).toBe('openai');
    expect(await both.tried('anythingllm/system')).toMatchObject({ state: 'refused', code: 'provider-not-configured' });
    expect(chat.held['llm.model']).toEqual(sonnet);
    both.anythingllm.state.env.AnthropicApiKey = 'sk-ant';
    await both.keeper.retry('llm.model', 'anythingllm/system');
    await both.world.quiet();
    expect(both.system.provider).toBe('anthropic');
  });

  it('W1: a model that LibreChat does not offer stays out of it, by name', async () => {
    const both = await TwoApps.start();
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.edit('llm.model', model('openai', 'gpt-99'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect((await both.settings()).unsupported).toEqual([{ register: 'llm.model', replica: 'librechat/last-used' }]);
    expect(both.system.model).toBe('gpt-99');
  });

  it('are offered with what each app has', async () => {
    const both = await TwoApps.start();
    const offers = await both.keeper.offers();
    expect(offers.librechat?.offers.find(({ provider }) => provider === 'anthropic')?.models).toContain(
      'claude-sonnet-4-5',
    );
    expect(offers.anythingllm?.offers.map(({ provider }) => provider)).toContain('openai');
  });

  it('J5: switched off, AnythingLLM’s default is neither read nor written', async () => {
    const both = await TwoApps.start();
    await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.keeper.setRole('llm.model', 'anythingllm/system', 'off');
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system.provider).toBe('openai');
  });
});

describe('LibreChat’s default preset', () => {
  /** The person asked for it, and it was made. */
  async function withPreset(): Promise<TwoApps> {
    const both = await TwoApps.start();
    await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.world.quiet();
    return both;
  }

  it('is made when the person asks for it, follows and leads, and gives the person’s own default back', async () => {
    const both = await TwoApps.start();
    await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    const former = [...both.librechat.state.presets.values()].find(
      ({ user }) => user === both.librechat.user(ALEX.email)._id,
    );
    if (!former) throw new Error('no preset of this person');
    former.defaultPreset = true;
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.world.quiet();
    const [ours, ...others] = both.defaults();
    expect(ours).toMatchObject({ title: 'Tandem: shared settings', endpoint: 'openAI', model: 'gpt-4o' });
    expect(others).toEqual([]);

    if (!ours) throw new Error('no preset');
    Object.assign(ours, { endpoint: 'anthropic', model: 'claude-sonnet-4-5', updatedAt: new Date().toISOString() });
    await both.world.engine.pageRequested({ method: 'POST', url: `${both.librechat.url}api/presets`, status: 201 });
    await both.world.quiet();
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));

    expect(await both.keeper.setRole('llm.model', 'librechat/preset', 'off')).toBe('restored');
    // What Tandem writes stands in the list, this too.
    expect((await both.listed()).at(-1)).toMatch(/^librechat\/preset: .+ → null \(put-back, ok\)$/);
    expect(both.defaults().map(({ presetId }) => presetId)).toEqual([former.presetId]);
  });

  it('holds temperature and max tokens, too, in one document', async () => {
    const both = await withPreset();
    await both.edit('llm.temperature', 0.3);
    await both.edit('llm.maxTokens', 1234);
    expect(both.defaults()).toMatchObject([{ temperature: 0.3, max_tokens: 1234 }]);
  });

  /** The person has a default preset of their own, and asked for ours. */
  async function withFormer() {
    const both = await TwoApps.start();
    const mine = both.librechat.user(ALEX.email)._id;
    const former = [...both.librechat.state.presets.values()].find(({ user }) => user === mine);
    if (!former) throw new Error('no preset of this person');
    former.defaultPreset = true;
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.world.quiet();
    const turn = async (role: 'on' | 'off') => {
      const restored = await both.keeper.setRole('llm.model', 'librechat/preset', role);
      await both.world.quiet();
      return restored;
    };
    const defaults = () => both.defaults().map(({ presetId }) => presetId);
    return { both, former, turn, defaults };
  }

  it('when LibreChat is down as it is given up, the next time restores the former one', async () => {
    const { both, former, turn, defaults } = await withFormer();
    await both.librechat.down();
    expect(await turn('off')).toBe('not-now');
    await both.librechat.up();
    await turn('on');
    expect(await turn('off')).toBe('restored');
    expect(defaults()).toEqual([former.presetId]);
  });

  it('when the person made another preset the default since, that one is restored', async () => {
    const { both, former, turn, defaults } = await withFormer();
    const [ours] = both.defaults();
    const other = { ...former, _id: 'other', presetId: 'other', title: 'Other', defaultPreset: true } as const;
    both.librechat.state.presets.set('other', other);
    delete ours?.defaultPreset;
    await both.world.engine.sync();
    await both.world.quiet();
    expect((await both.settings()).detached).toEqual(['librechat/preset']);
    await turn('on');
    expect(await turn('off')).toBe('restored');
    expect(defaults()).toEqual(['other']);
  });

  it('when its provider takes less, then it has the most that this takes, and all of it at another one', async () => {
    const both = await withPreset();
    await both.edit('llm.temperature', 1.4);
    expect(both.defaults()).toMatchObject([{ endpoint: 'openAI', temperature: 1.4 }]);
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.defaults()).toMatchObject([{ endpoint: 'anthropic', temperature: 1 }]);
    // What it made of it is read again, and is nobody's change.
    await both.world.engine.sync();
    await both.world.quiet();
    expect((await both.settings()).registers['llm.temperature']?.value).toEqual({ value: 1.4 });
    await both.edit('llm.model', model('openai', 'gpt-4o'));
    expect(both.defaults()).toMatchObject([{ endpoint: 'openAI', temperature: 1.4 }]);
  });

  it('deleted by hand it is detached, and never made again by itself', async () => {
    const both = await withPreset();
    both.librechat.state.presets.clear();
    await both.world.engine.sync();
    await both.world.quiet();
    expect((await both.settings()).detached).toEqual(['librechat/preset']);
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.defaults()).toEqual([]);
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.world.quiet();
    expect(both.defaults()).toMatchObject([{ model: 'claude-sonnet-4-5' }]);
    expect((await both.settings()).detached).toEqual([]);
  });

  it('is detached at the next poll when another preset that holds the same became the default', async () => {
    const both = await withPreset();
    await both.world.engine.sync();
    await both.world.quiet();
    const [ours] = both.defaults();
    if (!ours) throw new Error('no preset');
    both.librechat.state.presets.set('by-hand', { ...ours, _id: 'by-hand', presetId: 'by-hand', title: 'Mine' });
    delete ours.defaultPreset;
    both.world.clockShift += 60_000;
    await both.world.engine.heartbeat('input');
    await both.world.quiet();
    expect((await both.settings()).detached).toEqual(['librechat/preset']);
  });

  it('deleted by hand it is not spoken of any more once the person has left it at that', async () => {
    const both = await TwoApps.start();
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.world.quiet();
    both.librechat.state.presets.clear();
    await both.world.engine.sync();
    await both.world.quiet();
    expect((await both.settings()).detached).toEqual(['librechat/preset']);
    await both.keeper.setRole('llm.model', 'librechat/preset', 'off');
    await both.world.quiet();
    expect((await both.settings()).detached).toEqual([]);
    expect(both.defaults()).toEqual([]);
  });
});

describe('a workspace', () => {
  it('that the person chose is compared, and then follows', async () => {
    const both = await TwoApps.start();
    await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    const [workspace] = both.anythingllm.state.workspaces;
    if (!workspace) throw new Error('no workspace');
    Object.assign(workspace, { chatProvider: 'anthropic', chatModel: 'claude-opus-4-1' });
    const place = `anythingllm/workspace:${workspace.slug}`;
    await both.keeper.setRole('llm.model', place, 'on');
    await both.world.quiet();
    expect((await both.settings()).questions).toMatchObject([{ kind: 'compare', register: 'llm.model' }]);
    expect(workspace.chatModel).toBe('claude-opus-4-1');
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(workspace).toMatchObject({ chatProvider: 'anthropic', chatModel: 'claude-sonnet-4-5' });
    await both.keeper.setRole('llm.temperature', place, 'on');
    await both.edit('llm.temperature', 0.2);
    expect(workspace.openAiTemp).toBe(0.2);
  });

  it('when the provider that answers in them takes less, then they have the most that it takes', async () => {
    const both = await TwoApps.start();
    const [own, heir] = both.anythingllm.state.workspaces;
    if (!own || !heir) throw new Error('no workspaces');
    Object.assign(own, { chatProvider: 'anthropic', chatModel: 'claude-opus-4-1' });
    Object.assign(heir, { chatProvider: null, chatModel: null });
    await both.world.engine.sync();
    await both.world.quiet();
    for (const { slug } of [own, heir]) {
      await both.keeper.setRole('llm.temperature', `anythingllm/workspace:${slug}`, 'on');
    }
    await both.edit('llm.temperature', 1.4);
    expect([own.openAiTemp, heir.openAiTemp]).toEqual([1, 1.4]);
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect([own.openAiTemp, heir.openAiTemp]).toEqual([1, 1]);
    expect((await both.settings()).registers['llm.temperature']?.value).toEqual({ value: 1.4 });
  });
});

describe('AnythingLLM with accounts', () => {
  const multi = { anythingllm: { mode: 'multi' } } as const;

  it('W5: an admin is asked each time before everybody’s default is changed', async () => {
    const both = await TwoApps.start({ ...multi, as: 'alice' });
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system.provider).toBe('openai');
    expect(chat.held['llm.model']).toEqual(sonnet);
    expect((await both.settings()).questions).toEqual([]);
    await both.keeper.setRole('llm.model', 'anythingllm/system', 'on');
    await both.world.quiet();
    await both.edit('llm.model', model('anthropic', 'claude-opus-4-1'));
    expect(both.system.provider).toBe('openai');
    const target = model('anthropic', 'claude-opus-4-1');
    expect((await both.settings()).questions).toMatchObject([
      {
        kind: 'approve',
        replica: 'anythingllm/system',
        why: 'others',
        target,
        now: { value: model('openai', 'gpt-4o') },
      },
    ]);
    await both.keeper.answer('llm.model', 'anythingllm/system', target, 'yes');
    await both.world.quiet();
    expect(both.system).toEqual(target);
    await both.edit('llm.model', model('openai', 'gpt-4o'));
    expect(both.system).toEqual(target);
  });

  it('W5: a yes is for what was there when it was said: what another admin sets meanwhile is asked about anew', async () => {
    const both = await TwoApps.start({ ...multi, as: 'alice' });
    await both.keeper.setRole('llm.model', 'anythingllm/system', 'on');
    await both.world.quiet();
    await both.anythingllm.down();
    const target = model('anthropic', 'claude-sonnet-4-5');
    await both.edit('llm.model', target);
    await both.keeper.answer('llm.model', 'anythingllm/system', target, 'yes');
    await both.world.quiet();
    both.anythingllm.state.env.OpenAiModelPref = 'gpt-4.1';
    await both.anythingllm.up();
    await both.world.engine.sync();
    await both.world.quiet();
    expect(both.system).toEqual(model('openai', 'gpt-4.1'));
    expect((await both.settings()).questions).toMatchObject([
      { replica: 'anythingllm/system', now: { value: model('openai', 'gpt-4.1') }, target },
    ]);
    await both.keeper.answer('llm.model', 'anythingllm/system', target, 'yes');
    await both.world.quiet();
    expect(both.system).toEqual(target);
  });

  it('a default user’s edit never reaches the server’s default', async () => {
    const both = await TwoApps.start({ ...multi, as: 'dana' });
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    both.anythingllm.log.clear();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(sonnet);
    expect(both.anythingllm.log.matching({ method: 'POST' })).toEqual([]);
    expect((await both.settings()).questions).toEqual([]);
  });

  it('nothing of one person is sent with the session of another', async () => {
    const both = await TwoApps.start({ ...multi, as: 'alice' });
    await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.keeper.setRole('llm.model', 'anythingllm/system', 'on');
    await both.world.quiet();
    const { people: former } = await both.state();
    await both.anythingllm.down();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    await both.keeper.answer('llm.model', 'anythingllm/system', model('anthropic', 'claude-sonnet-4-5'), 'yes');
    await both.world.quiet();
    expect((await both.settings()).waiting).toMatchObject([{ replica: 'anythingllm/system' }]);
    await nextSecond();
    both.signInAt('anythingllm', 'mara');
    await both.anythingllm.up();
    const token = both.anythingllm.tokenFor('mara');
    await both.world.engine.bearerSeen(`${both.anythingllm.url}api/workspaces`, token);
    await both.world.engine.sync();
    await both.world.quiet();
    expect(both.system.provider).toBe('openai');
    const { people: present, settings, changes } = await both.state();
    expect(settings).toMatchObject({ waiting: [], outbox: [], roles: {} });
    expect(changes).toEqual([]);
    // A view that still showed the former person's settings asks for nothing in the next one's.
    const wish = both.world.engine.settings.of(former).edit('ui.theme', { value: 'dark' });
    await expect(wish).rejects.toThrow(OtherPeopleError);
    expect((await both.settings()).registers['ui.theme']?.value ?? null).toBeNull();
    await both.world.engine.settings.of(present).edit('ui.theme', { value: 'dark' });
    expect((await both.settings()).registers['ui.theme']?.value).toEqual({ value: 'dark' });
  });
});

it('O2: what the person changes after an edit that needed no write is later than the edit, and wins', async () => {
  const both = await TwoApps.start();
  await both.world.openPage('librechat', { 'llm.model': gpt4o });
  const brain = await both.world.openPage('anythingllm', { 'ui.theme': 'dark' });
  const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o, 'ui.theme': 'dark' });
  await both.world.quiet();
  await both.edit('llm.model', model('openai', 'gpt-4o'));
  await both.edit('ui.theme', 'dark');
  await chat.choose('ui.theme', 'light');
  both.anythingllm.state.env.OpenAiModelPref = 'gpt-4o-mini';
  await both.world.engine.sync();
  await both.world.quiet();
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
  const savedPreset = (both: TwoApps) =>
    both.world.engine.pageRequested({ method: 'POST', url: `${both.librechat.url}api/presets`, status: 201 });
  const owner = {
    interface: { presets: true, modelSelect: true },
    modelSpecs: { list: [{ name: 'a', label: 'House A', preset: { endpoint: 'openAI', model: 'gpt-4.1' } }] },
  };

  it('that start with the person’s preset make nothing of what was used last, so that it is not written', async () => {
    const both = await TwoApps.start();
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    Object.assign(preset(both), { defaultPreset: true, order: 0 });
    await savedPreset(both);
    await both.world.quiet();
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect((await both.listed()).filter((line) => line.startsWith('librechat'))).toEqual([]);
    // What the app makes of its preset is nobody's choice, and comes to nobody.
    chat.held['llm.model'] = { endpoint: 'anthropic', model: 'claude-haiku-4-5' };
    await chat.report();
    await both.world.quiet();
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    // Without it, what was used last decides again.
    Object.assign(preset(both), { defaultPreset: false });
    await savedPreset(both);
    await both.world.quiet();
    expect(chat.held['llm.model']).toEqual(sonnet);
  });

  it('that start with what the owner lists are left alone, whatever the person wants', async () => {
    const both = await TwoApps.start({ librechat: { owner: { modelSpecs: owner.modelSpecs } } });
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
    await both.keeper.setRole('llm.model', 'librechat/preset', 'on');
    await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
    expect(both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
    expect(chat.held['llm.model']).toEqual(gpt4o);
    expect(both.defaults()).toEqual([]);
    expect((await both.settings()).unsupported.map(({ replica }) => replica).sort()).toEqual([
      'librechat/last-used',
      'librechat/preset',
    ]);
    // The owner takes the list back.
    delete both.librechat.state.configSignedIn.modelSpecs;
    Object.assign(both.librechat.state.configSignedIn, { interface: owner.interface });
    await both.world.engine.sync();
    await both.world.quiet();
    expect(both.defaults()).toMatchObject([{ endpoint: 'anthropic', model: 'claude-sonnet-4-5' }]);
  });

  it('are told as the owner’s, or as what was picked from the owner’s list, as the page says', async () => {
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

  it('need a key of the person’s own where LibreChat says so, and are given the model once it is there', async () => {
    const both = await TwoApps.start();
    Object.assign(both.librechat.state.endpoints, { anthropic: { userProvide: true, order: 1 } });
    const chat = await both.world.openPage('librechat', { 'llm.model': gpt4o });
    await both.world.quiet();
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
