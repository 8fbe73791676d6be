import { describe, expect, it } from 'vitest';
import { initialStatus } from '@/lib/model';
import { records } from '@/lib/store';
import { answerOutOfOrder } from '../kit/out-of-order';
import { nextSecond } from '../kit/world';
import { gpt4o, TwoApps, withLastUsed, withPages } from './two-apps';

const linkAt = async (both: TwoApps, place: string) =>
  (await both.settings()).replicas.find(({ id, register }) => id === place && register === 'ui.theme')?.link;

it('when a theme is chosen in a page or in Tandem, then both pages follow', async () => {
  const { both, brain, chat, themes } = await withPages();
  await both.choose(brain, 'ui.theme', 'dark');
  expect(chat.held['ui.theme']).toBe('dark');
  await both.choose(chat, 'ui.theme', 'system');
  expect(brain.held['ui.theme']).toBe('system');
  await both.edit('ui.theme', 'light');
  expect(themes()).toEqual(['light', 'light']);
  expect(await both.listed()).toEqual([
    'librechat/page: light → dark (place, ok)',
    'anythingllm/page: dark → system (place, ok)',
    'anythingllm/page: system → light (edit, ok)',
    'librechat/page: system → light (edit, ok)',
  ]);
  expect(await both.settings()).toMatchObject({ dueWrites: [], outbox: [], conflicts: [], questions: [] });
});

it('O2: when a page chooses twice before the first answer, then the second is kept', async () => {
  const { both, brain, themes } = await withPages();
  await Promise.all([brain.choose('ui.theme', 'system'), brain.choose('ui.theme', 'dark')]);
  await both.world.quiet();
  expect(themes()).toEqual(['dark', 'dark']);
  expect((await both.settings()).conflicts).toEqual([]);
});

it('O2: when a tab chose before it heard of another’s choice, then both are listed', async () => {
  const { both, brain, chat: late } = await withPages();
  await both.open('librechat', { 'ui.theme': 'light' });
  await both.chooseUnheard(late, ['ui.theme', 'dark'], () => both.choose(brain, 'ui.theme', 'system'));
  expect((await both.settings()).registers['ui.theme']?.value).toEqual({ value: 'system' });
  expect(await both.conflicts()).toEqual(['"system" from anythingllm/page, not "dark" from librechat/page']);
});

it('when a page gets a next theme before it reported one, then one change is listed', async () => {
  const { both, brain, chat } = await withPages();
  both.world.closePage('anythingllm', brain);
  both.world.closePage('librechat', chat);
  const report = async (theme: string) => {
    const ui = { theme, language: null, textSize: null };
    const told = { session: 'unknown', path: '/', ui, lastUsed: null } as const;
    return (await both.world.engine.pageReported(both.librechat.url, told, chat.tabId))?.desired?.values;
  };
  await both.edit('ui.theme', 'dark');
  expect(await report('light')).toEqual({ 'ui.theme': 'dark' });
  await both.edit('ui.theme', 'system');
  expect(await report('light')).toEqual({ 'ui.theme': 'system' });
  expect(await report('system')).toEqual({ 'ui.theme': 'system' });
  expect(await both.listed()).toEqual(['librechat/page: light → system (edit, ok)']);
});

it('when an app is disconnected, then the pages of both let go of what they held', async () => {
  const { both, brain, chat } = await withPages();
  expect([brain.desired, chat.desired]).toEqual([{ 'ui.theme': 'light' }, { 'ui.theme': 'light' }]);
  await both.world.engine.disconnect('anythingllm');
  await both.world.quiet();
  expect([brain.desired, chat.desired]).toEqual([null, {}]);
});

