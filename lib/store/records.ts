import * as z from 'zod/mini';
import {
  appStatusSchema,
  broughtInSchema,
  byList,
  changeSchema,
  connectionSchema,
  type Identities,
  identitiesSchema,
  leftOutSchema,
  offersSchema,
  preferencesSchema,
  rightsSchema,
  type Slice,
  settingsSchema,
  sliceSchemas,
  slices,
  threadSchema,
} from '@/lib/model';
import { type Migrations, migrate, migrations, versionOf } from './migrations';

/** Every record in `storage.local` and how it is read. Data of a user has the connection and the identity in its key. */
const prefix = 'p1';

/** A kind whose stored name is older than its present name. */
const formerName = { kind: 'identities', stored: 'pair' } as const;

const others = {
  connections: z.array(connectionSchema),
  preferences: preferencesSchema,
  status: appStatusSchema,
  threads: z.array(threadSchema),
  leftOut: leftOutSchema,
  offers: offersSchema,
  identities: identitiesSchema,
  settings: settingsSchema,
  changes: z.array(changeSchema),
  olderChanges: z.array(changeSchema),
  rights: rightsSchema,
  broughtIn: z.array(broughtInSchema),
} as const;

// Pure, so that the bundler leaves it out with its schemas where nothing parses; a spread is not pure.
const schemas = /* @__PURE__ */ Object.assign({}, sliceSchemas, others);

export type RecordKind = keyof typeof schemas;
export type RecordData<K extends RecordKind> = z.infer<(typeof schemas)[K]>;

/**
 * By kind: whether its records are lists, else a field that every record has (null: none is certain). Views use this
 * instead of the schemas.
 */
export const outlines: { readonly [K in RecordKind]: 'list' | keyof RecordData<K> | null } = {
  connections: 'list',
  preferences: 'pollSeconds',
  status: 'session',
  user: 'id',
  llm: 'places',
  ui: 'theme',
  ...byList(() => 'list' as const),
  threads: 'list',
  leftOut: null,
  offers: 'offers',
  identities: 'anythingllm',
  settings: 'registers',
  changes: 'list',
  olderChanges: 'list',
  rights: 'answers',
  broughtIn: 'list',
};

export const recordKinds = Object.keys(outlines) as readonly RecordKind[];

/** Names one record; `data` only carries the type. */
export interface RecordKey<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly name: string;
  readonly connection: string | null;
  readonly identity: string | null;
  /**
   * Workspace slug of `threads`, shard number of `conversations`, the two identities of `settings`, `changes`,
   * `olderChanges` and `rights`.
   */
  readonly part: string | null;
}

function recordKey<K extends RecordKind>(
  kind: K,
  connection: string | null = null,
  identity: string | null = null,
  part: string | null = null,
): RecordKey<K> {
  const stored = kind === formerName.kind ? formerName.stored : kind;
  const tail = [connection, identity, part].filter((piece) => piece !== null).map(encodeURIComponent);
  return { kind, name: [prefix, stored, ...tail].join(':'), connection, identity, part };
}

/** Each shard of conversations is a record. */
type SliceRecords = {
  readonly [S in Slice]: (
    connection: string,
    identity: string,
    ...shard: S extends 'conversations' ? [number] : []
  ) => RecordKey<S>;
};

const sliceRecords = Object.fromEntries(
  slices.map((slice) => [
    slice,
    (connection: string, identity: string, shard?: number) =>
      recordKey(slice, connection, identity, shard === undefined ? null : String(shard)),
  ]),
) as SliceRecords;

export const records = {
  connections: recordKey('connections'),
  preferences: recordKey('preferences'),
  status: (connection: string) => recordKey('status', connection),
  ...sliceRecords,
  threads: (connection: string, identity: string, workspaceSlug: string) =>
    recordKey('threads', connection, identity, workspaceSlug),
  leftOut: (connection: string, identity: string) => recordKey('leftOut', connection, identity),
  offers: (connection: string, identity: string) => recordKey('offers', connection, identity),
  broughtIn: (connection: string, identity: string) => recordKey('broughtIn', connection, identity),
  identities: recordKey('identities'),
  settings: (people: Identities) => recordKey('settings', null, null, peopleOf(people)),
  changes: (people: Identities) => recordKey('changes', null, null, peopleOf(people)),
  olderChanges: (people: Identities) => recordKey('olderChanges', null, null, peopleOf(people)),
  rights: (people: Identities) => recordKey('rights', null, null, peopleOf(people)),
} as const;

/** Kinds that belong to two identities: a sign-out at one app does not end them, another identity does. */
const ofTwoPeople: ReadonlySet<string> = new Set<RecordKind>(['settings', 'changes', 'olderChanges', 'rights']);

