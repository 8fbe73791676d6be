import {
  type AppState,
  type AppUser,
  chosenWorkspaces,
  mayChangeWorkspaces,
  type Participation,
  type PlaceId,
  presetPlace,
  type RegisterId,
  type Settings,
  type SharedState,
  slugOfPlace,
  systemPlace,
  type Workspace,
  workspacePlace,
} from '@/lib/model';
import { registersAt } from '@/lib/settings/definitions/projection-for';
import { placeName } from './place-name';
import { idleAt, placesOf, takesPart } from './place-participation';

/** One place of a setting, and whether it takes part there. */
export interface PlaceRole {
  readonly place: PlaceId;
  readonly name: string;
  readonly chosen: Participation;
  /** Whether this user can choose here. */
  readonly isOpen: boolean;
  /**
   * `admin`: only an admin may change it; `shared`: other people use it; `preset`: the choice has side effects; `idle`:
   * it has no effect, by the rules of the app's owner.
   */
  readonly note: 'admin' | 'shared' | 'preset' | 'idle' | null;
}

export interface Roles {
  readonly places: readonly PlaceRole[];
  /** Null: workspaces do not hold this setting. */
  readonly workspaces: {
    readonly chosen: readonly PlaceRole[];
    readonly free: readonly Workspace[];
    /** Other people use them. */
    readonly shared: boolean;
  } | null;
}

/** The places of a setting, for "More". */
export function readRoles(
  register: RegisterId,
  settings: Settings,
  { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>,
): Roles {
  const { user } = apps.anythingllm;
  const idle = idleAt(apps);
  const roleAt = (place: PlaceId): PlaceRole => {
    const chosen = takesPart(register, place, settings) ? 'on' : 'off';
    const isIdle = place === presetPlace && idle.includes(place);
    // A place that is on can always be switched off.
    const limited = isIdle ? { isOpen: chosen === 'on', note: 'idle' as const } : limits(place, user);
    return { place, name: placeName(place, { apps, workspaces }), chosen, ...limited };
  };
  const chosen = chosenWorkspaces(register, settings);
  return {
    places: placesOf(register, settings).map(roleAt),
    workspaces: isOfWorkspaces(register, apps.anythingllm)
      ? {
          chosen: chosen.map((slug) => roleAt(workspacePlace(slug))),
          free: isKeptOut(user) ? [] : workspaces.filter(({ slug }) => !chosen.includes(slug)),
          shared: user?.mode === 'accounts',
        }
      : null,
  };
}

/** Whether a workspace can hold this setting. */
const isOfWorkspaces = (register: RegisterId, { connection }: AppState) =>
  connection?.contract === 'stock' && registersAt(workspacePlace('')).includes(register);

const isKeptOut = (user: AppUser | null) => user !== null && !mayChangeWorkspaces(user);

function limits(place: PlaceId, user: AppUser | null): Pick<PlaceRole, 'isOpen' | 'note'> {
  const isForAdmins = place === systemPlace && user?.settingsReach === 'read-only';
  if (isForAdmins || (slugOfPlace(place) !== null && isKeptOut(user))) return { isOpen: false, note: 'admin' };
  if (place === systemPlace && user?.settingsReach === 'everyone') return { isOpen: true, note: 'shared' };
  return { isOpen: true, note: place === presetPlace ? 'preset' : null };
}