it('W3: when somebody leaves before a write is stored, then no page is told of it', async () => {
  const { both, themes } = await withPages();
  const { store } = both.world.engine;
  const { connection } = (await both.world.shown()).apps.librechat;
  const key = records.status(connection?.id ?? '');
  const known = (await store.read(key)) ?? initialStatus;
  both.world.meanwhile = () =>
    store.commit((transaction) => transaction.write(key, { ...known, session: 'signed-out', identity: null }));
  await both.command((keeper) => keeper.edit('ui.theme', { value: 'dark' }));
  expect(themes()).toEqual(['light', 'light']);
  both.world.meanwhile = async () => undefined;
  await store.commit((transaction) => transaction.write(key, known));
  await both.sync();
  expect(themes()).toEqual(['dark', 'dark']);
  expect(await both.listed()).toEqual([
    'anythingllm/page: light → dark (edit, ok)',
    'librechat/page: light → dark (edit, ok)',
  ]);
});

it('when a page reports while nobody is known there, then it is asked again later', async () => {
  const both = await TwoApps.start();
  await both.open('anythingllm', { 'ui.theme': 'light' });
  const { store } = both.world.engine;
  const key = records.status((await both.world.shown()).apps.librechat.connection?.id ?? '');
  const known = (await store.read(key)) ?? initialStatus;
  await store.commit((transaction) => transaction.write(key, { ...known, session: 'signed-out', identity: null }));
  const chat = await both.open('librechat', { 'ui.theme': 'light' });
  expect(chat.desired).toBeNull();
  await store.commit((transaction) => transaction.write(key, known));
  await both.sync();
  expect(chat.desired).toEqual({ 'ui.theme': 'light' });
  expect(await linkAt(both, 'librechat/page')).toEqual({ state: 'joined', base: { value: 'light' } });
});

it('when commands follow each other quickly, then the last one counts', async () => {
  const both = await TwoApps.start();
  await both.world.quiet();
  const inHaste = async (...asked: readonly (() => Promise<unknown>)[]) => {
    const inOrder = answerOutOfOrder(both.world.local, 4);
    await Promise.all(asked.map((ask) => ask()));
    inOrder();
    await both.world.quiet();
    return both.settings();
  };
  const { keeper } = both;
  const role = (wanted: 'on' | 'off') => () => keeper.setRole('ui.theme', 'librechat/page', wanted);
  const { participation } = await inHaste(role('on'), role('off'), role('on'));
  expect(participation).toEqual({ 'ui.theme/librechat/page': 'on' });
  const mode = (wanted: 'ask' | 'off') => () => keeper.setMode('ui.theme', wanted);
  expect((await inHaste(mode('off'), mode('ask'))).modes).toEqual({ 'ui.theme': 'ask' });
  const { paused } = await inHaste(
    () => keeper.goOn(),
    () => keeper.pause(),
  );
  expect(paused).toBe(true);
});

it('when an edit overtakes the use of a value everywhere, then the edit counts', async () => {
  const { both, themes } = await withPages('dark');
  await Promise.all([both.keeper.useEverywhere('ui.theme', 'librechat/page'), both.edit('ui.theme', 'system')]);
  await both.world.quiet();
  expect(themes()).toEqual(['system', 'system']);
});

it('O3: when a place that only leads takes what an edit wants, then that is newer', async () => {
  const { both } = await withLastUsed({ anythingllm: { mode: 'multi' }, as: 'dana' });
  await both.setRole('llm.model', 'anythingllm/system', 'on');
  both.world.closePages('librechat');
  await both.edit('llm.model', { provider: 'anthropic', model: 'claude-sonnet-4-5' });
  const before = await both.settings();
  expect(before.outbox).toMatchObject([{ register: 'llm.model' }]);
  Object.assign(both.anythingllm.state.env, { LLMProvider: 'anthropic', AnthropicModelPref: 'claude-sonnet-4-5' });
  await both.sync();
  const after = await both.settings();
  expect(after.registers['llm.model']?.seq).toBeGreaterThan(before.registers['llm.model']?.seq ?? Infinity);
  expect(after.outbox).toMatchObject([{ register: 'llm.model', seq: after.registers['llm.model']?.seq }]);
});

