import { expect, it } from 'vitest';
import { showOpenQuestions } from '@/lib/background';
import { pageMessages } from '@/lib/background/page-messages';
import { nothingToSee, type Snapshot } from '@/lib/bridge';
import { OtherPeopleError } from '@/lib/settings';
import { ALEX, startLibreChat } from '../../../apps/librechat';
import { idleOutside } from '../../kit/idle-outside';
import { answerOutOfOrder } from '../../kit/out-of-order';
import { model } from '../../settings/two-apps';
import { Bridged, PageCode, withCode } from './bridged';

it('when code in a page looks, then it sees its own app’s data and nothing secret', async () => {
  const bridged = await Bridged.start();
  const seen = await bridged.code('librechat').look();
  expect(seen.conversations?.length).toBeGreaterThan(3);
  expect(seen.workspaces).toBeNull();
  const text = JSON.stringify(seen) + bridged.code('librechat').who;
  for (const [name, value] of bridged.world.session.items) {
    if (name.endsWith(':token')) expect(text).not.toContain((value as { token: string }).token);
  }
  for (const { id } of await bridged.world.engine.connections()) expect(text).not.toContain(id);
});

it('when code asks again, then it is told only what it does not have yet', async () => {
  const { code } = await withCode();
  const have = code.digests;
  for (const ask of [{ op: 'state' }, { op: 'sync' }, { op: 'want', slices: ['conversations'] }] as const)
    expect(((await code.ask({ ...ask, have })).value as Snapshot).slices).toEqual({});
});

it('when no app is connected at an address, then its code is not listened to', async () => {
  const bridged = await Bridged.start();
  const stranger = new PageCode('http://stranger.example/', 9, 'd', () => bridged.host);
  expect((await stranger.ask({ op: 'state', have: {} })).error?.code).toBe('not-connected');
  expect((await stranger.request('GET', '/api/shared-state')).status).toBe(503);
  const messages = pageMessages(bridged.world.engine, bridged.host, idleOutside);
  const message = { type: 'bridge', doc: 'd', text: '{"v":1,"n":1,"ask":{"op":"sync"}}' } as const;
  expect(await messages(message, { url: stranger.url, tabId: 9 })).toBeNull();
});

it('when code says what is no message, then it is refused with its number', async () => {
  const code = (await Bridged.start()).code('librechat');
  expect(await code.say('{"v":1,"n":7,"ask":{"op":"heartbeat","input":true}}')).toMatchObject({
    n: 7,
    error: { code: 'invalid', status: 400 },
  });
  expect(await code.say('{"v":3,"n":8}')).toMatchObject({ n: 8, error: { code: 'wrong-version' } });
  expect(await code.say('{')).toMatchObject({ n: null, error: { code: 'invalid' } });
});

it('when code wants the other app’s data, then it has it as long as that is allowed', async () => {
  const { bridged, code } = await withCode();
  const want = { op: 'want', slices: ['workspaces'], have: {} } as const;
  expect((await code.ask(want)).error?.code).toBe('asked');
  expect((await code.request('GET', '/api/shared-state/workspaces')).status).toBe(403);
  expect(await bridged.asked()).toEqual(['librechat read-other']);
  await bridged.allow('librechat', 'read-other');
  expect(code.seen?.workspaces?.length).toBeGreaterThan(1);
  expect(code.seen?.connection?.rights.readOther).toBe('yes');
  expect((await code.ask(want)).error).toBeUndefined();
  expect((await code.request('GET', '/api/shared-state/workspaces')).body).toEqual(code.seen?.workspaces);
  await bridged.allow('librechat', 'read-other', 'no');
  expect(code.seen?.workspaces).toBeNull();
  expect((await code.ask(want)).error?.code).toBe('not-allowed');
  expect(await bridged.asked()).toEqual([]);
});

it('when a right is refused, then code is told where and when it can be had', async () => {
  const { bridged, code } = await withCode();
  const refusal = async () => (await code.ask({ op: 'want', slices: ['workspaces'], have: {} })).error;
  // Where the question waits.
  expect((await refusal())?.message).toContain('in its panel, behind the toolbar’s button');
  await bridged.allow('librechat', 'read-other', 'later');
  bridged.killWorker();
  expect(await refusal()).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('another day') });
  bridged.world.clockShift += 24 * 60 * 60_000;
  expect((await refusal())?.code).toBe('asked');
  await bridged.allow('librechat', 'read-other', 'no');
  expect(await refusal()).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('settings can') });
});

