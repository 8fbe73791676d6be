/** Turns data of one version into data of the next. What does not fit it may throw. */
type Migration = (data: unknown) => unknown;

/** By kind of record and version: what makes the next version of that one. */
export type Migrations = Readonly<Record<string, Readonly<Record<number, Migration>>>>;

/** Each change of a record's stored form adds one here, and raises that kind's version. */
export const migrations: Migrations = {
  status: {
    /** A problem carried an English sentence; the next reading tells it anew, as a code. */
    1: (data) => ({ ...Object(data), problem: null }),
  },
  settings: {
    /** A role per place (`leads`, `follows`, `both`, `off`) became whether the setting takes part there. */
    1: (data) => {
      const { roles, ...others } = data as { readonly roles: Readonly<Record<string, string>> };
      const chosen = Object.entries(roles).map(([key, role]) => [key, role === 'off' ? 'off' : 'on']);
      return { ...others, roles: Object.fromEntries(chosen) };
    },
  },
};

/** The version in which a kind is stored now; the first is 1. */
export const versionOf = (kind: string, all: Migrations = migrations): number =>
  1 + Object.keys(all[kind] ?? {}).length;

/** @throws Error There is no way from that version, or the data does not fit it. */
export function migrate(kind: string, version: number, data: unknown, all: Migrations = migrations): unknown {
  let migrated = data;
  for (let from = version; from < versionOf(kind, all); from++) {
    const migration = all[kind]?.[from];
    if (!migration) throw new TypeError(`no migration of ${kind} from version ${from}`);
    migrated = migration(migrated);
  }
  return migrated;
}
