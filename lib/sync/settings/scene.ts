import {
  type AppId,
  type AppStatus,
  type AppUser,
  appIds,
  type Connection,
  defaultPreferences,
  type Pair,
} from '@/lib/model';
import { endpointsOf, type ProjectionContext } from '@/lib/registers';
import { isOfPair, peopleOf, records, type Transaction } from '@/lib/storage';

/** One app, and who is signed in there. */
export interface Side {
  readonly connection: Connection;
  readonly identity: string;
  readonly status: AppStatus;
  readonly user: AppUser | null;
}

/** What the settings of two people stand on. */
export interface Scene extends ProjectionContext {
  readonly pair: Pair;
  readonly sides: Readonly<Record<AppId, Side>>;
}

/** Reads of a commit, or of the repository itself. */
type Reader = Pick<Transaction, 'read'>;

/** Null until both apps have told who is signed in, and while somebody is signed out. */
export async function readScene(reader: Reader): Promise<Scene | null> {
  const sides: Partial<Record<AppId, Side>> = {};
  for (const app of appIds) {
    const side = await readSide(reader, app);
    if (!side) return null;
    sides[app] = side;
  }
  const { anythingllm, librechat } = sides as Record<AppId, Side>;
  const pair: Pair = {
    anythingllm: { connection: anythingllm.connection.id, identity: anythingllm.identity },
    librechat: { connection: librechat.connection.id, identity: librechat.identity },
  };
  const offers = await reader.read(records.offers(librechat.connection.id, librechat.identity));
  const settings = await reader.read(records.settings(pair));
  return {
    pair,
    sides: { anythingllm, librechat },
    pairs: settings?.pairs ?? [],
    endpoints: endpointsOf(offers),
  };
}

async function readSide(reader: Reader, app: AppId): Promise<Side | null> {
  const connection = (await reader.read(records.connections))?.find((one) => one.app === app);
  const status = connection && (await reader.read(records.status(connection.id)));
  if (!connection || !status || status.identity === null) return null;
  const user = await reader.read(records.user(connection.id, status.identity));
  return { connection, identity: status.identity, status, user };
}

/** What became of the pair of people. */
export type Arrival =
  /** The same as before. */
  | 'same'
  /** Others were here before; whatever the pages hold now was not seen by these two. */
  | 'other';

/**
 * Notes who is here now. The settings of others go when somebody else appears, unless the person chose to keep copies;
 * until then they stay, however often one of the two signs out and in again.
 */
export async function arrive(transaction: Transaction, { pair }: Scene): Promise<Arrival> {
  const before = await transaction.read(records.pair);
  if (before && peopleOf(before) === peopleOf(pair)) return 'same';
  await transaction.write(records.pair, pair);
  const preferences = (await transaction.read(records.preferences)) ?? defaultPreferences;
  if (!preferences.keepCopyAfterSignOut) {
    await transaction.removeWhere((key) => isOfPair(key) && key.part !== peopleOf(pair));
  }
  return 'other';
}
