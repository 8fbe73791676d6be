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

/** The places of a setting without AnythingLLM's workspaces, in the order of the screen. */
export const placesOf = (register: RegisterId, { replicas }: Settings): readonly PlaceId[] =>
  replicas.flatMap((replica) =>
    replica.register === register && slugOfPlace(replica.id) === null ? [replica.id] : [],
  );

/** Whether a setting takes part at a place, as the background decided; nowhere while the setting is off. */
export const takesPart = (register: RegisterId, place: PlaceId, { replicas }: Settings): boolean =>
  replicas.some((replica) => replica.id === place && replica.register === register && replica.role !== 'off');

/** Whether the user has not yet decided to keep this setting in step. */
export const isNotInStep = (register: RegisterId, { inStep, modes }: Settings) =>
  !inStep.includes(register) && modes[register] !== 'off';

/** Whether LibreChat starts new chats with the user's own default preset, which takes no part. */
export const hasOwnPreset = (register: RegisterId, settings: Settings, apps: SharedState['apps']): boolean =>
  register === 'llm.model' &&
  !takesPart(register, presetPlace, settings) &&
  startsWith(apps)?.place === 'default-preset';

/** The start of LibreChat's new chats, as far as it is known. */
export const startsWith = ({ librechat: { llm } }: SharedState['apps']) => (llm ? leadingPlace(llm) : undefined);

/** LibreChat's places without an effect on its new chats. */
export const idleAt = ({ librechat: { connection, llm } }: SharedState['apps']): readonly PlaceId[] =>
  connection?.contract === 'stock' ? idlePlaces(llm) : [];

/** Whether any place leads or follows for this setting. */
export const isAnywhere = (register: RegisterId, { replicas }: Settings): boolean =>
  replicas.some((replica) => replica.register === register && replica.role !== 'off');
