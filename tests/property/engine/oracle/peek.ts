import {
  type AppId,
  appIds,
  type Change,
  type Identities,
  idlePlaces,
  type RegisterId,
  type Settings,
} from '@/lib/model';
import { endpointsOf, type ProjectionContext, providerAt } from '@/lib/settings/definitions';
import {
  decodeRecord,
  peopleOf,
  type RecordData,
  type RecordKey,
  type RecordKind,
  readChanges,
  records,
} from '@/lib/store';
import type { SimWorld } from '../world/world';

/** What is stored just now, as a view would read it. */
export interface Stored {
  readonly pair: Identities;
  /** The two people in one text. */
  readonly people: string;
  readonly settings: Settings;
  readonly changes: readonly Change[];
  readonly context: ProjectionContext;
}

function recordIn<K extends RecordKind>({ local }: SimWorld, key: RecordKey<K>): RecordData<K> | null {
  const decoded = decodeRecord(key.kind, local.items.get(key.name));
  return decoded.ok ? decoded.data : null;
}

export const knownAt = (world: SimWorld, app: AppId) =>
  recordIn(world, records.status(world.connections[app].id))?.identity ?? null;

/** Null while somebody is not known. */
export function peek(world: SimWorld): Stored | null {
  const [anythingllm, librechat] = appIds.map((app) => {
    const identity = knownAt(world, app);
    return identity === null ? null : { connection: world.connections[app].id, identity };
  });
  if (!anythingllm || !librechat) return null;
  const pair: Identities = { anythingllm, librechat };
  const settings = recordIn(world, records.settings(pair));
  if (!settings) return null;
  const llmOf = ({ connection, identity }: Identities[AppId]) => recordIn(world, records.llm(connection, identity));
  const sources = {
    ...settings,
    llm: [...(llmOf(anythingllm)?.places ?? []), ...(llmOf(librechat)?.places ?? [])],
    workspaces: recordIn(world, records.workspaces(anythingllm.connection, anythingllm.identity)) ?? [],
  };
  const offers = recordIn(world, records.offers(librechat.connection, librechat.identity));
  return {
    pair,
    people: peopleOf(pair),
    settings,
    changes: readChanges({ read: (key) => recordIn(world, key) }, pair),
    context: {
      providerAliases: settings.providerAliases,
      endpoints: endpointsOf(offers),
      idle: idlePlaces(llmOf(librechat)),
      providerAt: (place) => providerAt(place, sources),
    },
  };
}

export const replicaIn = ({ settings }: Stored, register: RegisterId, place: string) =>
  settings.replicas.find((one) => one.register === register && one.id === place);
