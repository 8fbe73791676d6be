import {
  type AppId,
  type AppState,
  appIds,
  byList,
  idlePlaces,
  initialSettings,
  type Json,
  knownValue,
  type ListSlice,
  leadingPlace,
  listOwners,
  type Permissions,
  permissionsFor,
  type RegisterId,
  type SharedState,
  sharedValueSchemas,
} from '@/lib/model';
import {
  anythingLlmModel,
  endpointsOf,
  type Form,
  languageForms,
  libreChatModel,
  type Model,
  projectionFor,
  textSizeForms,
  themeForms,
} from '@/lib/settings/definitions';
import { nothingToSee } from './page-state';
import type { TandemAppState, TandemLlmSettings, TandemState, TandemUiSettings, TandemUser } from './public';

/** The permissions of code in this app's page; null: none at all. @param now ms since the epoch */
export function permissionsIn(
  { apps, settings, preferences }: SharedState,
  app: AppId,
  now: number,
): Permissions | null {
  const { connection } = apps[app];
  if (!connection || preferences.bridge === 'off') return null;
  // The answers of these identities are unknown while one of them is, even if only a page signed it out.
  if (!settings) return { 'read-other': 'ask', change: 'ask' };
  return permissionsFor(app, connection.contract, settings.rights, now);
}

/**
 * The shared state as code in this app's page may see it. Fields are named one by one, so that none gets there by
 * accident, above all not the identity at the other app. Lists are passed unchanged, so that they keep their object
 * identity. A type test holds their items against `public.ts`.
 * @param now ms since the epoch
 */
export function projectFor(app: AppId, state: SharedState, now: number): TandemState {
  const permissions = permissionsIn(state, app, now);
  if (!permissions) return nothingToSee;
  const sees = (one: AppId) => one === app || permissions['read-other'] === 'yes';
  const seen = appIds.filter((one) => sees(one) && isThere(state.apps[one]));
  return {
    user: projectUser(app, state, seen),
    llm: projectLlm(state, seen),
    ui: projectUi(state, seen),
    ...(byList((list) => (seen.includes(listOwners[list]) ? state[list] : null)) as Pick<TandemState, ListSlice>),
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

/** Whether a user is signed in there, as far as is known. */
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

/** A setting's state: the value that the apps hold, and a pending value that none holds. Undefined: none. */
interface Standing<T> {
  readonly held: T | undefined;
  readonly pending: T | undefined;
}

/** The value that the participating places hold. A desired value is added as pending while it can still arrive. */
function standingOf<T extends Json>({ apps, settings: state }: SharedState, register: RegisterId): Standing<T> {
  const { registers, replicas, providerAliases, dueWrites, questions } = state?.settings ?? initialSettings;
  const value = registers[register]?.value ?? null;
  if (value === null) return { held: undefined, pending: undefined };
  const endpoints = endpointsOf(state?.offers.librechat ?? null);
  const { connection, llm } = apps.librechat;
  const idle = connection?.contract === 'stock' ? idlePlaces(llm) : [];
  const held = replicas
    .filter((one) => one.register === register && one.role !== 'off')
    .sort((a, b) => b.rank - a.rank)
    .flatMap((replica) => {
      const native = knownValue(replica);
      return native === undefined
        ? []
        : [{ native, ...projectionFor(register, replica.id, { providerAliases, endpoints, idle }) }];
    });
  if (held.some(({ native, says }) => says(native, value)))
    return { held: plain<T>(register, value), pending: undefined };
  const isMeant = (one: { readonly register: RegisterId }) => one.register === register;
  const isComing =
    dueWrites.some((one) => isMeant(one) && one.restores === null) ||
    questions.some((one) => one.kind === 'approve' && isMeant(one));
  return {
    held: firstOf(held, ({ native, lift }) => plain<T>(register, lift(native, null))),
    pending: isComing ? plain<T>(register, value) : undefined,
  };
}

/** A setting's value without the detail of one kind of place; undefined if there is none. */
function plain<T extends Json>(register: RegisterId, shared: Json | undefined): T | undefined {
  const stored = Object(shared) as { readonly value?: unknown };
  const parsed = sharedValueSchemas[register].safeParse(stored.value);
  return parsed.success ? (parsed.data as T) : undefined;
}

/** The desired model choice, whether it is held or pending. */
export function wantedModel(llm: TandemLlmSettings | null): Pick<TandemLlmSettings, 'provider' | 'model'> | null {
  const { provider, model = null } = llm?.pending ?? {};
  return provider === undefined ? llm : { provider, model };
}

/** The first value that other places can use. */
function firstOf<S, T>(sources: readonly S[], read: (source: S) => T | undefined): T | undefined {
  for (const source of sources) {
    const value = read(source);
    if (value !== undefined) return value;
  }
  return undefined;
}

function projectLlm(state: SharedState, seen: readonly AppId[]): TandemLlmSettings | null {
  if (seen.length === 0) return null;
  const context = { providerAliases: state.settings?.settings.providerAliases ?? [], endpoints: null };
  const placeOf = (app: AppId) => leadingPlace(state.apps[app].llm ?? { places: [] });
  const ownModel = (app: AppId): Model | undefined => {
    const { provider = null, model = null } = placeOf(app) ?? {};
    return app === 'anythingllm'
      ? anythingLlmModel.read({ provider, model })
      : libreChatModel(context).read({ endpoint: provider, model });
  };
  const [choice, temperature, maxTokens] = [
    standingOf<Model>(state, 'llm.model'),
    standingOf<number>(state, 'llm.temperature'),
    standingOf<number>(state, 'llm.maxTokens'),
  ];
  const { provider, model } = choice.held ?? firstOf(seen, ownModel) ?? {};
  return {
    provider: provider ?? null,
    model: model ?? null,
    temperature: temperature.held ?? firstOf(seen, (app) => placeOf(app)?.temperature ?? undefined) ?? null,
    maxTokens: maxTokens.held ?? firstOf(seen, (app) => placeOf(app)?.maxTokens ?? undefined) ?? null,
    pending: anyOf({ ...choice.pending, temperature: temperature.pending, maxTokens: maxTokens.pending }),
  };
}

/** The fields that exist; null: there are none. */
function anyOf<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } | null {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return there.length > 0 ? (Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> }) : null;
}

const forms = { theme: themeForms, language: languageForms, textSize: textSizeForms } as const;

function projectUi(state: SharedState, seen: readonly AppId[]): TandemUiSettings | null {
  if (seen.length === 0) return null;
  const standing = <T extends Json>(field: keyof typeof forms, byApp: Readonly<Record<AppId, Form<T>>>) => {
    const { held, pending } = standingOf<T>(state, `ui.${field}`);
    const own = (app: AppId) => byApp[app].read(state.apps[app].ui?.[field] ?? null);
    return { held: held ?? firstOf(seen, own) ?? null, pending };
  };
  const theme = standing('theme', forms.theme);
  const language = standing('language', forms.language);
  const textSize = standing('textSize', forms.textSize);
  return {
    theme: theme.held,
    language: language.held,
    textSize: textSize.held,
    pending: anyOf({ theme: theme.pending, language: language.pending, textSize: textSize.pending }),
  };
}