it('J4 O3: when a page first tells what a hand did, then that is a conflict', async () => {
  const both = await TwoApps.start();
  await both.edit('ui.theme', 'system');
  const chat = await both.world.openPage('librechat', {}, 'silent');
  await both.choose(chat, 'ui.theme', 'dark');
  expect(chat.held['ui.theme']).toBe('system');
  expect(await both.conflicts()).toEqual(['"system" from edit, not "dark" from librechat/page']);
});

describe('a conflict', () => {
  const begin = async () => {
    const { both, brain, chat } = await withPages();
    await both.chooseUnheard(brain, ['ui.theme', 'dark'], () => both.edit('ui.theme', 'system'));
    expect(await both.conflicts()).toEqual(['"system" from edit, not "dark" from anythingllm/page']);
    return { both, brain, chat };
  };

  it.each(['system', 'light'])('O3: when its setting is edited to %s, then a conflict is answered', async (value) => {
    const { both } = await begin();
    await both.edit('ui.theme', value);
    expect(await both.conflicts()).toEqual([]);
  });

  it('O3: when one value is taken everywhere, then a conflict is answered', async () => {
    const { both, chat } = await begin();
    await both.command((keeper) => keeper.useEverywhere('ui.theme', 'librechat/page'));
    expect(await both.conflicts()).toEqual([]);
    expect(chat.held['ui.theme']).toBe('system');
  });

  it('O3: when another setting is edited, then a conflict stays', async () => {
    const { both, chat } = await begin();
    await both.edit('ui.textSize', 4);
    await both.choose(chat, 'ui.theme', 'light');
    expect(await both.conflicts()).toHaveLength(1);
  });

  it('O3: when an answer comes into conflict itself, then that is listed', async () => {
    const { both, brain } = await begin();
    await both.chooseUnheard(brain, ['ui.theme', 'dark'], () => both.edit('ui.theme', 'light'));
    expect(await both.conflicts()).toEqual(['"light" from edit, not "dark" from anythingllm/page']);
  });
});

it('C3 C6: when an app writes by itself, then that is never adopted', async () => {
  const { both, brain, chat } = await withPages();
  brain.held['ui.theme'] = 'system';
  await brain.report();
  delete chat.held['ui.theme'];
  await both.report(chat);
  expect(await both.listed()).toEqual([]);
  expect((await both.settings()).registers['ui.theme']?.value).toEqual({ value: 'light' });
});

it('C4: when one app says a value more finely, then the other follows as it can', async () => {
  const both = await TwoApps.start();
  const brain = await both.world.openPage('anythingllm', { 'ui.textSize': 'normal', 'ui.language': 'de' });
  const chat = await both.open('librechat', { 'ui.textSize': 'text-base', 'ui.language': 'de-DE' });
  await both.choose(chat, 'ui.textSize', 'text-xl');
  expect([brain.held['ui.textSize'], chat.held['ui.textSize']]).toEqual(['large', 'text-xl']);
  await both.choose(chat, 'ui.textSize', 'text-lg');
  expect([brain.held['ui.textSize'], chat.held['ui.textSize']]).toEqual(['large', 'text-lg']);
  expect(await both.listed()).toEqual(['anythingllm/page: normal → large (place, ok)']);
});

it('J2: when places are compared, then exactly what was announced is written', async () => {
  const both = await TwoApps.start();
  const brain = await both.world.openPage('anythingllm', { 'ui.theme': 'light', 'ui.language': 'de' });
  const chat = await both.open('librechat', { 'ui.theme': 'dark', 'ui.language': 'fr-FR' });
  const answers = [
    { register: 'ui.theme' as const, take: 'librechat/page' as const },
    { register: 'ui.language' as const, take: null },
  ];
  expect(await both.keeper.preview(answers)).toEqual([
    { register: 'ui.theme', place: 'anythingllm/page', from: { value: 'light' }, to: 'dark' },
  ]);
  await both.command((keeper) => keeper.compare(answers, 'leave'));
  expect(brain.held).toMatchObject({ 'ui.theme': 'dark', 'ui.language': 'de' });
  expect(chat.held).toMatchObject({ 'ui.theme': 'dark', 'ui.language': 'fr-FR' });
  expect(await both.listed()).toEqual(['anythingllm/page: light → dark (edit, ok)']);
  expect((await both.settings()).questions.filter(({ register }) => register.startsWith('ui.'))).toEqual([]);
});

