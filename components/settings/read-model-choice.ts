import { type AppId, type AppState, hasPages, type Offers, type Settings } from '@/lib/model';
import { nearestModel } from '@/lib/registers/nearest-model';
import { canReturnTo, endpointFor, guessEndpoint, knownProviders, providerFor } from '@/lib/registers/provider-map';

/** What an app makes of a choice of provider and model, before it is saved. */
export type Verdict =
  | { readonly kind: 'has' }
  /** The app does not tell its models, so any name may be right. */
  | { readonly kind: 'unknown' }
  /** AnythingLLM: the provider is not set up there. */
  | { readonly kind: 'no-key' }
  /** LibreChat: none of its endpoints is this provider, as far as is known. */
  | { readonly kind: 'no-endpoint' }
  /** `nearest`: what it offers instead; null where nothing is like it. */
  | { readonly kind: 'lacks'; readonly nearest: string | null };

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
  readonly verdicts: Readonly<Record<AppId, Verdict>>;
  /** What to choose from, first what both apps have. */
  readonly models: readonly string[];
  readonly pairing: PairQuestion | null;
}

interface Around {
  readonly offers: Readonly<Record<AppId, Offers | null>>;
  readonly pairs: Settings['pairs'];
}

/** Every provider that one of the apps offers, with the apps that do; where neither tells, every one there is. */
export function readProviders({ offers, pairs }: Around, present: string | null): readonly ProviderChoice[] {
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
  { provider, model }: { readonly provider: string; readonly model: string },
  listed: readonly string[] | null,
  { offers, pairs }: Around,
): ModelChoice {
  const endpoints = offers.librechat?.offers ?? [];
  const names = endpoints.map((each) => each.provider);
  const endpoint = endpointFor(provider, names, pairs);
  const theirs = endpoints.find((each) => each.provider === endpoint)?.models ?? null;
  const own = listed ?? [];
  const verdictOf = (models: readonly string[] | null): Verdict => {
    if (models === null || model === '') return { kind: 'unknown' };
    if (models.includes(model)) return { kind: 'has' };
    return { kind: 'lacks', nearest: nearestModel(model, models) };
  };
  const isSetUp = offers.anythingllm?.offers.some((each) => each.provider === provider) ?? true;
  const isMissing = offers.librechat !== null && endpoint === null;
  return {
    verdicts: {
      anythingllm: isSetUp ? verdictOf(listed) : { kind: 'no-key' },
      librechat: isMissing ? { kind: 'no-endpoint' } : verdictOf(theirs),
    },
    models: [...own.filter((each) => theirs?.includes(each)), ...new Set([...own, ...(theirs ?? [])])].filter(
      (each, index, all) => all.indexOf(each) === index,
    ),
    pairing: isMissing ? pairingOf(own, { offers, pairs }) : null,
  };
}

function pairingOf(models: readonly string[], { offers, pairs }: Around): PairQuestion | null {
  const free = (offers.librechat?.offers ?? []).filter(({ provider }) => providerFor(provider, pairs) === null);
  if (free.length === 0) return null;
  const offered = Object.fromEntries(free.map(({ provider, models: theirs }) => [provider, theirs ?? []]));
  return {
    endpoints: free.map(({ provider }) => provider),
    guess: guessEndpoint(new Set(models), offered),
  };
}
