import { type AppId, type AppState, appIds, hasPages, type SharedState } from '@/lib/model';
import { canReturnTo, guessEndpoint, knownProviders, providerFor } from '@/lib/settings/definitions/provider-map';
import {
  type AroundModels,
  isHad,
  type ModelDraft,
  offeredEndpoint,
  type Verdicts,
  verdictsOn,
} from '@/lib/settings/definitions/verdicts';

/** The endpoints of LibreChat that may match an unknown provider. */
export interface AliasQuestion {
  readonly endpoints: readonly string[];
  /** By the models that both have; null: no guess. */
  readonly guess: string | null;
}

export interface ProviderChoice {
  readonly provider: string;
  readonly apps: readonly AppId[];
}

export interface ModelChoice {
  readonly verdicts: Verdicts;
  /** The models to choose from, first those of both apps. */
  readonly models: readonly string[];
  /** The number of LibreChat's models that could not be read. */
  readonly leftOut: number;
  readonly alias: AliasQuestion | null;
}

/** Every provider that an app offers, with its apps; if neither app lists any, all known providers. */
export function readProviders(
  { offers, providerAliases }: AroundModels,
  present: string | null,
): readonly ProviderChoice[] {
  const found = new Map<string, Set<AppId>>(present === null ? [] : [[present, new Set()]]);
  const add = (provider: string | null, app: AppId) => {
    if (provider !== null) found.set(provider, (found.get(provider) ?? new Set()).add(app));
  };
  for (const { provider } of offers.anythingllm?.offers ?? []) add(provider, 'anythingllm');
  for (const { provider } of offers.librechat?.offers ?? []) add(providerFor(provider, providerAliases), 'librechat');
  if (!offers.anythingllm && !offers.librechat) for (const each of knownProviders) found.set(each, new Set());
  return [...found].map(([provider, apps]) => ({ provider, apps: [...apps] }));
}

/** The current provider of AnythingLLM's default that Tandem cannot restore after a change; null: it can. */
export function lostProvider({ connection, llm }: AppState): string | null {
  const present = llm?.places.find(({ place }) => place === 'system-default')?.provider ?? null;
  if (present === null || connection?.contract !== 'stock') return null;
  return canReturnTo(present, !hasPages(connection)) ? null : present;
}

/** Both apps' verdicts on a choice. `listed`: AnythingLLM's models of the provider; null if it does not list them. */
export function readModelChoice(
  draft: ModelDraft,
  listed: readonly string[] | null,
  around: AroundModels,
): ModelChoice {
  const verdicts = verdictsOn(draft, listed, around);
  const endpoint = offeredEndpoint(draft.provider, around);
  const theirs = (endpoint?.key ? null : endpoint?.models) ?? [];
  const own = listed ?? [];
  return {
    verdicts,
    leftOut: endpoint?.leftOut ?? 0,
    models: [...new Set([...own.filter((each) => theirs.includes(each)), ...own, ...theirs])],
    alias: verdicts.librechat.kind === 'no-endpoint' ? pairingOf(own, around) : null,
  };
}

function pairingOf(models: readonly string[], { offers, providerAliases }: AroundModels): AliasQuestion | null {
  const free = (offers.librechat?.offers ?? []).filter(
    ({ provider }) => providerFor(provider, providerAliases) === null,
  );
  if (free.length === 0) return null;
  const offered = Object.fromEntries(free.map(({ provider, models: theirs }) => [provider, theirs ?? []]));
  return {
    endpoints: free.map(({ provider }) => provider),
    guess: guessEndpoint(new Set(models), offered),
  };
}

/** Whether a choice needs a confirmation: no app is known to have it. A platform's account takes any. */
export const isDoubtful = (verdicts: Verdicts, apps: SharedState['apps']): boolean =>
  !isHad(verdicts) && appIds.every((app) => apps[app].connection?.contract !== 'platform');

/** Why an app does not list its models. */
export type Silence =
  | 'down'
  | 'signed-out'
  /** On a server with accounts only admins may ask. */
  | 'for-admins'
  | 'silent';

export function silenceOf(app: AppId, apps: SharedState['apps']): Silence {
  const { status, user } = apps[app];
  if (status.problem?.transient || !status.granted) return 'down';
  if (status.session !== 'signed-in' && status.session !== 'not-needed') return 'signed-out';
  const isMember = app === 'anythingllm' && user?.mode === 'accounts' && user.role !== 'admin';
  return isMember ? 'for-admins' : 'silent';
}
