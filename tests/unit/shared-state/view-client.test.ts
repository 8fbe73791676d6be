import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ViewRequest } from '@/lib/messaging';
import { type Connection, type Conversation, initialStatus } from '@/lib/model';
import { type Ask, createViewClient, type ViewClient } from '@/lib/shared-state';
import { encodeRecord, type RecordKey, records } from '@/lib/store';
import { MemoryArea } from '../kit/memory-area';

const connection: Connection = {
  id: 'c1',
  app: 'librechat',
  contract: 'stock',
  origin: 'http://nas:3080',
  basePath: '/',
  title: 'LibreChat',
  openIdLogin: false,
  connectedAt: '2026-01-01T00:00:00.000Z',
};
const conversation = (id: string, updatedAt: string): Conversation => ({
  id,
  title: id,
  endpoint: null,
  model: null,
  createdAt: null,
  updatedAt,
  archived: false,
  pinned: false,
});

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
const looks = () => asked.filter(({ type }) => type === 'look');

const ask = (async (request: ViewRequest) => {
  asked.push(request);
  if (refuses) throw new Error('no background');
  return {
    checkedAt: { anythingllm: null, librechat: checkedAt },
    busy: { anythingllm: busy, librechat: false },
    settingsBusy: { anythingllm: false, librechat: false },
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
  await put(1, records.connections, [connection]);
  await put(1, records.status('c1'), { ...initialStatus, session: 'signed-in', identity: 'ann' });
  await put(1, records.conversations('c1', 'ann', 0), [conversation('old', '2026-01-01')]);
  await put(1, records.conversations('c1', 'ann', 1), [conversation('new', '2026-02-01')]);
  await put(1, records.conversations('c1', 'bob', 1), [conversation('of bob', '2026-03-01')]);
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

describe('a view', () => {
  it('shows the stored copy of the identity that is signed in, newest first, without asking anybody', () => {
    expect(client.store.getState().ready).toBe(true);
    expect(shared().conversations.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('follows what is stored', async () => {
    await put(2, records.conversations('c1', 'ann', 0), [conversation('newest', '2026-04-01')]);
    expect(shared().conversations.map(({ id }) => id)).toEqual(['newest', 'new']);
    await area.remove([records.conversations('c1', 'ann', 1).name]);
    expect(shared().conversations.map(({ id }) => id)).toEqual(['newest']);
  });

  it('ignores an older revision that arrives late', async () => {
    await put(5, records.conversations('c1', 'ann', 0), [conversation('fifth', '2026-04-01')]);
    await put(4, records.conversations('c1', 'ann', 0), [conversation('fourth', '2026-04-01')]);
    expect(shared().conversations.map(({ id }) => id)).toContain('fifth');
  });

  it('keeps a list’s identity while only something else changes', async () => {
    const before = shared().conversations;
    await put(2, records.status('c1'), { ...initialStatus, session: 'expired', identity: 'ann' });
    expect(shared().apps.librechat.status.session).toBe('expired');
    expect(shared().conversations).toBe(before);
  });

  it('hides everything the moment nobody is signed in, and shows nothing of one person to another', async () => {
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

  it('says every 10 s that it is looked at, and nothing while it is hidden', async () => {
    expect(looks()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looks()).toHaveLength(3);
    visible = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks()).toHaveLength(3);
    visible = true;
    listeners.onVisibility();
    expect(looks()).toHaveLength(4);
  });

  it('looks again soon while an app is being asked, and no more once it was', async () => {
    busy = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.store.getState().busy.anythingllm).toBe(true);
    const before = looks().length;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(looks().length).toBe(before + 2);
    busy = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(client.store.getState().busy.anythingllm).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(looks().length).toBe(before + 3);
    busy = true;
    await vi.advanceTimersByTimeAsync(1_000);
    client.close();
    const atEnd = looks().length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looks().length).toBe(atEnd);
  });

  it('tells whether the person did something since the last time', async () => {
    listeners.onInput();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looks().map((look) => look.type === 'look' && look.input)).toEqual([false, true, false]);
  });

  it('when a command is sent, then it names the people whose settings are shown', async () => {
    await client.do('cancel', { edit: 'e1' });
    expect(asked).toContainEqual({ type: 'cancel', people: 'nobody', edit: 'e1' });
  });

  it('is not left waiting when the background does not answer', async () => {
    refuses = true;
    await expect(client.sync()).rejects.toThrow('no background');
    expect(client.store.getState().busy).toEqual({ anythingllm: false, librechat: false });
  });

  it('shows a preference at once, and takes it back if the background refuses', async () => {
    const seconds = () => shared().preferences.pollSeconds;
    const saved = client.updatePreferences({ pollSeconds: 60 });
    expect(seconds()).toBe(60);
    await saved;
    refuses = true;
    await expect(client.updatePreferences({ pollSeconds: 90 })).rejects.toThrow('no background');
    expect(seconds()).toBe(60);
  });

  it('shows when each app was last heard of', async () => {
    checkedAt = 42;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.store.getState().checkedAt.librechat).toBe(42);
  });
});
