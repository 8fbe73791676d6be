import {
  type AppId,
  type AppState,
  appIds,
  type Json,
  leadingPlace,
  type Permissions,
  permissionsFor,
  type RegisterId,
  type SharedState,
  sharedValueSchemas,
} from '@/lib/model';
import {
  anythingLlmLanguage,
  anythingLlmModel,
  anythingLlmTextSize,
  anythingLlmTheme,
  type Form,
  libreChatLanguage,
  libreChatModel,
  libreChatTextSize,
  libreChatTheme,
  type Model,
} from '@/lib/registers';
import { nothingToSee } from './protocol';
import type { TandemAppState, TandemLlmSettings, TandemState, TandemUiSettings, TandemUser } from './public';

/** What code in this app's page may do; null: nothing at all. */
export function permissionsIn({ apps, settings, preferences }: SharedState, app: AppId): Permissions | null {
  const { connection } = apps[app];
  if (!connection || preferences.bridge === 'off') return null;
  // What these people once answered is not known while one of them is not, be it that a page signed them out.
  return settings ? permissionsFor(app, connection.contract, settings.rights) : { 'read-other': 'ask', change: 'ask' };
}

/**
 * The shared state as code in this app's page may see it: fields are named one by one, so that nothing gets there by
 * itself, least of all who is signed in at the other app. Lists go as they are, so that they keep their identity: their
 * items are what `public.ts` says (held against the model by a type test).
 */
export function projectFor(app: AppId, state: SharedState): TandemState {
  const permissions = permissionsIn(state, app);
  if (!permissions) return nothingToSee;
  const sees = (one: AppId) => one === app || permissions['read-other'] === 'yes';
  const seen = appIds.filter((one) => sees(one) && isThere(state.apps[one]));
  const listOf = <T>(owner: AppId, list: readonly T[]) => (seen.includes(owner) ? list : null);
  return {
    user: projectUser(app, state, seen),
    llm: projectLlm(state, seen),
    ui: projectUi(state, seen),
    workspaces: listOf('anythingllm', state.workspaces),
    conversations: listOf('librechat', state.conversations),
    connection: {
      app,
      apps: {
        anythingllm: sees('anythingllm') ? projectApp(state.apps.anythingllm) : null,
        librechat: sees('librechat') ? projectApp(state.apps.librechat) : null,
      },
      rights: { readOther: permissions['read-other'], change: permissions.change },
    },
  };
}

/** Whether somebody is signed in there, as far as is known. */
const isThere = ({ status: { identity, session } }: AppState) =>
  identity !== null && session !== 'signed-out' && session !== 'expired';

function projectApp({ connection, status }: AppState): TandemAppState | null {
  return connection && { session: status.session, problem: status.problem?.code ?? null };
}

function projectUser(app: AppId, { apps, user }: SharedState, seen: readonly AppId[]): TandemUser | null {
  const source = seen.length === appIds.length ? user : seen.includes(app) ? apps[app].user : null;
  if (!source) return null;
  const { username, name, email, avatarUrl } = source;
  return { username, name, email, avatarUrl };
}

/** What all places share of a setting; undefined: nothing yet. */
function sharedValue<T extends Json>({ settings }: SharedState, register: RegisterId): T | undefined {
  const stored = Object(settings?.settings.registers[register]?.value) as { readonly value?: unknown };
  const parsed = sharedValueSchemas[register].safeParse(stored.value);
  return parsed.success ? (parsed.data as T) : undefined;
}

/** The first of the apps' own values that means something to others. */
function ownValue<T>(seen: readonly AppId[], read: (app: AppId) => T | undefined): T | undefined {
  for (const app of seen) {
    const value = read(app);
    if (value !== undefined) return value;
  }
  return undefined;
}

function projectLlm(state: SharedState, seen: readonly AppId[]): TandemLlmSettings | null {
  if (seen.length === 0) return null;
  const context = { pairs: state.settings?.settings.pairs ?? [], endpoints: null };
  const placeOf = (app: AppId) => leadingPlace(state.apps[app].llm ?? { places: [] });
  const ownModel = (app: AppId): Model | undefined => {
    const { provider = null, model = null } = placeOf(app) ?? {};
    return app === 'anythingllm'
      ? anythingLlmModel.read({ provider, model })
      : libreChatModel(context).read({ endpoint: provider, model });
  };
  const { provider, model } = sharedValue<Model>(state, 'llm.model') ?? ownValue(seen, ownModel) ?? {};
  return {
    provider: provider ?? null,
    model: model ?? null,
    temperature:
      sharedValue<number>(state, 'llm.temperature') ??
      ownValue(seen, (app) => placeOf(app)?.temperature ?? undefined) ??
      null,
    maxTokens:
      sharedValue<number>(state, 'llm.maxTokens') ??
      ownValue(seen, (app) => placeOf(app)?.maxTokens ?? undefined) ??
      null,
  };
}

const forms = {
  theme: { anythingllm: anythingLlmTheme, librechat: libreChatTheme },
  language: { anythingllm: anythingLlmLanguage, librechat: libreChatLanguage },
  textSize: { anythingllm: anythingLlmTextSize, librechat: libreChatTextSize },
} as const;

function projectUi(state: SharedState, seen: readonly AppId[]): TandemUiSettings | null {
  if (seen.length === 0) return null;
  const value = <T extends Json>(field: keyof typeof forms, byApp: Readonly<Record<AppId, Form<T>>>): T | null => {
    const own = (app: AppId) => byApp[app].read(state.apps[app].ui?.[field] ?? null);
    return sharedValue<T>(state, `ui.${field}`) ?? ownValue(seen, own) ?? null;
  };
  return {
    theme: value('theme', forms.theme),
    language: value('language', forms.language),
    textSize: value('textSize', forms.textSize),
  };
}
