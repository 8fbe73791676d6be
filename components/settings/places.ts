import {
  type AppId,
  type AppState,
  appIds,
  hasPages,
  idlePlaces,
  leadingPlace,
  type Participation,
  type PlaceId,
  type RegisterId,
  roleKey,
  type Settings,
  type SharedState,
} from '@/lib/model';

export const appOf = (place: PlaceId): AppId => (place.startsWith('librechat/') ? 'librechat' : 'anythingllm');

const workspacePrefix = 'anythingllm/workspace:';

export const workspacePlace = (slug: string): PlaceId => `${workspacePrefix}${slug}`;

/** The workspace that a place is; null for any other place. */
export const slugOf = (place: PlaceId): string | null =>
  place.startsWith(workspacePrefix) ? place.slice(workspacePrefix.length) : null;

export const lastUsedPlace = 'librechat/last-used';

/** Places that are written through an open page of the app, not through its server. */
export const isInPage = (place: PlaceId) => place.endsWith('/page') || place === lastUsedPlace;

const ofStock: Readonly<Record<RegisterId, readonly PlaceId[]>> = {
  'llm.model': ['anythingllm/system', 'librechat/last-used', 'librechat/preset'],
  'llm.temperature': ['librechat/preset'],
  'llm.maxTokens': ['anythingllm/system', 'librechat/preset'],
  'ui.theme': ['anythingllm/page', 'librechat/page'],
  'ui.language': ['anythingllm/page', 'librechat/page'],
  'ui.textSize': ['anythingllm/page', 'librechat/page'],
};

/** A platform's account has no text size. */
const isOfAccounts = (register: RegisterId) => register !== 'ui.textSize';

/** The places of a setting besides AnythingLLM's workspaces, in the order of the screen. */
export function placesOf(register: RegisterId, apps: SharedState['apps']): readonly PlaceId[] {
  return appIds.flatMap((app) => {
    const { connection } = apps[app];
    if (connection?.contract !== 'platform') {
      return ofStock[register].filter((place) => appOf(place) === app && (hasPages(connection) || !isInPage(place)));
    }
    return isOfAccounts(register) ? [`${app}/account`] : [];
  });
}

/** Whether a workspace can hold this setting. */
export const isOfWorkspaces = (register: RegisterId, { connection }: AppState) =>
  connection?.contract === 'stock' && (register === 'llm.model' || register === 'llm.temperature');

export const presetPlace = 'librechat/preset';

/** Everything that Tandem's preset can hold. */
export const ofPreset = ['llm.model', 'llm.temperature', 'llm.maxTokens'] as const;

/** Whether a setting takes part at a place as long as the person chose nothing else there. */
function byDefault(place: PlaceId, { roles }: Settings, apps: SharedState['apps']): Participation {
  if (slugOf(place) !== null) return 'off';
  // Whoever switches the preset on means all that it holds.
  if (place === presetPlace) return roles[roleKey('llm.model', place)] ?? 'off';
  const isMine = apps.anythingllm.user?.settingsReach === 'mine';
  return place === 'anythingllm/system' && !isMine ? 'off' : 'on';
}

/** Whether a setting takes part at a place while it is not off altogether. */
export const participationOf = (
  register: RegisterId,
  place: PlaceId,
  settings: Settings,
  apps: SharedState['apps'],
): Participation => settings.roles[roleKey(register, place)] ?? byDefault(place, settings, apps);

/** Whether Tandem's own preset is LibreChat's default for new chats, as the person asked. */
export const isPresetOn = (settings: Settings, apps: SharedState['apps']): boolean =>
  ofPreset.some((register) => participationOf(register, presetPlace, settings, apps) === 'on');

/** The workspaces in which this setting does something. */
export const chosenWorkspaces = (register: RegisterId, { roles }: Settings): readonly string[] =>
  Object.entries(roles).flatMap(([key, chosen]) => {
    const isHere = chosen === 'on' && key.startsWith(`${register}/${workspacePrefix}`);
    return isHere ? [key.slice(register.length + 1 + workspacePrefix.length)] : [];
  });

/** Whether the person has not said yet that they want this setting in step. */
export const isUnbegun = (register: RegisterId, { begun, modes }: Settings) =>
  !begun.includes(register) && modes[register] !== 'off';

/** Whether LibreChat starts new chats with a default preset of the person's own, which takes no part. */
export const hasOwnPreset = (register: RegisterId, settings: Settings, apps: SharedState['apps']): boolean =>
  register === 'llm.model' &&
  participationOf(register, presetPlace, settings, apps) === 'off' &&
  startsWith(apps)?.place === 'default-preset';

/** What LibreChat's new chats start with, as far as is known. */
export const startsWith = ({ librechat: { llm } }: SharedState['apps']) => (llm ? leadingPlace(llm) : undefined);

/** LibreChat's places that decide nothing for its new chats. */
export const idleAt = ({ librechat: { connection, llm } }: SharedState['apps']): readonly PlaceId[] =>
  connection?.contract === 'stock' ? idlePlaces(llm) : [];

/** Whether the setting reaches any place, or comes from any. */
export const isAnywhere = (register: RegisterId, settings: Settings, apps: SharedState['apps']): boolean =>
  chosenWorkspaces(register, settings).length > 0 ||
  placesOf(register, apps).some((place) => participationOf(register, place, settings, apps) === 'on');