it('when all is paused, then an edit waits until it goes on', async () => {
  const { both, themes } = await withPages();
  await both.keeper.pause();
  await both.edit('ui.theme', 'dark');
  expect(themes()).toEqual(['light', 'light']);
  await both.command((keeper) => keeper.goOn());
  expect(themes()).toEqual(['dark', 'dark']);
});

it('W5: when the person wants to be asked, then a no is an answer', async () => {
  const { both, brain, chat } = await withPages();
  await both.keeper.setMode('ui.theme', 'ask');
  await both.choose(brain, 'ui.theme', 'dark');
  expect(chat.held['ui.theme']).toBe('light');
  expect((await both.settings()).questions).toMatchObject([
    { kind: 'approve', place: 'librechat/page', target: 'dark', why: 'mode' },
  ]);
  await both.command((keeper) => keeper.answer('ui.theme', 'librechat/page', 'dark', 'no'));
  expect(chat.held['ui.theme']).toBe('light');
  expect((await both.settings()).questions).toEqual([]);
  await both.choose(brain, 'ui.theme', 'system');
  await both.command((keeper) => keeper.answer('ui.theme', 'librechat/page', 'system', 'yes'));
  expect(chat.held['ui.theme']).toBe('system');
});

it('J3: when a page chooses what none held, then the other page is given it', async () => {
  const { both, brain, chat } = await withPages();
  await both.choose(brain, 'ui.textSize', 'large');
  expect(chat.held['ui.textSize']).toBe('text-lg');
  expect(await both.listed()).toEqual(['librechat/page: absent → text-lg (place, ok)']);
});

it('J3: when a page without an opinion joins, then it gets nothing that was found', async () => {
  for (const order of [
    ['anythingllm', 'librechat'],
    ['librechat', 'anythingllm'],
  ] as const) {
    const both = await TwoApps.start();
    for (const app of order) {
      await both.open(app, app === 'librechat' ? { 'ui.textSize': 'text-xl' } : { 'ui.theme': 'light' });
    }
    expect(await both.listed()).toEqual([]);
    expect(await both.settings()).toMatchObject({ dueWrites: [], questions: [] });
  }
});

it('J2: when an app writes a first value by itself, then it is compared', async () => {
  const both = await TwoApps.start();
  const brain = await both.world.openPage('anythingllm', {});
  const chat = await both.open('librechat', { 'ui.theme': 'dark' });
  brain.held['ui.theme'] = 'system';
  await both.report(brain);
  expect([brain.held['ui.theme'], chat.held['ui.theme']]).toEqual(['system', 'dark']);
  expect((await both.settings()).questions).toMatchObject([{ kind: 'compare', register: 'ui.theme' }]);
  expect(await both.listed()).toEqual([]);
});

it('J2: when pages were open before both people were known, then they take part', async () => {
  const both = await TwoApps.start({ early: { 'ui.theme': 'light' } });
  expect(await linkAt(both, 'librechat/page')).toEqual({ state: 'joined', base: { value: 'light' } });
});

it('J2: when two people’s settings begin with a report, then it counts', async () => {
  const both = await TwoApps.start();
  await both.world.engine.store.commit((transaction) => {
    const pair = transaction.read(records.identities);
    if (pair) transaction.remove(records.settings(pair));
  });
  await both.world.openPage('librechat', { 'ui.theme': 'light' });
  await both.keeper.compare([], 'follow');
  expect(await linkAt(both, 'librechat/page')).toEqual({ state: 'joined', base: { value: 'light' } });
});