it('when people who left are said to have answered, then nothing is stored', async () => {
  const bridged = await Bridged.start();
  const answer = bridged.world.engine.rights.answer('others', 'librechat', 'change', 'yes');
  await expect(answer).rejects.toThrow(OtherPeopleError);
  expect((await bridged.both.state()).rights.answers).toEqual({});
});

it('when questions wait, then the sign counts those of the people signed in now', async () => {
  const bridged = await Bridged.start();
  const shown: number[] = [];
  const watch = () => showOpenQuestions(bridged.world.engine, async (questions) => void shown.push(questions));
  watch();
  const code = bridged.code('librechat');
  await code.look();
  await code.change({ theme: 'dark' });
  await code.request('GET', '/api/shared-state/workspaces');
  await bridged.quiet();
  await expect.poll(() => shown).toEqual([0, 1, 2]);
  bridged.killWorker();
  watch();
  await expect.poll(() => shown).toEqual([0, 1, 2, 2]);
  await bridged.allow('librechat', 'change', 'no');
  await expect.poll(() => shown.at(-1)).toBe(1);
  // Whoever comes next was asked nothing.
  await bridged.signOut();
  await expect.poll(() => shown.at(-1)).toBe(0);
});

it('when code changes a setting, then it is asked for once and goes to both apps', async () => {
  const { bridged, code } = await withCode();
  const patch = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
  const change = () => code.ask({ op: 'update-llm', who: code.who ?? '', patch });
  expect((await change()).error?.code).toBe('asked');
  expect(await bridged.both.listed()).toEqual([]);
  await bridged.allow('librechat', 'change');
  expect((await change()).error).toBeUndefined();
  await bridged.quiet();
  expect(bridged.both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
  expect(code.seen?.llm).toMatchObject(patch);
  const { status, body } = await code.request('POST', '/api/shared-state/llm-settings', {
    model: 'claude-haiku-4-5',
  });
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ ...patch, pending: { provider: 'anthropic', model: 'claude-haiku-4-5' } }),
  ]);
});

it('when code chooses a model that no app has, then it is refused in words', async () => {
  const { bridged, code } = await withCode('librechat', 'change');
  const { both } = bridged;
  const change = async (patch: object) => (await code.ask({ op: 'update-llm', who: code.who ?? '', patch })).error;
  const before = both.system;
  expect(await change({ provider: 'openai', model: 'gpt-nobody-has' })).toMatchObject({
    code: 'invalid',
    message: 'No app is known to have gpt-nobody-has; the user can choose it in Tandem.',
    issues: [{ path: 'model' }],
  });
  expect(await change({ provider: 'perplexity' })).toMatchObject({ code: 'invalid', issues: [{ path: 'provider' }] });
  await bridged.quiet();
  expect(both.system).toEqual(before);
  // The person said it in the panel: the very model is no news.
  await bridged.both.keeper.edit('llm.model', { value: { provider: 'openai', model: 'gpt-nobody-has' } });
  await bridged.quiet();
  expect(await change({ provider: 'openai', model: 'gpt-nobody-has' })).toBeUndefined();
  // One of the two is enough: LibreChat alone has the one, AnythingLLM alone the other.
  expect(await change({ provider: 'google', model: 'gemini-2.5-pro' })).toMatchObject({ code: 'invalid' });
  expect(await change({ provider: 'gemini', model: 'gemini-2.5-pro' })).toBeUndefined();
  expect(await change({ provider: 'anthropic', model: 'claude-opus-4-6' })).toBeUndefined();
});

it('when a yes is seen, then a change is made before the disk confirms it', async () => {
  const { bridged, code } = await withCode();
  const { engine, local } = bridged.world;
  const { people } = await bridged.both.state();
  let arrive = () => {};
  const stored = new Promise<void>((seen) => {
    local.answered = async (what) => {
      if (what === 'get') return;
      seen();
      local.answered = async () => undefined;
      return new Promise((resolve) => {
        arrive = resolve;
      });
    };
  });
  const allowed = engine.rights.answer(people, 'librechat', 'change', 'yes');
  await stored;
  expect((await bridged.both.state()).rights.answers).toEqual({ librechat: { change: 'yes' } });
  const changed = code.change({ theme: 'dark' });
  setTimeout(arrive, 50);
  expect(await changed).toBe('done');
  await allowed;
});

it('when code changes several settings, then they are stored as a whole', async () => {
  const { bridged, code } = await withCode('librechat', 'change');
  const stored: string[] = [];
  bridged.world.engine.onStored((changes) => {
    for (const [name, text] of Object.entries(changes)) if (name.includes(':settings:')) stored.push(String(text));
  });
  expect(await code.change({ theme: 'dark', language: 'de', textSize: 5 })).toBe('done');
  const outbox = (JSON.parse(stored[0] ?? '{}').data.outbox as { register: string }[]).map(({ register }) => register);
  expect(outbox.sort()).toEqual(['ui.language', 'ui.textSize', 'ui.theme']);
  await bridged.quiet();
});

