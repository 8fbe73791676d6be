import { beforeEach, describe, expect, it, test } from 'vitest';
import { recogniseConnection } from '@/lib/apps/recognise';
import { type BrowserActions, viewRequests } from '@/lib/background';
import { type AppId, appIds, type Connection } from '@/lib/model';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import { browserFetch } from '../../apps/kit';
import { idleOutside } from '../kit/idle-outside';
import { World } from '../kit/world';
import { model, TwoApps, withFormerPreset } from '../settings/two-apps';
import { anythingLlm, stopped } from './kit';

const send: typeof fetch = (input, init) => {
  const { url, headers, signal } = new Request(input, init);
  return browserFetch(url, { headers, signal });
};

it('when an app has moved to another address, then the former host is given back', async () => {
  const [first, second] = [stopped(await startAnythingLlm()), stopped(await startAnythingLlm())];
  const released: { readonly gone: string; readonly rest: readonly string[] }[] = [];
  const outside: BrowserActions = {
    ...idleOutside,
    recognise: (app, address) => recogniseConnection(app, address, {}, { fetch: send }),
    releaseHost: async (gone: Connection, rest) => {
      released.push({ gone: gone.origin, rest: rest.map(({ origin }) => origin) });
    },
  };
  const ask = viewRequests(new World().engine, outside);
  const connect = ({ origin }: AnythingLlmApp) =>
    ask({ type: 'connect', app: 'anythingllm', address: { origin, basePath: '/' } }, { kind: 'view' });

  await connect(first);
  expect(released).toEqual([]);
  await connect(second);
  expect(released).toEqual([{ gone: first.origin, rest: [second.origin] }]);
  await second.down();
  await connect(first);
  expect(released).toHaveLength(2);
});

test('when a view’s request fails, then the log names the request, not its words', async () => {
  const { engine } = new World();
  const outside: BrowserActions = { ...idleOutside, closePanel: () => Promise.reject(new RangeError('of tab 7')) };
  await engine.memory.setClaim(7, 'document');
  const panel = { kind: 'framed-view', tabId: 7, documentId: 'document' } as const;
  await expect(viewRequests(engine, outside)({ type: 'close' }, panel)).rejects.toThrow(RangeError);
  expect(engine.log.entries).toMatchObject([
    { event: 'request-failed', fields: { request: 'close', code: 'unexpected', reason: 'RangeError' } },
  ]);
});

describe('open, asked from the panel inside an app’s page,', () => {
  let app: AnythingLlmApp;
  let world: World;
  let opened: (number | null)[];
  beforeEach(async () => {
    ({ app, world } = await anythingLlm());
    opened = [];
  });

  const panel = { kind: 'framed-view', tabId: 5, documentId: 'd' } as const;
  const open = async (where: 'auto' | 'here' | 'new-tab', appTab = 5) => {
    const ask = viewRequests(world.engine, {
      ...idleOutside,
      openItem: async (_connection, _item, here) => void opened.push(here),
      isTabOf: async (_connection, tabId) => tabId === appTab,
    });
    await world.engine.memory.setClaim(5, 'd');
    return ask({ type: 'open', item: { kind: 'workspace', slug: 'a' }, where }, panel);
  };
  const answer = (path: string, tabId: number) => ({ requestId: 'r', tabId, url: `${app.url}${path}` });

  it('when an item is opened, then in the app’s own tab, else in a new one', async () => {
    await open('auto');
    await open('auto', 6);
    await open('new-tab');
    expect(opened).toEqual([5, null, null]);
  });

  it('when an answer is being written there, then opening asks first', async () => {
    const request = answer('api/workspace/a/thread/t/stream-chat', 5);
    await world.engine.pages.requestStarted(request);
    expect(await open('auto')).toBe('answering');
    expect(opened).toEqual([]);
    expect(await open('here')).toBe('opened');
    await world.engine.pages.requestEnded(request);
    expect(await open('auto')).toBe('opened');
    expect(opened).toEqual([5, 5]);
  });

  it('when an answer is written in another tab, then opening does not mind', async () => {
    await world.engine.pages.requestStarted(answer('api/workspace/a/stream-chat', 6));
    await world.engine.pages.requestStarted(answer('api/workspaces', 5));
    expect(await open('auto')).toBe('opened');
  });

  it('when the app has no pages, then nothing is opened', async () => {
    await world.connect('anythingllm', stopped(await startAnythingLlm({ desktop: true })));
    for (const where of ['auto', 'new-tab'] as const) expect(await open(where)).toBe('opened');
    expect(opened).toEqual([]);
  });

  it('when the panel has not shown its nonce, then it is refused', async () => {
    const ask = viewRequests(world.engine, {} as BrowserActions);
    await expect(ask({ type: 'sync' }, { ...panel, documentId: 'another' })).rejects.toThrow('nonce');
    await world.engine.memory.addNonce('n', 5);
    expect(await ask({ type: 'claim', nonce: 'n' }, { ...panel, tabId: 6 })).toBe(false);
    await world.engine.memory.addNonce('m', 5);
    expect(await ask({ type: 'claim', nonce: 'm' }, panel)).toBe(true);
    expect(await ask({ type: 'claim', nonce: 'm' }, panel)).toBe(false);
  });
});

