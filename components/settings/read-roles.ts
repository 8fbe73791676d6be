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
import { chosenWorkspaces, isOfWorkspaces, placeName, placesOf, roleOf, slugOf, workspacePlace } from './places';

/** One place of a setting, with what it may do there. */
export interface PlaceRole {
  readonly place: PlaceId;
  readonly name: string;
  readonly role: Role;
  /** Empty: nothing can be chosen. */
  readonly roles: readonly Role[];
  /** `admin`: only an admin may change it; `shared`: other people use it; `preset`: choosing it has side effects. */
  readonly note: 'admin' | 'shared' | 'preset' | null;
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
  const roleAt = (place: PlaceId): PlaceRole => ({
    place,
    name: placeName(place, { apps, workspaces }),
    role: roleOf(register, place, settings, apps),
    ...limits(place, user),
  });
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
  return { roles: all, note: place === 'librechat/preset' ? 'preset' : null };
}
