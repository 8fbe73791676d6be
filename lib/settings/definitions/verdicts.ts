import type { AppId, Offers, Settings } from '@/lib/model';
import { nearestModel } from './nearest-model';
import { endpointFor } from './provider-map';

/** What an app makes of a choice of provider and model, before it is saved. */
export type Verdict =
  | { readonly kind: 'has' }
  /** The app does not tell its models, so any name may be right. */
  | { readonly kind: 'unknown' }
  /** AnythingLLM: the provider is not set up there. */
  | { readonly kind: 'no-key' }
  /** LibreChat: none of its endpoints is this provider, as far as is known. */
  | { readonly kind: 'no-endpoint' }
  /** LibreChat: chats at the endpoint need a key of the user's own. */
  | { readonly kind: 'needs-key'; readonly key: 'missing' | 'expired' }
  /** `nearest`: what it offers instead; null where nothing is like it. */
  | { readonly kind: 'lacks'; readonly nearest: string | null };

export type Verdicts = Readonly<Record<AppId, Verdict>>;

export interface AroundModels {
  readonly offers: Readonly<Record<AppId, Offers | null>>;
  readonly providerAliases: Settings['providerAliases'];
}

/** A choice, as AnythingLLM names it; an empty model is none yet. */
export interface ModelDraft {
  readonly provider: string;
  readonly model: string;
}

/** Providers that choose their model by themselves (AnythingLLM 1.16). */
export const withoutModel: ReadonlySet<string> = new Set(['textgenwebui']);

/** LibreChat's endpoint for a provider, as it was offered last. */
export function offeredEndpoint(
  provider: string,
  { offers, providerAliases }: AroundModels,
): Offers['offers'][number] | null {
  const endpoints = offers.librechat?.offers ?? [];
  const name = endpointFor(
    provider,
    endpoints.map((each) => each.provider),
    providerAliases,
  );
  return endpoints.find((each) => each.provider === name) ?? null;
}

/** Both apps' word on a choice. @param listed AnythingLLM's models of the provider; null where it does not tell */
export function verdictsOn(draft: ModelDraft, listed: readonly string[] | null, around: AroundModels): Verdicts {
  const { provider, model } = draft;
  const isSetUp = around.offers.anythingllm?.offers.some((each) => each.provider === provider) ?? true;
  return {
    anythingllm: !isSetUp
      ? { kind: 'no-key' }
      : model === '' && withoutModel.has(provider)
        ? { kind: 'has' }
        : among(model, listed),
    librechat: around.offers.librechat === null ? { kind: 'unknown' } : atLibreChat(draft, around),
  };
}

function atLibreChat({ provider, model }: ModelDraft, around: AroundModels): Verdict {
  const endpoint = offeredEndpoint(provider, around);
  if (!endpoint) return { kind: 'no-endpoint' };
  return endpoint.key ? { kind: 'needs-key', key: endpoint.key } : among(model, endpoint.models);
}

function among(model: string, models: readonly string[] | null): Verdict {
  if (models === null || model === '') return { kind: 'unknown' };
  if (models.includes(model)) return { kind: 'has' };
  return { kind: 'lacks', nearest: nearestModel(model, models) };
}

/** Whether one of the apps is known to have what was chosen. */
export const isHad = ({ anythingllm, librechat }: Verdicts): boolean =>
  anythingllm.kind === 'has' || librechat.kind === 'has';
