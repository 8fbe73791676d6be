import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPreferences } from '@/lib/model';
import {
  decodeRecord,
  encodeRecord,
  type Migrations,
  migrate,
  migrations,
  parseRecordName,
  recordKinds,
  revisionName,
  Store,
  trustRecord,
  versionOf,
} from '@/lib/store';
import { MemoryArea } from '../kit/memory-area';

/** What version 1 of every kind stored: a profile of both stand-in apps after some edits. */
const profile: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('./profile-v1.json', import.meta.url), 'utf8'),
);
const storedRecords = Object.entries(profile).flatMap(([name, text]) => {
  const key = parseRecordName(name);
  return key ? [{ key, text: String(text) }] : [];
});

it('when the old profile is looked through, then it holds every kind of its time', () => {
  // Its list of changes was one record, and nothing could be brought in.
  const ofItsTime = recordKinds.filter((kind) => kind !== 'olderChanges' && kind !== 'broughtIn');
  expect([...new Set(storedRecords.map(({ key }) => key.kind))].sort()).toEqual(ofItsTime.sort());
});

it.each(storedRecords)('when $key.kind $key.part of it is opened, then nothing of it is lost', ({ key, text }) => {
  const { v, rev, data } = JSON.parse(text);
  const decoded = decodeRecord(key.kind, text);
  expect(decoded).toMatchObject({ ok: true, rev });
  expect(decoded.ok && decoded.data).toEqual(migrate(key.kind, v, data));
});

/** A store on a disk that holds the old profile, and what it complained of. */
async function opened(failure: Error | null = null) {
  const area = new MemoryArea();
  await area.set(profile);
  area.failure = failure;
  const troubles: unknown[] = [];
  const store = new Store(area, {
    onDamaged: (key) => void troubles.push(key),
    onStorageError: (error) => void troubles.push(error),
  });
  return { area, store, troubles };
}

it('when the store opens it, then only what has another form now is written anew', async () => {
  const { area, store, troubles } = await opened();
  for (const { key } of storedRecords) expect(await store.read(key)).not.toBeNull();
  await store.flushed();
  expect([troubles.filter((one) => one !== null), area.writes, area.removals]).toEqual([[], 2, 0]);
  expect(area.items.get(revisionName)).toBe(Number(profile[revisionName]) + 1);
  const changed = [...area.items].flatMap(([name, value]) => {
    const kind = name === revisionName || value === profile[name] ? null : parseRecordName(name)?.kind;
    return kind ? [[kind, JSON.parse(String(value))]] : [];
  });
  expect(Object.fromEntries(changed)).toEqual({
    settings: expect.objectContaining({
      v: 4,
      data: expect.objectContaining({ participation: { 'llm.model/librechat/preset': 'on' } }),
    }),
    rights: expect.objectContaining({ v: 2 }),
    status: expect.objectContaining({ v: 2 }),
  });
  for (const { key } of storedRecords) expect(trustRecord(key.kind, area.items.get(key.name))).not.toBeNull();
});

it('when the disk is full, then older records are read all the same', async () => {
  const { area, store, troubles } = await opened(new Error('the disk is full'));
  const { key } = storedRecords.find((one) => one.key.kind === 'settings') ?? {};
  expect(key && (await store.read(key))).toMatchObject({ participation: { 'llm.model/librechat/preset': 'on' } });
  await store.flushed();
  expect(troubles).toEqual([area.failure]);
});

/** Settings with one place, as an older version stored it. */
const storedSettings = (v: number, replica: object, more: object = {}) => {
  const place = { id: 'librechat/page', register: 'ui.textSize', role: 'both', audience: 'me', rank: 1, upTo: 7 };
  const settings = storedRecords.find(({ key }) => key.kind === 'settings');
  const { data } = JSON.parse(settings?.text ?? '');
  const replicas = [{ ...place, approved: null, ...replica }];
  return JSON.stringify({ v, rev: 5, data: { ...data, roles: {}, replicas, ...more } });
};

