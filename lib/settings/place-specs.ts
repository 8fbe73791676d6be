import {
  type AppId,
  appIds,
  baseOf,
  chosenWorkspaces,
  hasPages,
  lastUsedPlace,
  mayChangeWorkspaces,
  type Participation,
  type PlaceId,
  participationKey,
  presetPlace,
  type RegisterId,
  type Replica,
  type Role,
  type Settings,
  systemPlace,
  workspacePlace,
} from '@/lib/model';
import { registersAt } from './definitions';
import type { SignedIn } from './signed-in';

/** A place that can hold settings, and how it stands to the others unless the user says otherwise. */
interface Place {
  readonly id: PlaceId;
  readonly app: AppId;
  /** Reached through the app's API, or through an open page of it. */
  readonly by: 'api' | 'page';
  readonly audience: 'me' | 'others';
  /** Of two changes found at the same time the one at the higher place is kept (rule O1). */
  readonly rank: (register: RegisterId) => number;
  /** Whether a setting takes part unless the user says otherwise. */
  readonly byDefault: (register: RegisterId) => Participation;
  /** What a setting that takes part does there. */
  readonly role: Exclude<Role, 'off'>;
}

export interface PlaceSpec extends Place {
  readonly registers: readonly RegisterId[];
}

const isOfPages = (register: RegisterId) => register.startsWith('ui.');
const rankOf: Readonly<Record<AppId, (register: RegisterId) => number>> = {
  anythingllm: () => 20,
  librechat: (register) => (isOfPages(register) ? 10 : 30),
};

/** Every place of these two people that is always there, and the workspaces that the user chose. */
export function placesOf(signedIn: SignedIn, settings: Pick<Settings, 'participation'>): readonly PlaceSpec[] {
  const places = appIds.flatMap((app) => {
    if (signedIn.sides[app].connection.contract === 'platform') return [account(app)];
    return app === 'anythingllm' ? anythingLlmPlaces(signedIn, settings) : libreChatPlaces(settings);
  });
  return places.map((place) => ({ ...place, registers: registersAt(place.id) }));
}

const common = (app: AppId) => ({ app, audience: 'me', rank: rankOf[app], role: 'both' }) as const;

const account = (app: AppId): Place => ({ ...common(app), id: `${app}/account`, by: 'api', byDefault: () => 'on' });

const page = (app: AppId): Place => ({ ...common(app), id: `${app}/page`, by: 'page', byDefault: () => 'on' });

function anythingLlmPlaces({ sides }: SignedIn, { participation }: Pick<Settings, 'participation'>): Place[] {
  const { user } = sides.anythingllm;
  const reach = user?.settingsReach ?? 'read-only';
  // While it is not known who is signed in, others may be there.
  const isAlone = (user?.mode ?? 'accounts') !== 'accounts';
  const system: Place = {
    ...common('anythingllm'),
    id: systemPlace,
    by: 'api',
    audience: reach === 'mine' ? 'me' : 'others',
    byDefault: () => (reach === 'mine' ? 'on' : 'off'),
    // A place that this user cannot change follows nothing.
    role: reach === 'read-only' ? 'leads' : 'both',
  };
  const followed = registersAt(workspacePlace('')).flatMap((register) => chosenWorkspaces(register, { participation }));
  const workspaces = [...new Set(followed)].map(
    (slug): Place => ({
      ...common('anythingllm'),
      id: workspacePlace(slug),
      by: 'api',
      audience: isAlone ? 'me' : 'others',
      rank: () => 15,
      byDefault: () => 'off',
      role: user !== null && !mayChangeWorkspaces(user) ? 'leads' : 'both',
    }),
  );
  return [system, ...workspaces, ...(hasPages(sides.anythingllm.connection) ? [page('anythingllm')] : [])];
}

function libreChatPlaces({ participation }: Pick<Settings, 'participation'>): Place[] {
  const lastUsed: Place = {
    ...common('librechat'),
    id: lastUsedPlace,
    by: 'page',
    rank: () => 0,
    byDefault: () => 'on',
    // An open page writes its own choice there whenever it likes.
    role: 'follows',
  };
  const preset: Place = {
    ...common('librechat'),
    id: presetPlace,
    by: 'api',
    // Whoever switches the preset on means all that it holds.
    byDefault: (register) =>
      register === 'llm.model' ? 'off' : (participation[participationKey('llm.model', presetPlace)] ?? 'off'),
  };
  return [lastUsed, preset, page('librechat')];
}

/** The role in force: what the place allows, where the setting takes part; none while the setting is off. */
export function roleOf(place: Place, register: RegisterId, settings: Pick<Settings, 'participation' | 'modes'>): Role {
  if (settings.modes[register] === 'off') return 'off';
  const chosen = settings.participation[participationKey(register, place.id)] ?? place.byDefault(register);
  return chosen === 'on' ? place.role : 'off';
}

/** Whether a place that takes part was not read since the present value came to be (rule O2). */
export function isOlder({ registers }: Pick<Settings, 'registers'>, replica: Replica): boolean {
  const { register, role, readAtSeq } = replica;
  return role !== 'off' && baseOf(replica) !== null && readAtSeq < (registers[register]?.seq ?? 0);
}
