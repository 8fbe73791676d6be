import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BridgeError, type Digests, longestAsk, nothingToSee } from '@/lib/bridge';
import type { Tandem, TandemState } from '@/lib/bridge/public';
import { offerPort } from '@/lib/page/bridge/hand-over';
import { relay } from '@/lib/page/bridge/relay';
import { startInPage } from '@/lib/page/bridge/start-page';
import { Lifetime } from '@/lib/page/lifetime';
import type { Send } from '@/lib/page/runtime';
import { conversation } from '../kit/samples';
import './with-resolvers';

const state: TandemState = {
  ...nothingToSee,
  user: { username: 'ann', name: null, email: null, avatarUrl: null },
  llm: { provider: 'openai', model: 'gpt-4o', temperature: null, maxTokens: null, pending: null },
  ui: { theme: 'dark', language: null, textSize: null, pending: null },
  conversations: [conversation('c1', { title: 'Tides' })],
  connection: {
    app: 'librechat',
    apps: { anythingllm: null, librechat: { session: 'signed-in', problem: null } },
    rights: { readOther: 'ask', change: 'ask' },
  },
};
const digestsOf = (slices: Partial<TandemState>): Digests =>
  Object.fromEntries(Object.entries(slices).map(([slice, value]) => [slice, JSON.stringify(value).slice(0, 60)]));
let given = 0;
const snapshot = (slices: Partial<TandemState>, who: string | null = 'w') => ({
  at: ++given,
  who,
  slices,
  digests: digestsOf(slices),
});

type Page = Window & typeof globalThis & { tandem: Tandem };
type Sent = { readonly v: number; readonly n: number; readonly ask: { readonly op: string } & Record<string, unknown> };

/** A document with both of our scripts in it, and a background that answers as it is told. */
class Document {
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly page = Object.assign(new EventTarget(), { document: this.document }) as unknown as Page;
  readonly sent: Sent[] = [];
  /** What the background answers; undefined: it was stopped in the middle. */
  answer: (sent: Sent) => object | null | undefined = ({ ask }) => ({
    value: ask.op === 'request' ? { status: 200, body: ask } : snapshot(ask.op === 'state' ? state : {}),
  });
  lifetime = new Lifetime(() => this.isOrphaned);
  isOrphaned = false;
  /** News of the background. */
  tell: ReturnType<typeof relay> = () => {};

  #port: MessagePort | null = null;
  /** Says something to the page, past the relay. */
  async toPage(text: string): Promise<void> {
    this.#port?.postMessage(text);
    await settled();
  }

  startRelay(doc = 'doc'): this {
    this.lifetime = new Lifetime(() => this.isOrphaned);
    this.lifetime.takeOver(this.document);
    offerPort(this.document, this.lifetime.signal, (port) => {
      this.#port = port;
      this.tell = relay(this.lifetime, port, { send: this.send as Send, doc });
    });
    return this;
  }

  startPage(): this {
    startInPage(this.page);
    return this;
  }

  readonly send = async ({ text }: { text: string }) => {
    const sent = JSON.parse(text) as Sent;
    this.sent.push(sent);
    const answer = this.answer(sent);
    return answer ? JSON.stringify({ n: sent.n, ...answer }) : answer;
  };

  /** Tells the page something new. */
  async news(slices: Partial<TandemState>, who: string | null = 'w'): Promise<void> {
    this.tell('doc', JSON.stringify({ news: snapshot(slices, who) }));
    await settled();
  }
}