it('when others are signed in than the page was shown, then its change is refused', async () => {
  const { bridged, code } = await withCode('anythingllm', 'change');
  const { who } = code;
  expect(await code.change({ theme: 'dark' })).toBe('done');
  const before = await bridged.both.settings();
  code.who = 'of somebody else';
  expect(await code.change({ theme: 'light' })).toBe('somebody-else');
  // The same people have another name for each app.
  const other = bridged.code('librechat');
  await other.look();
  code.who = other.who;
  expect(await code.change({ theme: 'light' })).toBe('somebody-else');
  expect((await code.request('POST', '/api/shared-state/ui-settings', { theme: 'light' })).status).toBe(409);
  expect(await bridged.both.settings()).toEqual(before);
  code.who = who;
  expect(await code.change({ theme: 'light' })).toBe('done');
});

it('when two changes come at once, then the second stands upon the first', async () => {
  const { bridged, code } = await withCode('librechat', 'change');
  const who = code.who ?? '';
  const inOrder = answerOutOfOrder(bridged.world.local, 4);
  await Promise.all([
    code.ask({ op: 'update-llm', who, patch: { provider: 'anthropic' } }),
    code.ask({ op: 'update-llm', who, patch: { model: 'claude-sonnet-4-5' } }),
  ]);
  inOrder();
  await bridged.quiet();
  expect(bridged.both.system).toEqual(model('anthropic', 'claude-sonnet-4-5'));
});

it('when a change is refused again and again, then its question is stored once', async () => {
  const { bridged, code } = await withCode();
  let commits = 0;
  bridged.world.engine.onStored(() => {
    commits += 1;
  });
  for (let i = 0; i < 50; i++) expect(await code.change({ theme: 'dark' })).toBe('asked');
  expect(commits).toBe(1);
});

it('when pages and the worker start anew, then code still has 20 changes a minute', async () => {
  const bridged = await Bridged.start();
  await bridged.allow('librechat', 'change');
  const results: string[] = [];
  for (let i = 0; i < 21; i++) {
    const code = bridged.code('librechat', `doc ${i}`);
    if (i === 10) bridged.killWorker();
    await code.look();
    results.push(await code.change({ textSize: (i % 5) + 1 }));
  }
  expect(results).toEqual([...Array.from({ length: 20 }, () => 'done'), 'too-many']);
  bridged.world.clockShift += 60_000;
  expect(await bridged.codes[20]?.change({ textSize: 5 })).toBe('done');
});

it('when it is not known who is signed in, then changes are refused', async () => {
  const { bridged, code } = await withCode('librechat', 'change');
  await bridged.world.engine.disconnect('anythingllm');
  await bridged.quiet();
  expect(code.who).toBeNull();
  expect(await code.change({ theme: 'dark' })).toBe('not-ready');
  expect((await code.request('POST', '/api/shared-state/ui-settings', { theme: 'dark' })).status).toBe(503);
});

it('when the bridge is switched, then all of it is off at once, and on again', async () => {
  const { bridged, code } = await withCode('librechat', 'change');
  const turn = async (bridge: 'on' | 'off') => {
    await bridged.world.engine.updatePreferences((present) => ({ ...present, bridge }));
    await bridged.quiet();
  };
  await turn('off');
  expect(code.seen).toEqual(nothingToSee);
  expect(code.who).toBeNull();
  expect(await code.change({ theme: 'dark' })).toBe('off');
  expect((await code.ask({ op: 'sync', have: {} })).error?.code).toBe('off');
  expect((await code.request('GET', '/api/shared-state')).status).toBe(403);
  await turn('on');
  expect(code.seen?.conversations?.length).toBeGreaterThan(3);
});

it('when a worker or its document starts anew, then numbers go on in order', async () => {
  const { bridged, code } = await withCode();
  const numbers: number[] = [];
  const look = async () => {
    const { value } = await code.ask({ op: 'state', have: {} });
    numbers.push((value as Snapshot).at);
  };
  await look();
  await look();
  await bridged.edit('ui.textSize', 5);
  numbers.push(...bridged.told.map(({ text }) => JSON.parse(text).news.at));
  bridged.killWorker();
  await look();
  bridged.closed.add(code.tabId);
  await bridged.edit('ui.textSize', 1);
  bridged.closed.clear();
  await look();
  expect(numbers.length).toBeGreaterThan(4);
  expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual(numbers);
});

