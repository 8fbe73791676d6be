import {
  idlePlaces,
  leadingPlace,
  type PlaceId,
  presetPlace,
  type RegisterId,
  type Settings,
  type SharedState,
  slugOfPlace,
} from '@/lib/model';

/** The places of a setting besides AnythingLLM's workspaces, in the order of the screen. */
export const placesOf = (register: RegisterId, { replicas }: Settings): readonly PlaceId[] =>
  replicas.flatMap((replica) =>
    replica.register === register && slugOfPlace(replica.id) === null ? [replica.id] : [],
  );

/** Whether a setting takes part at a place, as the background decided; nowhere while it is off. */
export const takesPart = (register: RegisterId, place: PlaceId, { replicas }: Settings): boolean =>
  replicas.some((replica) => replica.id === place && replica.register === register && replica.role !== 'off');

/** Whether the person has not said yet that they want this setting in step. */
export const isUnbegun = (register: RegisterId, { begun, modes }: Settings) =>
  !begun.includes(register) && modes[register] !== 'off';

/** Whether LibreChat starts new chats with a default preset of the person's own, which takes no part. */
export const hasOwnPreset = (register: RegisterId, settings: Settings, apps: SharedState['apps']): boolean =>
  register === 'llm.model' &&
  !takesPart(register, presetPlace, settings) &&
  startsWith(apps)?.place === 'default-preset';

/** What LibreChat's new chats start with, as far as is known. */
export const startsWith = ({ librechat: { llm } }: SharedState['apps']) => (llm ? leadingPlace(llm) : undefined);

/** LibreChat's places that decide nothing for its new chats. */
export const idleAt = ({ librechat: { connection, llm } }: SharedState['apps']): readonly PlaceId[] =>
  connection?.contract === 'stock' ? idlePlaces(llm) : [];

/** Whether the setting reaches any place, or comes from any. */
export const isAnywhere = (register: RegisterId, { replicas }: Settings): boolean =>
  replicas.some((replica) => replica.register === register && replica.role !== 'off');