const refuse = (code: BridgeError['code'], status = 403) => ({ error: { code, status, message: code, issues: [] } });
/** Ports deliver in tasks of their own. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

const documents: Document[] = [];
const open = () => {
  const document = new Document();
  documents.push(document);
  return document;
};
const start = () => {
  const at = open().startRelay().startPage();
  return { at, tandem: at.page.tandem };
};
const ready = async () => {
  const page = start();
  await page.tandem.ready;
  return page;
};
const errorsOf = (tandem: Tandem) => {
  const errors: string[] = [];
  tandem.on('error', ({ code }) => errors.push(code));
  return errors;
};
const llm = (model: string) => ({ ...state.llm, model }) as TandemState['llm'];

afterEach(() => {
  for (const document of documents.splice(0)) {
    document.lifetime.end();
    document.document.dispatchEvent(new Event('tandem:page'));
  }
});

it.each([
  ['our', (at: Document) => at.startRelay().startPage()],
  ['the page’s', (at: Document) => at.startPage().startRelay()],
  [
    'the page’s (and is read)',
    (at: Document) => {
      void at.startPage().page.tandem.ready;
      return at.startRelay();
    },
  ],
])('when %s script starts first, then window.tandem finds its way', async (_which, start) => {
  const { page } = start(open());
  expect(await page.tandem.ready).toEqual(state);
  expect(page.tandem.getState()).toEqual(state);
});

it('when window.tandem is not read, then no channel is made and nothing said', async () => {
  const at = open();
  let ports = 0;
  at.document.addEventListener('tandem:port', () => (ports += 1));
  at.startRelay().startPage();
  await settled();
  expect([at.sent, ports]).toEqual([[], 0]);
  await at.page.tandem.ready;
  expect(ports).toBe(1);
  expect(at.sent.map(({ v, n, ask }) => [v, n, ask.op])).toEqual([[1, 1, 'state']]);
});

it('when it gives something, then all is frozen but the property itself', async () => {
  const { page } = open().startRelay().startPage();
  const { tandem } = page;
  const given = await tandem.ready;
  for (const one of [tandem, given, given.llm, given.conversations]) expect(Object.isFrozen(one)).toBe(true);
  expect(Object.getOwnPropertyDescriptor(page, 'tandem')).toMatchObject({ configurable: true, set: undefined });
});

it('when the page made the name its own for good, then that is left alone', () => {
  const at = open();
  Object.defineProperty(at.page, 'tandem', { value: 'theirs', configurable: false });
  const heard = vi.fn();
  at.page.addEventListener('tandem:ready', heard);
  at.startRelay().startPage();
  expect(at.page.tandem).toBe('theirs');
  expect(heard).not.toHaveBeenCalled();
});

it('when code started before window.tandem, then an event says that it is there', () => {
  const at = open();
  let found: Tandem | undefined;
  at.page.addEventListener('tandem:ready', () => {
    found = at.page.tandem;
  });
  at.startRelay().startPage();
  expect(found?.version).toBe(1);
});

it('when a slice changes, then only those who listen to it hear', async () => {
  const { at, tandem } = await ready();
  const heard: unknown[] = [];
  tandem.subscribe((now) => heard.push(['llm', now?.llm?.model]), { slice: 'llm' });
  tandem.subscribe(() => heard.push('ui'), { slice: 'ui' });
  tandem.on('settings', ({ llm }) => heard.push(['settings', llm?.model]));
  tandem.on('user', () => heard.push('user'));
  const stop = tandem.subscribe((now) => heard.push(['all', now?.llm?.model]));
  at.tell('doc', JSON.stringify({ news: snapshot({ llm: llm('o3') }) }));
  at.tell('another doc', JSON.stringify({ news: snapshot({ llm: null }) }));
  await settled();
  expect(heard).toEqual([
    ['llm', 'o3'],
    ['settings', 'o3'],
    ['all', 'o3'],
  ]);
  expect(await tandem.ready).toBe(tandem.getState());
  stop();
  await at.news({ ui: { ...state.ui, theme: 'light' } as TandemState['ui'] });
  expect(heard.slice(3)).toEqual(['ui', ['settings', 'o3']]);
  expect(tandem.getState()?.llm?.model).toBe('o3');
});

it('when a listener throws, then the others hear all the same', async () => {
  const thrown = vi.fn();
  vi.stubGlobal('reportError', thrown);
  const { tandem } = start();
  const heard = vi.fn();
  const stop = tandem.on('change', () => {
    throw new Error('theirs');
  });
  tandem.on('change', heard);
  await tandem.ready;
  expect(heard).toHaveBeenCalledTimes(1);
  expect(thrown).toHaveBeenCalledTimes(1);
  stop();
  vi.unstubAllGlobals();
});

it('when settings change, then for the people shown, and refusals are in words', async () => {
  const { at, tandem } = start();
  await tandem.updateUISettings({ theme: 'dark' });
  await tandem.updateLLMSettings({ model: 'm' });
  expect(at.sent.slice(1).map(({ ask }) => ask)).toEqual([
    { op: 'update-ui', who: 'w', patch: { theme: 'dark' } },
    { op: 'update-llm', who: 'w', patch: { model: 'm' } },
  ]);
  at.answer = () => refuse('asked');
  await expect(tandem.updateUISettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'asked', status: 403 });
  await at.news({}, null);
  at.answer = () => ({ value: snapshot({}, null) });
  await expect(tandem.updateUISettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'not-ready' });
});

it('when a value is no JSON or a getter throws, then nobody is asked', async () => {
  const { at, tandem } = await ready();
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const angry = {
    get theme(): 'dark' {
      throw new Error('theirs');
    },
  };
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('theirs');
      },
    },
  );
  for (const patch of [cyclic, angry, proxy, { model: 1n as unknown as string }]) {
    await expect(tandem.updateLLMSettings(patch)).rejects.toMatchObject({ code: 'invalid', status: 400 });
  }
  expect((await tandem.request('POST', '/api/shared-state/llm-settings', cyclic)).status).toBe(400);
  expect((await tandem.request(Symbol('x') as unknown as string, '/')).status).toBe(200);
  expect((await tandem.request({ toString: null } as unknown as string, '/')).status).toBe(400);
  expect(at.sent.filter(({ ask }) => ask.op.startsWith('update'))).toEqual([]);
});

it('when code wants the other app’s data, then it is asked for once', async () => {
  const { at, tandem } = start();
  const errors = errorsOf(tandem);
  await tandem.ready;
  at.answer = ({ ask }) => (ask.op === 'want' ? refuse('asked') : undefined);
  expect(tandem.getWorkspace('thesis')).toBeUndefined();
  tandem.subscribe(() => undefined, { slice: 'workspaces' });
  tandem.subscribe(() => undefined, { slice: 'ui' });
  await settled();
  expect(at.sent.slice(1).map(({ ask }) => ask)).toMatchObject([{ op: 'want', slices: ['workspaces'] }]);
  expect(errors).toEqual(['asked']);
  expect(tandem.getConversation('c1')?.title).toBe('Tides');
  expect(tandem.getConversation('c2')).toBeUndefined();
});

it('when the state is refused, then requests work and a later state is taken', async () => {
  const { at, tandem } = start();
  at.answer = ({ ask }) => (ask.op === 'request' ? { value: { status: 403, body: 'off' } } : refuse('off'));
  await expect(tandem.ready).rejects.toMatchObject({ code: 'off' });
  await expect(tandem.syncState()).rejects.toMatchObject({ code: 'off' });
  await expect(tandem.updateUISettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'off' });
  expect(await tandem.request('GET', '/api/shared-state')).toEqual({ status: 403, body: 'off' });
  expect(tandem.getState()).toBeNull();
  await at.news(state);
  expect(tandem.getState()).toEqual(state);
});

it('when it is switched off, then it says so, and is of use once on again', async () => {
  const { at, tandem } = start();
  const { answer } = at;
  at.answer = () => ({ value: snapshot(nothingToSee, null) });
  const errors = errorsOf(tandem);
  await expect(tandem.ready).rejects.toMatchObject({ code: 'off', status: 403 });
  await expect(tandem.ready).rejects.toMatchObject({ code: 'off' });
  expect(tandem.getState()).toBeNull();
  at.answer = answer;
  await at.news(state);
  expect(await tandem.ready).toEqual(state);
  await at.news(nothingToSee, null);
  expect(tandem.getState()).toBeNull();
  expect(errors).toEqual(['off', 'off']);
});

it('when news overtake an answer, then the answer does not count as newer', async () => {
  const { at, tandem } = await ready();
  const late = snapshot({ llm: llm('old'), ui: null }, 'before');
  await at.news({ llm: llm('new') });
  at.answer = () => ({ value: late });
  await tandem.syncState();
  // What the news did not tell is none the less new.
  expect(tandem.getState()).toMatchObject({ llm: { model: 'new' }, ui: null });
  at.answer = () => ({ value: null });
  await tandem.updateUISettings({ theme: 'dark' });
  expect(at.sent.at(-1)?.ask).toMatchObject({ who: 'w' });
});

it('when a wish was refused for a passing reason, then it is made again', async () => {
  const { at, tandem } = start();
  const wants = () => at.sent.filter(({ ask }) => ask.op === 'want').length;
  at.answer = ({ ask }) => (ask.op === 'want' ? refuse('not-ready', 503) : { value: snapshot(state, null) });
  await tandem.ready;
  for (let i = 0; i < 3; i++) tandem.getWorkspace('thesis');
  await settled();
  expect(wants()).toBe(1);
  at.answer = () => refuse('asked');
  await at.news({}, 'w');
  expect(wants()).toBe(2);
  await at.news({ ui: null }, 'w');
  expect(wants()).toBe(2);
  await at.news({}, 'others');
  expect(wants()).toBe(3);
});

it('when a page comes out of the browser’s cache, then it asks for what it missed', async () => {
  const { at, tandem } = await ready();
  at.answer = ({ ask }) => ({ value: ask.op === 'state' ? snapshot({ llm: null }) : null });
  at.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  await settled();
  expect(tandem.getState()?.llm).not.toBeNull();
  at.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await settled();
  expect(at.sent.at(-1)?.ask).toEqual({ op: 'state', have: digestsOf(state) });
  expect(tandem.getState()?.llm).toBeNull();
});

it.each([
  ['update-ui', (tandem: Tandem) => tandem.updateUISettings({ theme: 'dark' })],
  ['request', (tandem: Tandem) => tandem.request('post', '/api/shared-state/ui-settings', { theme: 'dark' })],
])('when the first answer was lost, then a change (%s) works, and a late answer', async (op, change) => {
  const { at, tandem } = start();
  const { answer } = at;
  at.answer = () => refuse('no-answer', 503);
  await expect(tandem.ready).rejects.toMatchObject({ code: 'no-answer' });
  at.answer = answer;
  await change(tandem);
  expect(at.sent.at(-1)?.ask).toMatchObject({ op, who: 'w' });
  expect(tandem.getState()).toEqual(state);
  await at.toPage(JSON.stringify({ n: 900, value: snapshot({ llm: null }) }));
  expect(tandem.getState()?.llm).toBeNull();
});

it('when the background is stopped in the middle, then it is asked once more', async () => {
  const at = open().startRelay().startPage();
  let lost = 1;
  const { answer } = at;
  at.answer = (sent) => (lost-- > 0 ? undefined : answer(sent));
  expect(await at.page.tandem.ready).toEqual(state);
  expect(at.sent.map(({ n }) => n)).toEqual([1, 1]);
  at.answer = () => undefined;
  await expect(at.page.tandem.syncState()).rejects.toMatchObject({ code: 'no-answer', status: 503 });
  at.answer = () => null;
  await expect(at.page.tandem.syncState()).rejects.toMatchObject({ code: 'not-connected' });
});

it('when a newer version comes, then the old object ends and holds nothing', async () => {
  const at = open().startRelay().startPage();
  const old = at.page.tandem;
  await old.ready;
  const errors = errorsOf(old);
  const states: unknown[] = [];
  old.on('change', (now) => states.push(now));
  at.startRelay('new doc').startPage();
  expect(at.page.tandem).not.toBe(old);
  expect(await at.page.tandem.ready).toEqual(state);
  expect(old.getState()).toBeNull();
  await expect(old.ready).rejects.toMatchObject({ code: 'ended' });
  expect([errors, states]).toEqual([['ended'], [null]]);
  await expect(old.updateUISettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'ended' });
  expect((await old.request('GET', '/api/shared-state')).status).toBe(503);
  at.tell('new doc', JSON.stringify({ news: snapshot({ llm: null }) }));
  await settled();
  expect(at.page.tandem.getState()?.llm).toBeNull();
  expect(states).toEqual([null]);
});

it('when the extension is gone, then what waits for an answer is told', async () => {
  const { at, tandem } = await ready();
  at.answer = () => undefined;
  const waiting = expect(tandem.syncState()).rejects.toMatchObject({ code: 'ended' });
  at.isOrphaned = true;
  await waiting;
  expect(tandem.getState()).toBeNull();
});

describe('our script between page and background', () => {
  let port: MessagePort;
  let heard: { n: number | null; refused?: string }[];
  let at: Document;
  /** What an earlier test's port still delivers is none of this one's. */
  const listen = () => {
    const mine: typeof heard = [];
    heard = mine;
    port.onmessage = ({ data }) => mine.push(JSON.parse(data));
  };
  beforeEach(() => {
    at = open();
    at.document.addEventListener('tandem:port', (event) => {
      port = (event as MessageEvent).ports[0] as MessagePort;
    });
    at.startRelay();
    at.document.dispatchEvent(new Event('tandem:port?'));
    listen();
    at.answer = () => ({ value: null });
  });
  const message = (n: unknown) => JSON.stringify({ v: 1, n, ask: { op: 'sync' } });
  const codes = () => heard.map(({ refused }) => refused ?? 'answered');

  it('when a number was sent before or is older, then it is refused', async () => {
    for (const n of [5, 5, 4, 6]) port.postMessage(message(n));
    await settled();
    expect(at.sent.map(({ n }) => n)).toEqual([5, 6]);
    expect(codes().sort()).toEqual(['answered', 'answered', 'replayed', 'replayed']);
  });

  it.each([
    ['an object', { v: 1, n: 1, ask: { op: 'sync' } }, 'invalid'],
    ['no JSON', 'sync', 'invalid'],
    ['JSON without a number', '{"v":1}', 'invalid'],
    ['a number that is none', message('1'), 'invalid'],
    ['a number beyond all others', message(1e300), 'invalid'],
    ['nothing', null, 'invalid'],
    ['what is too long', `{"n":1,"x":"${'x'.repeat(longestAsk)}"}`, 'too-large'],
    ['what is absurdly deep', '['.repeat(60_000), 'invalid'],
  ])('when the page sends %s, then it goes no further', async (_what, given, code) => {
    port.postMessage(given);
    await settled();
    expect(at.sent).toEqual([]);
    expect(codes()).toEqual([code]);
  });

  it('when the page floods, then the background is spared', async () => {
    const answers: (() => void)[] = [];
    const slow = new Lifetime(() => false);
    let asked = 0;
    const send = (() => {
      asked += 1;
      return new Promise((resolve) => answers.push(() => resolve('{"n":1,"value":null}')));
    }) as unknown as Send;
    offerPort(at.document, slow.signal, (flooded) => relay(slow, flooded, { doc: 'd', send }));
    at.document.dispatchEvent(new Event('tandem:port?'));
    listen();
    for (let n = 1; n <= 100; n++) port.postMessage(message(n));
    await settled();
    expect(asked).toBe(32);
    expect(codes()).toEqual(Array.from({ length: 68 }, () => 'too-many'));
    for (const answer of answers.splice(0)) answer();
    await settled();
    port.postMessage(message(101));
    await settled();
    expect(asked).toBe(33);
    for (const answer of answers.splice(0)) answer();
    slow.end();
  });
});
