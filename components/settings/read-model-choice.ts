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

/** Which of LibreChat's endpoints an unknown provider may be. */
export interface PairQuestion {
  readonly endpoints: readonly string[];
  /** By the models that both name; null: no idea. */
  readonly guess: string | null;
}

export interface ProviderChoice {
  readonly provider: string;
  readonly apps: readonly AppId[];
}

export interface ModelChoice {
  readonly verdicts: Verdicts;
  /** What to choose from, first what both apps have. */
  readonly models: readonly string[];
  /** How many of LibreChat's could not be read. */
  readonly leftOut: number;
  readonly pairing: PairQuestion | null;
}

/** Every provider that one of the apps offers, with the apps that do; where neither tells, every one there is. */
export function readProviders({ offers, pairs }: AroundModels, present: string | null): readonly ProviderChoice[] {
  const found = new Map<string, Set<AppId>>(present === null ? [] : [[present, new Set()]]);
  const add = (provider: string | null, app: AppId) => {
    if (provider !== null) found.set(provider, (found.get(provider) ?? new Set()).add(app));
  };
  for (const { provider } of offers.anythingllm?.offers ?? []) add(provider, 'anythingllm');
  for (const { provider } of offers.librechat?.offers ?? []) add(providerFor(provider, pairs), 'librechat');
  if (!offers.anythingllm && !offers.librechat) for (const each of knownProviders) found.set(each, new Set());
  return [...found].map(([provider, apps]) => ({ provider, apps: [...apps] }));
}

/** The provider that AnythingLLM's default has now and that Tandem can't put back after a change; null: it can. */
export function lostProvider({ connection, llm }: AppState): string | null {
  const present = llm?.places.find(({ place }) => place === 'system-default')?.provider ?? null;
  if (present === null || connection?.contract !== 'stock') return null;
  return canReturnTo(present, !hasPages(connection)) ? null : present;
}

/** Both apps' word on a choice. `listed`: AnythingLLM's models of the provider; null where it does not tell. */
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
    pairing: verdicts.librechat.kind === 'no-endpoint' ? pairingOf(own, around) : null,
  };
}

function pairingOf(models: readonly string[], { offers, pairs }: AroundModels): PairQuestion | null {
  const free = (offers.librechat?.offers ?? []).filter(({ provider }) => providerFor(provider, pairs) === null);
  if (free.length === 0) return null;
  const offered = Object.fromEntries(free.map(({ provider, models: theirs }) => [provider, theirs ?? []]));
  return {
    endpoints: free.map(({ provider }) => provider),
    guess: guessEndpoint(new Set(models), offered),
  };
}

/** Whether a choice is only saved with an explicit word: no app is known to have it. A platform's account takes any. */
export const isDoubtful = (verdicts: Verdicts, apps: SharedState['apps']): boolean =>
  !isHad(verdicts) && appIds.every((app) => apps[app].connection?.contract !== 'platform');

/** Why an app does not tell its models. */
export type Silence =
  | 'down'
  | 'signed-out'
  /** Of a server with accounts only admins may ask. */
  | 'for-admins'
  | 'silent';

export function silenceOf(app: AppId, apps: SharedState['apps']): Silence {
  const { status, user } = apps[app];
  if (status.problem?.transient || !status.granted) return 'down';
  if (status.session !== 'signed-in' && status.session !== 'not-needed') return 'signed-out';
  const isMember = app === 'anythingllm' && user?.mode === 'accounts' && user.role !== 'admin';
  return isMember ? 'for-admins' : 'silent';
}
