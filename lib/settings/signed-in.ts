import {
  type AppId,
  appIds,
  defaultPreferences,
  type Identities,
  idlePlaces,
  type LlmSlice,
  type Settings,
} from '@/lib/model';
import { endpointsOf, type ProjectionContext, type ProviderSources } from '@/lib/settings/definitions';
import { isOfTwoPeople, peopleOf, type Reader, records, type Transaction } from '@/lib/store';
import type { Side } from '@/lib/sync/access';

/** What the settings of two people stand on. */
export interface SignedIn extends ProjectionContext {
  readonly identities: Identities;
  readonly sides: Readonly<Record<AppId, Side>>;
  /** Which providers the places were last read to have. Missing: not of interest. */
  readonly providers?: Pick<ProviderSources, 'llm' | 'workspaces'>;
}

/** Null until both apps have told who is signed in, and while somebody is signed out. */
export function readSignedIn(reader: Reader): SignedIn | null {
  const sides: Partial<Record<AppId, Side>> = {};
  for (const app of appIds) {
    const side = readSide(reader, app);
    if (!side) return null;
    sides[app] = side;
  }
  const { anythingllm, librechat } = sides as Record<AppId, Side>;
  const identities: Identities = {
    anythingllm: { connection: anythingllm.connection.id, identity: anythingllm.identity },
    librechat: { connection: librechat.connection.id, identity: librechat.identity },
  };
  const offers = reader.read(records.offers(librechat.connection.id, librechat.identity));
  const llm = reader.read(records.llm(librechat.connection.id, librechat.identity));
  const settings = reader.read(records.settings(identities));
  const providers = hasTemperature(settings) ? readProviders(reader, anythingllm, llm) : undefined;
  return {
    identities,
    ...(providers && { providers }),
    sides: { anythingllm, librechat },
    providerAliases: settings?.providerAliases ?? [],
    endpoints: endpointsOf(offers),
    idle: librechat.connection.contract === 'stock' ? idlePlaces(llm) : [],
  };
}

/** Only a temperature is written in another way where another provider answers. */
const hasTemperature = (settings: Settings | null) =>
  settings?.replicas.some(({ register, role }) => register === 'llm.temperature' && role !== 'off') ?? false;

function readProviders(
  reader: Reader,
  { connection, identity }: Side,
  libreChat: LlmSlice | null,
): NonNullable<SignedIn['providers']> {
  const anythingLlm = reader.read(records.llm(connection.id, identity));
  const workspaces = reader.read(records.workspaces(connection.id, identity));
  return { llm: [...(anythingLlm?.places ?? []), ...(libreChat?.places ?? [])], workspaces: workspaces ?? [] };
}

function readSide(reader: Reader, app: AppId): Side | null {
  const connection = reader.read(records.connections)?.find((one) => one.app === app);
  const status = connection && reader.read(records.status(connection.id));
  if (!connection || !status || status.identity === null) return null;
  const user = reader.read(records.user(connection.id, status.identity));
  return { connection, identity: status.identity, status, user };
}

/**
 * Notes who is here now. The settings of others are deleted when somebody else appears, unless the user chose to
 * keep copies. Until then they stay, however often one of the two signs out and in again.
 * @returns `other`: others were here before, so nothing that the pages hold now was seen by these two
 */
export function noteIdentities(transaction: Transaction, { identities }: SignedIn): 'same' | 'other' {
  const before = transaction.read(records.identities);
  if (before && peopleOf(before) === peopleOf(identities)) return 'same';
  transaction.write(records.identities, identities);
  const preferences = transaction.read(records.preferences) ?? defaultPreferences;
  if (!preferences.keepCopyAfterSignOut) {
    transaction.removeWhere((key) => isOfTwoPeople(key) && key.part !== peopleOf(identities));
  }
  return 'other';
}
