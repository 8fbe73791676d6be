import type { AppAdapter, LearnedToken } from '@/lib/apps/adapter';
import type { HttpAnswer } from '@/lib/apps/http';
import type { WrittenSlices } from '@/lib/apps/settings-place';
import { RefreshRefusedError } from '@/lib/errors';
import type { AppUser, Json, LlmPlace, LlmSettings, UiSettings, Workspace } from '@/lib/model';
import type { Held, Person, PlaceState, Server, SimHttp } from './server';

/** Asks of a page whose finished requests mean something. */
export const meanings = {
  saved: 'api/saved',
  removed: 'api/removed',
  left: 'api/left',
  other: 'api/other',
} as const;

/** How Tandem speaks with a simulated server. */
export function adapterOf(server: Server, answered: (label: string) => Promise<void>): AppAdapter {
  const { app, contract, mode } = server;
  const isStock = contract === 'stock';
  return {
    app,
    contract,
    classify: () => null,
    facts: async (http) => {
      server.reach();
      const system = (http as SimHttp).first(server.place('system', '')).held;
      const llm = app === 'anythingllm' && isStock ? [placeOf('system-default', system)] : null;
      await answered('facts');
      const signIn = mode === 'open' ? 'none' : 'bearer';
      return fresh({ signIn, mode, title: app, openIdLogin: false, llm });
    },
    user: async (http) => {
      const id = server.admit(http);
      const role = server.signedIn?.id === id ? server.signedIn.role : 'default';
      await answered('user');
      return userOf(server, { id, role });
    },
    llm: async (http) => {
      const id = server.admit(http);
      const places: LlmPlace[] = [];
      const first = (local: string) => (http as SimHttp).first(server.place(local, id));
      if (!isStock) places.push(placeOf('account', first('account').held));
      else if (app === 'librechat') places.push(...defaultPreset(first('preset')));
      await answered('llm');
      return fresh(places);
    },
    owner: null,
    ui: isStock
      ? undefined
      : async (http) => {
          const { held } = (http as SimHttp).first(server.place('account', server.admit(http)));
          await answered('ui');
          return fresh(uiOf(held));
        },
    workspaces:
      app === 'anythingllm'
        ? async (http) => {
            server.admit(http);
            const list = [...server.places]
              .filter(([key]) => key.startsWith('workspace:'))
              .map(([key, place]) => [key, (http as SimHttp).first(place)] as const)
              .filter(([, { standing }]) => standing === 'here');
            const workspaces = list.map(([key, { held }]) => workspaceOf(key, held));
            await answered('workspaces');
            return fresh(workspaces);
          }
        : undefined,
    threads: null,
    conversations: null,
    readToken: (raw) => parsedToken(raw),
    refresh:
      app === 'librechat'
        ? async () => {
            server.reach();
            const person = server.signedIn;
            if (!person) throw new RefreshRefusedError(app, 'no-cookie');
            const token = parsedToken(server.newToken(person.id));
            await answered('refresh');
            if (!token) throw new TypeError('no token');
            return token;
          }
        : null,
    trigger: (_address, { url }) => {
      if (url.endsWith(meanings.left)) return { kind: 'signed-out' };
      if (url.endsWith(meanings.saved)) return { kind: 'changed', slices: ['llm', 'workspaces'], fully: false };
      if (url.endsWith(meanings.removed)) return { kind: 'changed', slices: ['llm', 'workspaces'], fully: true };
      return null;
    },
  };
}

const fresh = <T>(value: T): HttpAnswer<T> => ({ changed: true, value, etag: null });

function parsedToken(raw: string): LearnedToken | null {
  const [app, id, serial] = raw.split('.');
  if (app === undefined || id === undefined || serial === undefined) return null;
  return { token: raw, kind: 'own', identity: decodeURIComponent(id), issuedAt: Number(serial), expiresAt: null };
}

function userOf({ app, mode }: Server, { id, role }: Person): AppUser {
  const isShared = app === 'anythingllm' && mode === 'accounts';
  const reach = role === 'admin' ? 'everyone' : 'read-only';
  return {
    id,
    username: id,
    name: null,
    email: null,
    avatarUrl: null,
    role,
    signInProvider: 'local',
    mode,
    settingsReach: isShared ? reach : 'mine',
  };
}

function settingsOf(held: Held): LlmSettings {
  const { provider, endpoint, model } = Object(held['llm.model']) as Record<string, string | null | undefined>;
  const numberIn = (value: Json | undefined) => (typeof value === 'number' ? value : null);
  return {
    provider: provider ?? endpoint ?? null,
    model: model ?? null,
    temperature: numberIn(held['llm.temperature']),
    maxTokens: numberIn(held['llm.maxTokens']),
  };
}

function uiOf(held: Held): UiSettings {
  const textIn = (value: Json | undefined) => (typeof value === 'string' ? value : null);
  return { theme: textIn(held['ui.theme']), language: textIn(held['ui.language']), textSize: null };
}

function workspaceOf(local: string, held: Held): Workspace {
  const slug = local.slice('workspace:'.length);
  const { provider, model, temperature } = settingsOf(held);
  return { id: slug, slug, name: slug, provider, model, temperature, createdAt: null };
}

/** What the app's lists show of a place. */
export function slicesOf(local: string, place: Pick<PlaceState, 'held' | 'standing'>): WrittenSlices {
  const { held } = place;
  if (local === 'system') return { llm: placeOf('system-default', held) };
  if (local === 'preset') return { llm: defaultPreset(place)[0] };
  return local === 'account'
    ? { llm: placeOf('account', held), ui: uiOf(held) }
    : { workspace: workspaceOf(local, held) };
}

/** Another preset that became the default instead of ours may hold the same. */
const defaultPreset = ({ held, standing }: Pick<PlaceState, 'held' | 'standing'>): LlmPlace[] =>
  standing === 'gone'
    ? []
    : [{ ...placeOf('default-preset', held), presetId: standing === 'here' ? 'ours' : 'another' }];

const placeOf = (place: LlmPlace['place'], held: Held): LlmPlace => ({ place, ...settingsOf(held) });
