import {
  type AppState,
  appNames,
  appOfPlace,
  idlePlaces,
  leadingPlace,
  type PlaceId,
  presetPlace,
  type RegisterId,
  type Settings,
  type SharedState,
  slugOfPlace,
} from '@/lib/model';

type PlaceNames = Pick<SharedState, 'apps' | 'workspaces'>;

function quoted(place: PlaceId, { workspaces }: PlaceNames): string {
  const slug = slugOfPlace(place);
  return `“${workspaces.find((each) => each.slug === slug)?.name ?? slug}”`;
}

/** What the person calls a place. */
export function placeName(place: PlaceId, names: PlaceNames): string {
  if (slugOfPlace(place) !== null) return `Workspace ${quoted(place, names)}`;
  const { apps } = names;
  const app = appOfPlace(place);
  switch (place.slice(app.length + 1)) {
    case 'system':
      return `${appNames[app]}’s default`;
    case 'page':
      return `${appNames[app]}’s pages`;
    case 'last-used':
      return `${appNames[app]}: last used model`;
    case 'preset':
      return `${appNames[app]}: default preset`;
    case 'account':
      return `Your account at ${apps[app].connection?.title || appNames[app]}`;
    default:
      return place;
  }
}

/** The same in the middle of a sentence. */
export function placeInSentence(place: PlaceId, names: PlaceNames): string {
  if (slugOfPlace(place) !== null) return `the workspace ${quoted(place, names)}`;
  const app = appOfPlace(place);
  switch (place.slice(app.length + 1)) {
    case 'last-used':
      return `${appNames[app]}’s last used model`;
    case 'preset':
      return `${appNames[app]}’s default preset`;
    case 'account':
      return `your account at ${names.apps[app].connection?.title || appNames[app]}`;
    default:
      return placeName(place, names);
  }
}

/** The places of a setting besides AnythingLLM's workspaces, in the order of the screen. */
export const placesOf = (register: RegisterId, { replicas }: Settings): readonly PlaceId[] =>
  replicas.flatMap((replica) =>
    replica.register === register && slugOfPlace(replica.id) === null ? [replica.id] : [],
  );

/** Whether a workspace can hold this setting. */
export const isOfWorkspaces = (register: RegisterId, { connection }: AppState) =>
  connection?.contract === 'stock' && (register === 'llm.model' || register === 'llm.temperature');

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
