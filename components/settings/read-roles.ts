import {
  type AppUser,
  mayChangeWorkspaces,
  type PlaceId,
  type RegisterId,
  type Role,
  type Settings,
  type SharedState,
  type Workspace,
} from '@/lib/model';
import { placeName } from './place-name';
import {
  chosenWorkspaces,
  idleAt,
  isOfWorkspaces,
  placesOf,
  presetPlace,
  roleOf,
  slugOf,
  workspacePlace,
} from './places';

/** One place of a setting, with what it may do there. */
export interface PlaceRole {
  readonly place: PlaceId;
  readonly name: string;
  readonly role: Role;
  /** Empty: nothing can be chosen. */
  readonly roles: readonly Role[];
  /**
   * `admin`: only an admin may change it; `shared`: other people use it; `preset`: choosing it has side effects; `idle`: it
   * decides nothing, as the app's owner wants it.
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

const all: readonly Role[] = ['both', 'follows', 'leads', 'off'];

/** Where a setting is kept, as "More" shows it. */
export function readRoles(
  register: RegisterId,
  settings: Settings,
  { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>,
): Roles {
  const { user } = apps.anythingllm;
  const idle = idleAt(apps);
  const roleAt = (place: PlaceId): PlaceRole => {
    const role = roleOf(register, place, settings, apps);
    const isIdle = place === presetPlace && idle.includes(place);
    // What is switched on already can be switched off.
    const limited = isIdle ? { roles: role === 'off' ? [] : all, note: 'idle' as const } : limits(place, user);
    return { place, name: placeName(place, { apps, workspaces }), role, ...limited };
  };
  const chosen = chosenWorkspaces(register, settings);
  return {
    places: placesOf(register, apps).map(roleAt),
    workspaces: isOfWorkspaces(register, apps.anythingllm)
      ? {
          chosen: chosen.map((slug) => roleAt(workspacePlace(slug))),
          free: isKeptOut(user) ? [] : workspaces.filter(({ slug }) => !chosen.includes(slug)),
          shared: user?.mode === 'accounts',
        }
      : null,
  };
}

const isKeptOut = (user: AppUser | null) => user !== null && !mayChangeWorkspaces(user);

function limits(place: PlaceId, user: AppUser | null): Pick<PlaceRole, 'roles' | 'note'> {
  const isForAdmins = place === 'anythingllm/system' && user?.settingsReach === 'read-only';
  if (isForAdmins || (slugOf(place) !== null && isKeptOut(user))) return { roles: [], note: 'admin' };
  if (place === 'anythingllm/system' && user?.settingsReach === 'everyone') return { roles: all, note: 'shared' };
  if (place === 'librechat/last-used') return { roles: ['follows', 'off'], note: null };
  return { roles: all, note: place === presetPlace ? 'preset' : null };
}