it('J5: when a setting is switched on again, then open pages are compared', async () => {
  const { both, brain, themes } = await withPages();
  await both.keeper.setMode('ui.theme', 'off');
  await both.choose(brain, 'ui.theme', 'dark');
  await both.command((keeper) => keeper.setMode('ui.theme', 'automatic'));
  expect((await both.settings()).questions).toMatchObject([{ kind: 'compare', register: 'ui.theme' }]);
  expect(themes()).toEqual(['dark', 'light']);
});

it('J1: when nobody wants a setting in step yet, then nothing is written anywhere', async () => {
  const both = await TwoApps.start({ wanted: 'not-yet' });
  const brain = await both.world.openPage('anythingllm', { 'ui.theme': 'light', 'ui.language': 'de' });
  const chat = await both.open('librechat', { 'ui.language': 'de-DE' });
  await brain.choose('ui.theme', 'dark');
  await chat.choose('ui.theme', 'light');
  await both.choose(chat, 'ui.language', 'fr-FR');
  expect(brain.held).toEqual({ 'ui.theme': 'dark', 'ui.language': 'de' });
  expect(chat.held).toEqual({ 'ui.theme': 'light', 'ui.language': 'fr-FR' });
  expect(await both.listed()).toEqual([]);
  const { questions, dueWrites, outbox } = await both.settings();
  expect(questions.map(({ kind, register }) => `${kind} ${register}`).sort()).toEqual([
    'compare ui.language',
    'compare ui.theme',
  ]);
  expect([dueWrites, outbox]).toEqual([[], []]);
  await both.command((keeper) => keeper.compare([{ register: 'ui.theme', take: 'anythingllm/page' }], 'leave'));
  expect(chat.held).toEqual({ 'ui.theme': 'dark', 'ui.language': 'fr-FR' });
  expect((await both.settings()).inStep).toEqual(['ui.theme']);
});

it('C6 W4: when LibreChat writes its last used model itself, then that stays there', async () => {
  const { both, chat } = await withLastUsed();
  await both.edit('llm.model', { provider: 'anthropic', model: 'claude-sonnet-4-5' });
  expect(chat.held['llm.model']).toEqual({ endpoint: 'anthropic', model: 'claude-sonnet-4-5' });
  chat.held['llm.model'] = gpt4o;
  await both.report(chat);
  const lastUsed = (await both.settings()).replicas.find(({ id }) => id === 'librechat/last-used');
  expect(lastUsed).toMatchObject({ link: { state: 'joined', base: { value: gpt4o } }, pinned: { by: 'choice' } });
  expect(chat.held['llm.model']).toEqual(gpt4o);
  await both.edit('llm.model', { provider: 'openai', model: 'gpt-4.1' });
  expect(chat.held['llm.model']).toEqual({ endpoint: 'openAI', model: 'gpt-4.1' });
});

describe('a page’s word that a change arrived there', () => {
  const waitingPlaces = async (both: TwoApps) => (await both.settings()).dueWrites.map(({ place }) => place);

  async function lost(options: Parameters<typeof TwoApps.start>[0] = {}) {
    const both = await TwoApps.start(options);
    const chat = await both.open('librechat', { 'ui.theme': 'dark' });
    chat.isSilent = true;
    await both.edit('ui.theme', 'light');
    expect(chat.held['ui.theme']).toBe('light');
    expect(await waitingPlaces(both)).toContain('librechat/page');
    return { both, chat };
  }

  it('when a page’s word of an arrival is lost with the worker, then it is asked again', async () => {
    const { both } = await lost();
    both.world.killWorker();
    await both.world.engine.settings.resume();
    await both.world.quiet();
    expect(await waitingPlaces(both)).not.toContain('librechat/page');
  });

  it('when a page reports while nobody is known, then it is asked again later', async () => {
    const { both, chat } = await lost({ anythingllm: { mode: 'multi' }, as: 'alice' });
    const report = { session: 'absent', path: '/', ui: null, lastUsed: null } as const;
    both.world.page = { open: true, token: null };
    await both.world.engine.pageReported(both.anythingllm.url, report, 7);
    await both.world.quiet();
    await chat.report();
    await nextSecond();
    both.signInAt('anythingllm', 'alice');
    await both.world.engine.bearerSeen(`${both.anythingllm.url}api/workspaces`, both.anythingllm.tokenFor('alice'));
    await both.world.quiet();
    expect(await waitingPlaces(both)).not.toContain('librechat/page');
  });
});

