import {
  type AppId,
  type AppState,
  appIds,
  byList,
  type Connection,
  defaultPreferences,
  type Identities,
  initialRights,
  initialSettings,
  initialStatus,
  type ListItem,
  type ListSlice,
  type Lists,
  listOwners,
  mergeUser,
  mostChanges,
  type SettingsState,
  type SharedState,
  type Thread,
} from '@/lib/model';
import { peopleOf, type RecordKind, readChanges, records, type StoredRecords } from '@/lib/store';

const nothing: AppState = {
  connection: null,
  status: initialStatus,
  user: null,
  llm: null,
  ui: null,
  leftOut: {},
};

export const emptyState: SharedState = {
  apps: { anythingllm: nothing, librechat: nothing },
  user: null,
  ...byList(() => []),
  threads: {},
  preferences: defaultPreferences,
  settings: null,
  storageProblem: null,
};

/**
 * Assembles the stored records into the state that views show: for each app only the data of the identity that is
 * signed in now. Lists that are not in `changed` are taken from `before`, so that their object identity stays the same.
 */
export function assemble(stored: StoredRecords, before: SharedState, changed: ReadonlySet<RecordKind>): SharedState {
  const connections = stored.read(records.connections) ?? [];
  const appState = (app: AppId): AppState => {
    const connection = connections.find((one) => one.app === app);
    return connection ? connectedState(stored, connection) : nothing;
  };
  const apps = { anythingllm: appState('anythingllm'), librechat: appState('librechat') };
  const peopleChanged =
    changed.has('connections') || appIds.some((app) => ownerOf(apps[app]) !== ownerOf(before.apps[app]));
  const keep = <T>(kind: RecordKind, old: T, read: () => T): T => (peopleChanged || changed.has(kind) ? read() : old);
  return {
    apps,
    user: mergeUser(apps.anythingllm.user, apps.librechat.user),
    ...(byList((list) =>
      keep<Items>(list, before[list], () => readList(stored, list, apps[listOwners[list]])),
    ) as Lists),
    threads: keep('threads', before.threads, () => readThreads(stored, apps.anythingllm)),
    preferences: stored.read(records.preferences) ?? defaultPreferences,
    settings:
      settingsKinds.some((kind) => changed.has(kind)) || peopleChanged
        ? readSettings(stored, apps, changed.has('changes') || changed.has('olderChanges') ? null : before.settings)
        : before.settings,
    storageProblem: before.storageProblem,
  };
}

const settingsKinds: readonly RecordKind[] = ['identities', 'settings', 'changes', 'olderChanges', 'offers', 'rights'];

/**
 * Only while both stored identities are the current ones.
 * @param listed Has the unchanged list of changes of its identities
 */
function readSettings(
  stored: StoredRecords,
  apps: SharedState['apps'],
  listed: SettingsState | null,
): SettingsState | null {
  const identities = stored.read(records.identities);
  const isPresent = identities && appIds.every((app) => isAt(apps[app], identities[app]));
  if (!isPresent) return null;
  const offersOf = (app: AppId) => stored.read(records.offers(identities[app].connection, identities[app].identity));
  const people = peopleOf(identities);
  return {
    people,
    settings: stored.read(records.settings(identities)) ?? initialSettings,
    changes: listed?.people === people ? listed.changes : readChanges(stored, identities).slice(0, mostChanges),
    offers: { anythingllm: offersOf('anythingllm'), librechat: offersOf('librechat') },
    rights: stored.read(records.rights(identities)) ?? initialRights,
  };
}

const isAt = ({ connection, status }: AppState, known: Identities[AppId]) =>
  connection?.id === known.connection && status.identity === known.identity;

const ownerOf = ({ connection, status }: AppState) => `${connection?.id}:${status.identity}`;

function connectedState(stored: StoredRecords, connection: Connection): AppState {
  const status = stored.read(records.status(connection.id)) ?? initialStatus;
  const { identity } = status;
  if (identity === null) return { ...nothing, connection, status };
  return {
    connection,
    status,
    user: stored.read(records.user(connection.id, identity)),
    llm: stored.read(records.llm(connection.id, identity)),
    ui: stored.read(records.ui(connection.id, identity)),
    leftOut: stored.read(records.leftOut(connection.id, identity)) ?? nothing.leftOut,
  };
}

function readThreads(stored: StoredRecords, { connection, status }: AppState): SharedState['threads'] {
  if (!connection || status.identity === null) return {};
  const threads: Record<string, readonly Thread[]> = {};
  for (const { key, data } of stored.all('threads', connection.id, status.identity)) {
    if (key.part !== null) threads[key.part] = data;
  }
  return threads;
}

type Items = readonly ListItem<ListSlice>[];
type Conversation = ListItem<'conversations'>;
const newestFirst = (a: Conversation, b: Conversation) =>
  (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '') || (a.id < b.id ? -1 : 1);

function readList(stored: StoredRecords, list: ListSlice, { connection, status }: AppState): Items {
  if (!connection || status.identity === null) return [];
  const items = stored.all(list, connection.id, status.identity).flatMap(({ data }) => data as Items);
  return list === 'conversations' ? (items as Conversation[]).sort(newestFirst) : items;
}