it('when a panel closes itself, then its own launcher alone is told', async () => {
  const world = new World();
  const closed: number[] = [];
  const ask = viewRequests(world.engine, { ...idleOutside, closePanel: async (tabId) => void closed.push(tabId) });
  await ask({ type: 'close' }, { kind: 'view' });
  const stranger = { kind: 'framed-view', tabId: 6, documentId: 'e' } as const;
  await expect(ask({ type: 'close' }, stranger)).rejects.toThrow('nonce');
  await world.engine.memory.setClaim(5, 'd');
  await ask({ type: 'close' }, { kind: 'framed-view', tabId: 5, documentId: 'd' });
  expect(closed).toEqual([5]);
});

it('when the launcher is switched or wanted back, then open tabs hear it', async () => {
  const { app, world } = await anythingLlm();
  const told: string[] = [];
  const ask = viewRequests(world.engine, {
    ...idleOutside,
    startLaunchers: async () => void told.push('start'),
    tellLaunchers: async () => void told.push('ask again'),
  });
  const hiddenHere = [app.url];
  const patches = [
    { launcher: false },
    { pollSeconds: 60 },
    { launcher: true, launcherHiddenAt: hiddenHere },
    { launcherHiddenAt: [] },
  ];
  for (const patch of patches) await ask({ type: 'preferences', patch }, { kind: 'view' });
  expect(told).toEqual(['ask again', 'ask again', 'start']);
});

describe('put-back', () => {
  const system = 'anythingllm/system';
  const panel = { kind: 'framed-view', tabId: 5, documentId: 'd' } as const;

  /** AnythingLLM's default was changed; who asks for it back, and for whom. */
  async function afterChange(options: Parameters<typeof TwoApps.start>[0]) {
    const both = await TwoApps.start(options);
    const isShared = options?.as !== undefined;
    if (isShared) await both.keeper.setRole('llm.model', system, 'on');
    await both.world.quiet();
    const target = model('anthropic', 'claude-opus-4-1');
    await both.edit('llm.model', target);
    if (isShared) await both.keeper.answer('llm.model', system, target, 'yes');
    await both.world.quiet();
    expect(both.system).toEqual(target);
    await both.world.engine.memory.setClaim(panel.tabId, panel.documentId);
    const { people } = await both.state();
    const change = await both.changeAt(system);
    const ask = viewRequests(both.world.engine, idleOutside);
    const putBack = (whom: 'me' | 'everyone', sender: Parameters<typeof ask>[1]) =>
      ask({ type: 'put-back', people, change, for: whom }, sender);
    return { both, target, putBack };
  }
  const before = model('openai', 'gpt-4o');
  const shared = { anythingllm: { mode: 'multi' }, as: 'alice' } as const;

  it('W4: when others use it, then it is put back for everyone in our own window', async () => {
    const { both, putBack } = await afterChange(shared);
    expect(await putBack('everyone', { kind: 'view' })).toBe(true);
    await both.world.quiet();
    expect(both.system).toEqual(before);
  });

  it('W4: when others use it, then it is not put back for one person, nor stored', async () => {
    const { both, target, putBack } = await afterChange(shared);
    const { seq } = await both.settings();
    await expect(putBack('me', { kind: 'view' })).rejects.toThrow(TypeError);
    await expect(putBack('everyone', panel)).rejects.toThrow(TypeError);
    await both.world.quiet();
    expect(both.system).toEqual(target);
    expect(await both.settings()).toMatchObject({ dueWrites: [], seq });
  });

  it('W4: when only this person uses it, then one press is enough, in a page, too', async () => {
    const { both, putBack } = await afterChange({});
    await expect(putBack('everyone', panel)).rejects.toThrow('a window of Tandem’s own');
    expect(await putBack('me', panel)).toBe(true);
    await both.world.quiet();
    expect(both.system).toEqual(before);
  });
});

describe('disconnect', () => {
  const disconnect = ({ world }: TwoApps, app: AppId) =>
    viewRequests(world.engine, idleOutside)({ type: 'disconnect', app }, { kind: 'view' });

  it.each(appIds)('when %s is disconnected, then the former default preset is told to be back', async (app) => {
    const { both, former } = await withFormerPreset();
    expect(await disconnect(both, app)).toBe('restored');
    expect(both.defaults().map(({ presetId }) => presetId)).toEqual([former.presetId]);
    expect(await both.world.engine.connections()).toHaveLength(1);
  });

  it.each<[why: string, happens: (both: TwoApps) => Promise<unknown>]>([
    ['can’t be asked', ({ librechat }) => librechat.down()],
    [
      'has no session',
      ({ librechat, world }) => {
        world.cookies.clear();
        const logout = { method: 'POST', url: `${librechat.url}api/auth/logout`, status: 200 };
        return world.quiet(world.engine.pageRequested(logout));
      },
    ],
  ])('when LibreChat %s, then disconnecting says that the preset stays', async (_why, happens) => {
    const { both } = await withFormerPreset();
    await happens(both);
    expect(await disconnect(both, 'librechat')).toBe('not-now');
    expect(both.defaults()).toMatchObject([{ title: 'Tandem: shared settings' }]);
    expect(await both.world.engine.connections()).toHaveLength(1);
    expect(await disconnect(both, 'anythingllm')).toBeNull();
  });

  it('when Tandem made no preset, then disconnecting has nothing to say', async () => {
    const both = await TwoApps.start();
    expect(await disconnect(both, 'librechat')).toBeNull();
    expect(await disconnect(both, 'anythingllm')).toBeNull();
  });
});
