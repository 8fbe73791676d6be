import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tandem, TandemState } from '@/lib/bridge/public';
import { SharedStateManager } from '@/lib/shared-state/manager';
import { createTandemClient, type TandemClient } from '@/lib/shared-state/tandem-client';
import { FakeTandem, stateWith } from './fake-tandem';

type Page = EventTarget & { tandem?: Tandem | undefined };
let page: Page;
let clients: { close(): void }[];
const client = (): TandemClient => {
  const made = createTandemClient({ page });
  clients.push(made);
  return made;
};
const install = (fake: FakeTandem) => {
  page.tandem = fake.tandem;
  page.dispatchEvent(new Event('tandem:ready'));
  return fake;
};
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  clients = [];
});
afterEach(() => {
  for (const one of clients) one.close();
  vi.useRealTimers();
});

it('when the state does not change, then it is the same object', async () => {
  const fake = install(new FakeTandem(stateWith('gpt-4o')));
  const one = client();
  expect(one.getStatus()).toEqual({ state: null, loading: true, error: null });
  await settled();
  const before = one.getStatus();
  expect(before.state?.llm?.model).toBe('gpt-4o');
  expect(one.getStatus()).toBe(before);
  const heard = vi.fn();
  const stop = one.subscribe(heard);
  fake.become(stateWith('o3'));
  expect(one.getStatus().state?.llm?.model).toBe('o3');
  fake.tell('change', fake.state);
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  fake.become(stateWith('o4'));
  expect(heard).toHaveBeenCalledTimes(1);
});

it('when Tandem is not installed, then that is said, and a late one is taken', async () => {
  const one = client();
  const heard: string[] = [];
  one.on('settings', ({ llm }) => heard.push(llm?.model ?? ''));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(one.getStatus()).toMatchObject({
    state: null,
    loading: false,
    error: { code: 'not-installed', status: 503 },
  });
  await expect(one.updateUISettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'not-installed' });
  expect(await one.request('GET', '/api/shared-state')).toMatchObject({ status: 503 });
  expect(one.getWorkspace('thesis')).toBeUndefined();
  const fake = install(new FakeTandem(stateWith('gpt-4o')));
  await settled();
  expect(one.getStatus()).toMatchObject({ loading: false, error: null, state: { llm: { model: 'gpt-4o' } } });
  fake.tell('settings', { llm: stateWith('o3').llm, ui: null });
  expect(heard).toEqual(['o3']);
  expect(await one.request('GET', '/x')).toEqual({ status: 200, body: ['GET', '/x'] });
});

it.each([
  ['something only has its name', () => ({ page })],
  ['there is no page, as on a server', () => ({})],
])('when %s, then Tandem counts as not installed', async (_what, options) => {
  page.tandem = { id: 'tandem', tagName: 'DIV' } as unknown as Tandem;
  const one = createTandemClient(options());
  clients.push(one);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(one.getStatus()).toMatchObject({ loading: false, error: { code: 'not-installed' } });
});

it('when something else is done, then an earlier refusal is spoken of no more', async () => {
  const fake = install(new FakeTandem(stateWith('gpt-4o')));
  const one = client();
  await settled();
  fake.fail('asked');
  expect(one.getStatus().error?.code).toBe('asked');
  await one.updateUISettings({ theme: 'dark' });
  expect(one.getStatus()).toMatchObject({ error: null, state: { llm: { model: 'gpt-4o' } } });
});

it('when something is not allowed, then that is an error and the state stays', async () => {
  const fake = install(new FakeTandem(null, 'off'));
  const one = client();
  await settled();
  expect(one.getStatus()).toMatchObject({ state: null, loading: false, error: { code: 'off' } });
  fake.become(stateWith('gpt-4o'));
  expect(one.getStatus()).toMatchObject({ error: null, state: { llm: { model: 'gpt-4o' } } });
  fake.fail('asked');
  expect(one.getStatus()).toMatchObject({ error: { code: 'asked' }, state: { llm: { model: 'gpt-4o' } } });
});

it('when Tandem was updated, then the client and all who listen go over', async () => {
  const old = install(new FakeTandem(stateWith('old')));
  const one = client();
  const heard: string[] = [];
  one.on('user', (user) => heard.push(user?.username ?? 'nobody'));
  await settled();
  const fresh = install(new FakeTandem(stateWith('new')));
  await settled();
  old.become(stateWith('ghost'));
  old.tell('user', { username: 'ghost', name: null, email: null, avatarUrl: null });
  expect(one.getStatus().state?.llm?.model).toBe('new');
  fresh.tell('user', { username: 'ann', name: null, email: null, avatarUrl: null });
  expect(heard).toEqual(['ann']);
  expect(old.listening()).toBe(0);
  one.close();
  expect(fresh.listening()).toBe(0);
});

describe('SharedStateManager', () => {
  const manager = () => {
    const made = new SharedStateManager({ page });
    clients.push(made);
    return made;
  };

  it('when the manager begins, then it has the state, takes changes and tells them', async () => {
    const fake = install(new FakeTandem(stateWith('gpt-4o')));
    const one = manager();
    expect(one.getState()).toBeNull();
    expect(await one.initialize()).toBe(fake.state);
    expect(await one.initialize()).toBe(one.getState());
    const heard: (TandemState | null)[] = [];
    const stop = one.on('change', (state) => heard.push(state));
    await one.updateLLMSettings({ model: 'o3' });
    await one.updateUISettings({ theme: 'dark' });
    expect(fake.updates).toEqual([{ model: 'o3' }, { theme: 'dark' }]);
    fake.become(stateWith('o3'));
    expect(heard.map((state) => state?.llm?.model)).toEqual(['o3']);
    expect(await one.syncState()).toBe(fake.state);
    stop();
    fake.become(stateWith('o4'));
    expect(heard).toHaveLength(1);
  });

  it('when there is no Tandem, then the manager rejects', async () => {
    const begun = expect(manager().initialize()).rejects.toMatchObject({ code: 'not-installed' });
    await vi.advanceTimersByTimeAsync(2_000);
    await begun;
  });
});