it('when something changes, then each document hears it, by a new worker, too', async () => {
  const bridged = await Bridged.start();
  const [chat, llm] = [bridged.code('librechat'), bridged.code('anythingllm')];
  await chat.look();
  await llm.look();
  bridged.told.length = 0;
  await bridged.edit('ui.textSize', 5);
  expect(chat.seen?.ui?.pending).toEqual({ textSize: 5 });
  expect(llm.seen?.ui?.pending).toEqual({ textSize: 5 });
  for (const { app, doc, text } of bridged.told) {
    expect(doc).toBe(`doc of ${app}`);
    expect(Object.keys(JSON.parse(text).news.slices)).not.toContain('conversations');
  }
  const count = bridged.told.length;
  await bridged.world.engine.updatePreferences((present) => ({ ...present, launcherTop: 0.5 }));
  await bridged.quiet();
  expect(bridged.told).toHaveLength(count);
  bridged.killWorker();
  bridged.told.length = 0;
  await bridged.edit('ui.textSize', 1);
  expect(chat.seen?.ui?.pending).toEqual({ textSize: 1 });
  for (const { text } of bridged.told) expect(Object.keys(JSON.parse(text).news.slices)).not.toContain('conversations');
});

it('when the person signs out, then what was shown is taken away at once', async () => {
  const { bridged, code } = await withCode('librechat', 'read-other');
  await bridged.signOut();
  expect(code.seen).toMatchObject({ user: null, conversations: null });
  expect(code.who).toBeNull();
  // What was allowed, was allowed by two people; one of them is not there any more.
  expect(code.seen?.workspaces).toBeNull();
});

it('when a page asks to sync often, then the apps are asked every 10 s at most', async () => {
  const { bridged, code } = await withCode('anythingllm');
  const { both, world } = bridged;
  const asked = () => [both.anythingllm, both.librechat].map(({ log }) => log.all().length);
  const before = asked();
  for (let i = 0; i < 30; i++) expect((await code.ask({ op: 'sync', have: {} })).error).toBeUndefined();
  expect(asked()).toEqual(before);
  world.clockShift += 11_000;
  await Promise.all(Array.from({ length: 30 }, () => code.ask({ op: 'sync', have: {} })));
  const once = asked();
  expect(once[0]).toBeGreaterThan(before[0] ?? 0);
  await code.ask({ op: 'sync', have: {} });
  expect(asked()).toEqual(once);
});

it.each([
  ['questions', '{"v":1,"n":1,"ask":{"op":"state","have":{}}}', undefined],
  ['no questions', `{"n":1,"x":"${'x'.repeat(1_000)}`, 'invalid'],
] as const)('when a page asks 302 %s in a minute, then 300 are heard', async (_what, text, heard) => {
  const { bridged, code } = await withCode('anythingllm');
  bridged.world.clockShift += 60_000;
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 302; i++) codes.push((await code.say(text)).error?.code);
  expect(codes.filter((one) => one === heard)).toHaveLength(300);
  expect(codes.at(-1)).toBe('too-many');
  expect((await code.ask({ op: 'state', have: {} })).error?.code).toBe('too-many');
  bridged.world.clockShift += 60_000;
  expect((await code.ask({ op: 'state', have: {} })).error).toBeUndefined();
});

it('when a tab is closed, then its document is forgotten', async () => {
  const bridged = await Bridged.start();
  const closed = bridged.code('librechat');
  const open = bridged.code('anythingllm');
  await closed.look();
  await open.look();
  bridged.closed.add(closed.tabId);
  await bridged.edit('ui.textSize', 5);
  const kept = Object.keys(await bridged.world.session.get(null)).filter((name) => name.startsWith('bridge:'));
  expect(kept).toEqual([`bridge:${open.tabId}`]);
});

it('when an app moved, then a page of its old address gets nothing of the new', async () => {
  const { bridged, code } = await withCode();
  const { both, world } = bridged;
  const elsewhere = await startLibreChat();
  try {
    // The page waits for both apps to be read, and one of them takes its time.
    world.clockShift += 11_000;
    both.anythingllm.faults.add({ times: 1, action: { delayMs: 3_000 } });
    const late = code.ask({ op: 'sync', have: {} });
    world.setCookies(elsewhere.signIn(ALEX.email).cookies);
    await world.connect('librechat', elsewhere);
    await world.quiet();
    expect((await both.state()).people).toBeDefined();
    const { value } = await late;
    expect(value).toMatchObject({ who: null, slices: { user: null, conversations: null, connection: null } });
    expect((await code.ask({ op: 'state', have: {} })).error?.code).toBe('not-connected');
  } finally {
    await elsewhere.stop();
  }
});