/** Whether a record belongs to two identities. */
export const isOfTwoPeople = ({ kind }: RecordKey): boolean => ofTwoPeople.has(kind);

/** Two identities, each with its connection, in one text. */
export const peopleOf = ({ anythingllm, librechat }: Identities): string =>
  [anythingllm, librechat].map(({ connection, identity }) => `${connection}/${encodeURIComponent(identity)}`).join('+');

/** The counter that every commit raises; its value is the revision of the written records. */
export const revisionName = `${prefix}:rev`;
/** The key under which a damaged record is kept for a bug report. */
export const asideName = (name: string) => `${prefix}:aside:${name}`;

/** The key of the record that was set aside under this name; null for every other name. */
export function parseAsideName(name: string): RecordKey | null {
  const start = asideName('');
  return name.startsWith(start) ? parseRecordName(name.slice(start.length)) : null;
}

/** Parses a storage key; null if it is not one of ours. */
export function parseRecordName(name: string): RecordKey | null {
  const [start, stored, ...tail] = name.split(':');
  const kind = stored === formerName.stored ? formerName.kind : stored;
  if (start !== prefix || !kind || !(recordKinds as readonly string[]).includes(kind)) return null;
  if (ofTwoPeople.has(kind)) return recordKey(kind as RecordKind, null, null, decodeURIComponent(tail[0] ?? ''));
  const [connection = null, identity = null, part = null] = tail.map(decodeURIComponent);
  return recordKey(kind as RecordKind, connection, identity, part);
}

/**
 * Parsed items of stored lists, with their text if it was needed. Items never change, and a long list grows by one item
 * at a time: the others are neither parsed nor serialised again.
 */
const parsedItems = new WeakMap<object, string | null>();

function textOf(item: object): string {
  const known = parsedItems.get(item);
  if (known) return known;
  const text = JSON.stringify(item);
  if (known === null) parsedItems.set(item, text);
  return text;
}

export function encodeRecord(kind: RecordKind, rev: number, data: unknown): string {
  const text = Array.isArray(data) ? `[${data.map(textOf).join(',')}]` : JSON.stringify(data);
  return `{"v":${versionOf(kind)},"rev":${rev},"data":${text}}`;
}

/** Whether an earlier version of Tandem stored this value, in a form that no longer exists. */
export function isOldForm(kind: RecordKind, value: unknown): boolean {
  const [, version] = /^\{"v":(\d+),/.exec(String(value)) ?? [];
  return version !== undefined && Number(version) < versionOf(kind);
}

/** Whether both would be stored as the same text. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b || JSON.stringify(a) === JSON.stringify(b);
  return a.length === b.length && a.every((item, at) => item === b[at] || textOf(item) === textOf(b[at]));
}

/**
 * Only known fields, in the schema's order, so that equal data is equal text. @throws Error It does not match the
 * schema
 */
function parseRecord<K extends RecordKind>(kind: K, data: unknown): RecordData<K> {
  const schema = schemas[kind];
  if (!(schema instanceof z.ZodMiniArray && Array.isArray(data))) return schema.parse(data) as RecordData<K>;
  return data.map((item) => {
    if (parsedItems.has(item)) return item;
    const parsed = schema.def.element.parse(item);
    parsedItems.set(parsed, null);
    return parsed;
  }) as RecordData<K>;
}

/** The data as `decodeRecord` would return it. */
export const normaliseRecord = <K extends RecordKind>(kind: K, data: RecordData<K>): RecordData<K> =>
  parseRecord(kind, data);

const envelopeSchema = z.object({
  v: z.int().check(z.positive()),
  rev: z.int().check(z.nonnegative()),
  data: z.unknown(),
});

/** `newer`: a later version of Tandem stored it. */
export type Unreadable = 'damaged' | 'newer';

export type Decoded<T> =
  | { readonly ok: true; readonly rev: number; readonly data: T }
  | { readonly ok: false; readonly why: Unreadable };

const damaged = { ok: false, why: 'damaged' } as const;

/** Reads a stored value of this kind, of any version until now. Never throws. */
export function decodeRecord<K extends RecordKind>(
  kind: K,
  value: unknown,
  all: Migrations = migrations,
): Decoded<RecordData<K>> {
  if (typeof value !== 'string') return damaged;
  try {
    const { v, rev, data } = envelopeSchema.parse(JSON.parse(value));
    if (v > versionOf(kind, all)) return { ok: false, why: 'newer' };
    return { ok: true, rev, data: parseRecord(kind, migrate(kind, v, data, all)) };
  } catch {
    return damaged;
  }
}
