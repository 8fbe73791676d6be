import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ViewRequest } from '@/lib/messaging';
import { initialStatus } from '@/lib/model';
import { type Ask, createViewClient, type ViewClient } from '@/lib/shared-state';
import { encodeRecord, type RecordKey, records } from '@/lib/store';
import { MemoryArea } from '../kit/memory-area';
import { connection, conversation } from '../kit/samples';

const of = (id: string, updatedAt: string) => conversation(id, { updatedAt });

let area: MemoryArea;
let asked: ViewRequest[];
let visible: boolean;
let client: ViewClient;
let listeners: { onVisibility(): void; onInput(): void };
let checkedAt: number;
let refuses: boolean;
let busy: boolean;

const put = (rev: number, key: RecordKey, data: unknown) => area.set({ [key.name]: encodeRecord(key.kind, rev, data) });
const shared = () => client.store.getState().shared;
const heartbeats = () => asked.filter(({ type }) => type === 'heartbeat');

const ask = (async (request: ViewRequest) => {
  asked.push(request);
  if (refuses) throw new Error('no background');
  return {
    checkedAt: { anythingllm: null, librechat: checkedAt },
    busy: { anythingllm: busy, librechat: false },
    settingsBusy: { anythingllm: false, librechat: false },
    archive: { anythingllm: null, librechat: null },
    storageProblem: null,
  };
}) as Ask;

beforeEach(async () => {
  vi.useFakeTimers();
  area = new MemoryArea();
  asked = [];
  visible = true;
  refuses = false;
  busy = false;
  checkedAt = 1;
  await put(1, records.connections, [connection('librechat', 'http://nas:3080', { id: 'c1' })]);
  await put(1, records.status('c1'), { ...initialStatus, session: 'signed-in', identity: 'ann' });
  await put(1, records.conversations('c1', 'ann', 0), [of('old', '2026-01-01')]);
  await put(1, records.conversations('c1', 'ann', 1), [of('new', '2026-02-01')]);
  await put(1, records.conversations('c1', 'bob', 1), [of('of bob', '2026-03-01')]);
  client = await createViewClient({
    area,
    ask,
    attention: {
      isVisible: () => visible,
      subscribe: (given) => {
        listeners = given;
        return () => undefined;
      },
    },
  });
});
afterEach(() => {
  client.close();
  vi.useRealTimers();
});

it('when a view starts, then it shows the stored copy, asking nobody', () => {
  expect(client.store.getState().ready).toBe(true);
  expect(shared().conversations.map(({ id }) => id)).toEqual(['new', 'old']);
});

it('when something is stored, then a view follows', async () => {
  await put(2, records.conversations('c1', 'ann', 0), [of('newest', '2026-04-01')]);
  expect(shared().conversations.map(({ id }) => id)).toEqual(['newest', 'new']);
  await area.remove([records.conversations('c1', 'ann', 1).name]);
  expect(shared().conversations.map(({ id }) => id)).toEqual(['newest']);
});

it('when an older revision arrives late, then a view ignores it', async () => {
  await put(5, records.conversations('c1', 'ann', 0), [of('fifth', '2026-04-01')]);
  await put(4, records.conversations('c1', 'ann', 0), [of('fourth', '2026-04-01')]);
  expect(shared().conversations.map(({ id }) => id)).toContain('fifth');
});

it('when only something else changes, then a list stays the same object', async () => {
  const before = shared().conversations;
  await put(2, records.status('c1'), { ...initialStatus, session: 'expired', identity: 'ann' });
  expect(shared().apps.librechat.status.session).toBe('expired');
  expect(shared().conversations).toBe(before);
});

it('when nobody is signed in, then everything is hidden at once', async () => {
  await put(2, records.status('c1'), { ...initialStatus, session: 'signed-out', identity: null });
  expect(shared().conversations).toEqual([]);
  await put(3, records.status('c1'), { ...initialStatus, session: 'signed-in', identity: 'bob' });
  expect(shared().conversations.map(({ id }) => id)).toEqual(['of bob']);
});

it.each([
  ['is cut off', records.conversations('c1', 'ann', 0), '{"v":1,'],
  ['is no text', records.conversations('c1', 'ann', 0), { v: 1 }],
  ['holds no list where there is one', records.conversations('c1', 'ann', 0), '{"v":1,"rev":9,"data":{}}'],
  ['holds nothing', records.status('c1'), '{"v":1,"rev":9,"data":{}}'],
  ['has no revision', records.status('c1'), JSON.stringify({ v: 1, data: initialStatus })],
  ['is of another version', records.status('c1'), JSON.stringify({ v: 9, rev: 9, data: initialStatus })],
])('when a record %s, then a view reports it and keeps what it had', async (_what, { name }, text) => {
  await area.set({ [name]: text });
  expect(asked).toContainEqual({ type: 'damaged', keys: [name] });
  expect(shared().conversations.map(({ id }) => id)).toContain('old');
});

it('when a view is visible, then it says so every 10 s, and not while hidden', async () => {
  expect(heartbeats()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heartbeats()).toHaveLength(3);
  visible = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heartbeats()).toHaveLength(3);
  visible = true;
  listeners.onVisibility();
  expect(heartbeats()).toHaveLength(4);
});

it('when an app is being asked, then a view heartbeats again soon, and shows when', async () => {
  busy = true;
  checkedAt = 42;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(client.store.getState()).toMatchObject({ busy: { anythingllm: true }, checkedAt: { librechat: 42 } });
  const before = heartbeats().length;
  await vi.advanceTimersByTimeAsync(2_500);
  expect(heartbeats().length).toBe(before + 2);
  busy = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(client.store.getState().busy.anythingllm).toBe(false);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(heartbeats().length).toBe(before + 3);
  busy = true;
  await vi.advanceTimersByTimeAsync(1_000);
  client.close();
  const atEnd = heartbeats().length;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heartbeats().length).toBe(atEnd);
});

it('when the person did something, then the next heartbeat tells it', async () => {
  listeners.onInput();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heartbeats().map((heartbeat) => heartbeat.type === 'heartbeat' && heartbeat.input)).toEqual([
    false,
    true,
    false,
  ]);
});

it('when a command is sent, then it names the people whose settings are shown', async () => {
  await client.do('cancel', { edit: 'e1' });
  expect(asked).toContainEqual({ type: 'cancel', people: 'nobody', edit: 'e1' });
});

it('when the background does not answer, then a view is not left waiting', async () => {
  refuses = true;
  await expect(client.sync()).rejects.toThrow('no background');
  expect(client.store.getState().busy).toEqual({ anythingllm: false, librechat: false });
});

it('when the background refuses a preference, then it is taken back', async () => {
  const seconds = () => shared().preferences.pollSeconds;
  const saved = client.updatePreferences({ pollSeconds: 60 });
  expect(seconds()).toBe(60);
  await saved;
  refuses = true;
  await expect(client.updatePreferences({ pollSeconds: 90 })).rejects.toThrow('no background');
  expect(seconds()).toBe(60);
});
