/** Turns data of one version into the next version. It may throw if the data does not match. */
type Migration = (data: unknown) => unknown;

/** By kind of record and version: the migration to the next version. */
export type Migrations = Readonly<Record<string, Readonly<Record<number, Migration>>>>;

type Fields = { readonly [field: string]: unknown };
const fieldsOf = (data: unknown): Fields => Object(data);

/**
 * Each change of a record's stored form adds a migration here, which raises that kind's version. A schema never changes
 * the data that it reads: views read records without schemas.
 */
export const migrations: Migrations = {
  status: {
    // A problem was a sentence; the next reading stores it as a code.
    1: (data) => ({ ...fieldsOf(data), problem: null }),
  },
  settings: {
    // Roles became participation. Records from before `isRead` existed count as read, so that no change is lost.
    1: (data) => {
      const { roles, replicas, ...others } = fieldsOf(data);
      const taking = Object.entries(fieldsOf(roles)).map(([key, role]) => [key, role === 'off' ? 'off' : 'on']);
      const read = (replicas as readonly Fields[]).map((replica) => ({ isRead: true, ...replica }));
      return { ...others, roles: Object.fromEntries(taking), replicas: read };
    },
    // A place's value, and whether it was read, became one link. The reason why it differs became its pin.
    2: (data) => {
      const ownWords = ownWordsIn(data);
      const { replicas, restores, waiting, questions, adopting, detached, ...others } = fieldsOf(withoutDetails(data));
      const wantedBack = restores as readonly Fields[];
      const isWantedBack = (register: unknown, place: unknown) => (one: Fields) =>
        one.register === register && one.replica === place;
      const due = (waiting as readonly Fields[]).filter(
        ({ register, replica }) => !wantedBack.some(isWantedBack(register, replica)),
      );
      return {
        ...others,
        missing: Object.fromEntries([
          ...(detached as readonly string[]).map((place) => [place, 'gone']),
          ...(adopting as readonly string[]).map((place) => [place, 'to-make']),
        ]),
        replicas: (replicas as readonly Fields[]).map((replica) =>
          linked(replica, wantedBack.find(isWantedBack(replica.register, replica.id)), ownWords(replica)),
        ),
        // An edit that waited too long expires now.
        questions: (questions as readonly Fields[]).filter(({ why }) => why !== 'old'),
        waiting: [...wantedBack.map(({ change, ...one }) => ({ ...one, restores: change })), ...due],
      };
    },
    // Names that said two things: roles, pairs, begun, waiting; and a place was called a replica.
    3: (data) => {
      const { begun, roles, pairs, waiting, questions, unsupported, ...others } = fieldsOf(data);
      const withPlace = ({ replica, ...one }: Fields) => ({ ...one, place: replica });
      const withPlaces = (all: unknown) => (all as readonly Fields[]).map(withPlace);
      return {
        ...others,
        inStep: begun,
        participation: roles,
        providerAliases: pairs,
        dueWrites: withPlaces(waiting).map((one) => ({ restores: null, ...one })),
        unsupported: withPlaces(unsupported),
        questions: (questions as readonly Fields[]).map((question) =>
          question.kind === 'compare' ? { ...question, options: withPlaces(question.options) } : withPlace(question),
        ),
      };
    },
  },
  // "Not now" came later.
  rights: { 1: (data) => ({ later: {}, ...fieldsOf(data) }) },
};

/** The current version of a kind; the first is 1. */
export const versionOf = (kind: string, all: Migrations = migrations): number =>
  1 + Object.keys(all[kind] ?? {}).length;

/** Values in shared form had details of some places, which nothing reads any more. */
const withoutDetails = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (key, value) => (key === 'exact' ? undefined : value));

/**
 * Whether a place held its setting's value in its own words: its value stands among the details of the shared one. The
 * pin of such a place says against what only once the rules have met it (C4).
 */
function ownWordsIn(data: unknown): (replica: Fields) => boolean {
  const registers = fieldsOf(fieldsOf(data).registers);
  return ({ register, seen }) => {
    const { exact } = fieldsOf(fieldsOf(registers[String(register)]).value);
    const held = JSON.stringify(fieldsOf(seen).value);
    return held !== undefined && Object.values(fieldsOf(exact)).some((one) => JSON.stringify(one) === held);
  };
}

function linked(
  { seen, met, isRead, tried, upTo, ...others }: Fields,
  wantedBack: Fields | undefined,
  isInOwnWords: boolean,
): Fields {
  const { state, target, code } = fieldsOf(tried);
  const isNo = state === 'refused' && code === 'declined';
  const isPinned = isNo || state === 'overridden';
  const inWords = isInOwnWords ? { by: 'words', against: null } : null;
  const kept = isPinned ? { by: isNo ? 'no' : 'choice', against: target } : inWords;
  return {
    ...others,
    link: linkOf(seen, met, isRead),
    lastWrite: isPinned ? null : tried,
    pinned: wantedBack ? { by: 'put-back', change: wantedBack.change, target: wantedBack.target } : kept,
    readAtSeq: upTo,
  };
}

function linkOf(seen: unknown, met: unknown, isRead: unknown): Fields {
  if (seen !== null) return isRead ? { state: 'joined', base: seen } : { state: 'joining' };
  return isRead ? { state: 'apart', candidate: met ?? 'absent' } : { state: 'unread' };
}

/** @throws Error There is no migration from that version, or the data does not match it */
export function migrate(kind: string, version: number, data: unknown, all: Migrations = migrations): unknown {
  let migrated = data;
  for (let from = version; from < versionOf(kind, all); from++) {
    const migration = all[kind]?.[from];
    if (!migration) throw new TypeError(`no migration of ${kind} from version ${from}`);
    migrated = migration(migrated);
  }
  return migrated;
}