it('O2: when a report began before the present value, then it makes nothing newer', async () => {
  const { both, brain, chat } = await withPages('dark');
  await both.chooseUnheard(brain, ['ui.theme', 'system'], async () => {
    await both.choose(chat, 'ui.theme', 'light');
    const late = { theme: 'dark', language: null, textSize: null };
    const report = { session: 'present', path: '/', ui: late, lastUsed: null, byHand: {} } as const;
    await both.world.engine.pageReported(both.anythingllm.url, report, 1);
  });
  expect(await both.conflicts()).toEqual(['"system" from anythingllm/page, not "light" from librechat/page']);
});

describe('what only a reload shows', () => {
  const begin = async () => {
    const both = await TwoApps.start();
    const first = await both.world.openPage('librechat', { 'ui.theme': 'dark' });
    first.afterReload = ['ui.textSize'];
    await both.report(first);
    /** What a view shows that asks how things are. */
    const waits = async () => {
      await both.world.engine.viewStatus();
      return (await both.world.shown()).apps.librechat.ui?.afterReload ?? [];
    };
    const connection = await both.world.engine.connectionAt(both.librechat.url);
    if (!connection) throw new Error('LibreChat is not connected');
    const { pages } = both.world.engine;
    return { both, first, waits, pages, reload: () => pages.reload(connection) };
  };

  it('when any tab waits for a reload, then it is spoken of, after a restart, too', async () => {
    const { both, first, waits } = await begin();
    const second = await both.world.openPage('librechat', { 'ui.theme': 'dark' });
    expect(await waits()).toEqual(['ui.textSize']);
    second.afterReload = ['ui.language'];
    await second.report();
    both.world.killWorker();
    expect(await waits()).toEqual(['ui.language', 'ui.textSize']);
    both.world.closePage('librechat', first);
    expect(await waits()).toEqual(['ui.language']);
  });

  it('when tabs wait for a reload, then they are loaded, LibreChat’s one by one', async () => {
    const { both, first, waits, pages, reload } = await begin();
    await both.world.openPage('librechat', { 'ui.theme': 'dark' });
    const second = await both.world.openPage('librechat', { 'ui.theme': 'dark' });
    second.afterReload = ['ui.textSize'];
    await second.report();
    const reloading = reload();
    await expect.poll(() => both.world.reloaded).toEqual([first.tabId]);
    // A token that the former document was given late is not the one.
    await pages.pageRefreshed(both.librechat.url, first.tabId);
    await pages.documentStarted(both.librechat.url, first.tabId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(both.world.reloaded).toEqual([first.tabId]);
    await pages.pageRefreshed(both.librechat.url, first.tabId);
    expect(await reloading).toBe('reloaded');
    expect(both.world.reloaded).toEqual([first.tabId, second.tabId]);
    await pages.documentStarted(both.librechat.url, second.tabId);
    expect(await waits()).toEqual([]);
  });

  it('when an answer is being written in a tab, then its reload waits', async () => {
    const { both, first, pages, reload } = await begin();
    const other = await both.world.openPage('librechat', { 'ui.theme': 'dark' });
    const url = `${both.librechat.url}api/agents/chat/stream/7`;
    await pages.requestStarted({ requestId: 'a', tabId: first.tabId, url });
    await pages.requestStarted({ requestId: 'b', tabId: other.tabId, url });
    expect(await reload()).toBe('answering');
    expect(both.world.reloaded).toEqual([]);
    await pages.requestEnded({ requestId: 'a', tabId: first.tabId, url });
    expect(await reload()).toBe('reloaded');
    expect(both.world.reloaded).toEqual([first.tabId]);
  });
});