describe('migrations', () => {
  /** As if preferences had been stored in seconds first, and with a shorter name next. */
  const older: Migrations = {
    preferences: {
      1: (data) => ({ ...Object(data), poll: Object(data).pollMs / 1_000 }),
      2: (data) => ({ ...Object(data), pollSeconds: Object(data).poll }),
    },
  };
  const stored = (v: number, data: object) => JSON.stringify({ v, rev: 5, data });
  const { pollSeconds: _, ...others } = defaultPreferences;
  const preferences = { ...defaultPreferences, pollSeconds: 60 };

  it.each([
    ['the first version', 1, { ...others, pollMs: 60_000 }],
    ['a version in between', 2, { ...others, poll: 60 }],
    ['the present version', 3, preferences],
  ])('when %s is read, then it comes out as the present one', (_which, v, data) => {
    const decoded = decodeRecord('preferences', stored(v, data), older);
    expect(decoded).toEqual({ ok: true, rev: 5, data: preferences });
  });

  it.each([
    ['a newer version is read', 'newer', stored(4, preferences)],
    ['migrated data does not fit', 'damaged', stored(1, {})],
    ['a version has no number', 'damaged', stored(1.5, preferences)],
  ])('when %s, then it is told apart: %s', (_what, why, text) => {
    expect(decodeRecord('preferences', text, older)).toEqual({ ok: false, why });
  });

  it('when a setting had roles, then it takes part where it had any', () => {
    const [settings] = storedRecords.filter(({ key }) => key.kind === 'settings');
    const { data } = JSON.parse(settings?.text ?? '');
    const roles = { 'ui.theme/a': 'off', 'ui.theme/b': 'leads', 'ui.theme/c': 'both' };
    const decoded = decodeRecord('settings', JSON.stringify({ v: 1, rev: 5, data: { ...data, roles } }));
    expect(decoded).toMatchObject({
      data: { participation: { 'ui.theme/a': 'off', 'ui.theme/b': 'on', 'ui.theme/c': 'on' } },
    });
  });

  it.each([
    ['was not read', { seen: null, met: null, isRead: false }, { state: 'unread' }],
    ['was empty', { seen: null, met: null, isRead: true }, { state: 'apart', candidate: 'absent' }],
    ['waited', { seen: null, met: { value: 1 }, isRead: true }, { state: 'apart', candidate: { value: 1 } }],
    ['joined unread', { seen: 'absent', met: null, isRead: false }, { state: 'joining' }],
    ['joined', { seen: { value: 1 }, met: null, isRead: true }, { state: 'joined', base: { value: 1 } }],
    ['joined empty', { seen: 'absent', met: null, isRead: true }, { state: 'joined', base: 'absent' }],
  ])('when a place of version 2 %s, then its link says so', (_what, { seen, met, isRead }, link) => {
    const tried = { state: 'ok', target: 1 };
    const decoded = decodeRecord('settings', storedSettings(2, { seen, met, isRead, tried }));
    expect(decoded).toMatchObject({ data: { replicas: [{ link, lastWrite: tried, pinned: null, readAtSeq: 7 }] } });
  });

  it.each([
    ['was overridden', { state: 'overridden', target: 1 }, { by: 'choice', against: 1 }],
    ['was declined', { state: 'refused', target: 1, code: 'declined' }, { by: 'no', against: 1 }],
  ])('when a write of version 2 %s, then the place is pinned', (_what, tried, pinned) => {
    const decoded = decodeRecord('settings', storedSettings(2, { seen: { value: 2 }, met: null, isRead: true, tried }));
    expect(decoded).toMatchObject({ data: { replicas: [{ lastWrite: null, pinned }] } });
  });

  it('when a place of version 2 had its own words for the value, then it keeps them', () => {
    const replica = { register: 'ui.language', seen: { value: 'en-us' }, met: null, isRead: true, tried: null };
    const value = { value: 'en', exact: { anythingllm: 'en-us' } };
    const more = { registers: { 'ui.language': { value, seq: 0, from: 'anythingllm/page' } } };
    expect(decodeRecord('settings', storedSettings(2, replica, more))).toMatchObject({
      data: {
        registers: { 'ui.language': { value: { value: 'en' } } },
        replicas: [{ pinned: { by: 'words', against: null } }],
      },
    });
  });

  it('when places of version 2 were to be made or gone, then both are missing', () => {
    const more = { adopting: ['librechat/preset'], detached: ['anythingllm/workspace:a'] };
    const replica = { seen: null, met: null, isRead: false, tried: null };
    expect(decodeRecord('settings', storedSettings(2, replica, more))).toMatchObject({
      data: { missing: { 'librechat/preset': 'to-make', 'anythingllm/workspace:a': 'gone' } },
    });
  });

  it('when version 2 was to put a value back, then the place is pinned and it waits', () => {
    const target = { register: 'ui.textSize', replica: 'librechat/page', target: 3 };
    const more = { restores: [{ ...target, change: 'c' }], waiting: [{ ...target, target: 4 }] };
    const tried = { state: 'sending', target: 3 };
    const text = storedSettings(2, { seen: { value: 2 }, met: null, isRead: true, tried }, more);
    expect(decodeRecord('settings', text)).toMatchObject({
      data: {
        replicas: [{ lastWrite: tried, pinned: { by: 'put-back', change: 'c', target: 3 } }],
        dueWrites: [{ register: 'ui.textSize', place: 'librechat/page', target: 3, restores: 'c' }],
      },
    });
  });

  it('when a record has the names of version 3, then it gets the present names', () => {
    const [settings] = storedRecords.filter(({ key }) => key.kind === 'settings');
    const { v, data } = JSON.parse(settings?.text ?? '');
    const { inStep, participation, providerAliases, dueWrites, unsupported, questions, ...others } = Object(
      migrate('settings', v, data),
    );
    const [target, alias] = [
      { register: 'ui.theme', replica: 'librechat/page' },
      { provider: 'litellm', endpoint: 'Own' },
    ];
    const option = { native: 'dark', shared: { value: 'dark' } };
    const approve = { kind: 'approve', ...target, now: 'absent', target: 'dark', why: 'mode' };
    const former = {
      begun: ['ui.theme'],
      roles: { 'ui.theme/librechat/page': 'off' },
      pairs: [alias],
      waiting: [
        { ...target, target: 'dark' },
        { ...target, target: 'light', restores: 'c' },
      ],
      unsupported: [target],
      questions: [
        { kind: 'compare', register: 'ui.theme', options: [{ replica: 'librechat/page', ...option }] },
        approve,
      ],
    };
    const text = JSON.stringify({ v: 3, rev: 5, data: { ...others, ...former } });
    const place = { register: 'ui.theme', place: 'librechat/page' };
    expect(decodeRecord('settings', text)).toEqual({
      ok: true,
      rev: 5,
      data: {
        ...others,
        inStep: former.begun,
        participation: former.roles,
        providerAliases: [alias],
        dueWrites: [
          { ...place, target: 'dark', restores: null },
          { ...place, target: 'light', restores: 'c' },
        ],
        unsupported: [place],
        questions: [
          { kind: 'compare', register: 'ui.theme', options: [{ place: 'librechat/page', ...option }] },
          { ...place, kind: 'approve', now: 'absent', target: 'dark', why: 'mode' },
        ],
      },
    });
  });

  it('when a migration throws, then the record is damaged', () => {
    const failing: Migrations = {
      preferences: {
        1: () => {
          throw new Error('not this one');
        },
      },
    };
    expect(decodeRecord('preferences', stored(1, preferences), failing)).toEqual({ ok: false, why: 'damaged' });
  });

  it('when migrations are looked through, then each kind exists, no version left out', () => {
    for (const [kind, steps] of Object.entries(migrations)) {
      expect(recordKinds).toContain(kind);
      expect(Object.keys(steps)).toEqual(Object.keys(steps).map((_, at) => String(at + 1)));
    }
  });

  it('when a record is encoded, then it carries the version of its kind', () => {
    for (const kind of recordKinds)
      expect(JSON.parse(encodeRecord(kind, 3, null))).toEqual({ v: versionOf(kind), rev: 3, data: null });
  });
});
