import * as z from 'zod/mini';
import type { RefusalCode } from '../settings-place';
import { text } from '../values';
import { type Provider, providers } from './providers';

/** A flat set of AnythingLLM's settings, as `setup-complete` shows it. */
export type SystemSettings = Readonly<Record<string, unknown>>;

/**
 * The system default's model choice in AnythingLLM's own spelling. `model` null: the provider chooses it, or it was
 * never set.
 */
export const systemModelNative = z.strictObject({
  provider: z.string().check(z.minLength(1)),
  model: z.nullable(z.string().check(z.minLength(1))),
});
export type SystemModelNative = z.infer<typeof systemModelNative>;

/** Names a router (`ModelRouterId`) instead of a model; only ever put back, never offered. */
const router: Provider = {
  modelKey: null,
  keyKeys: [],
  addressKey: null,
  requiredConfig: ['ModelRouterId'],
  maxTokensKey: null,
  listsModels: false,
};

/**
 * The desktop app's own provider: Ollama in the same package (names from the public source of its settings page). Stock
 * servers refuse it and do not have its setting. Only ever put back, never offered.
 */
const bundled: Provider = {
  modelKey: 'AnythingLLMOllamaModelPref',
  keyKeys: [],
  addressKey: null,
  requiredConfig: [],
  maxTokensKey: null,
  listsModels: false,
};

export const providerOf = (id: string): Provider | undefined => {
  if (id === 'anythingllm-router') return router;
  if (id === 'anythingllm_ollama') return bundled;
  return Object.hasOwn(providers, id) ? providers[id] : undefined;
};

/** Whether a setting counts as set, by the rule of the settings page. */
const isSet = (settings: SystemSettings, key: string) => Boolean(settings[key]);

/** Whether all settings that a provider needs are set, apart from the keys in `besides`. */
export const isConfigured = (settings: SystemSettings, { requiredConfig }: Provider, besides: readonly string[] = []) =>
  requiredConfig.every((key) => besides.includes(key) || isSet(settings, key));

/**
 * Why a model choice must not be written. AnythingLLM accepts every provider, with or without its key, and all chats
 * fail from then on (measured: anythingllm/open-writes).
 * @returns null if it may be written
 */
export function modelRefusalOf(settings: SystemSettings, { provider, model }: SystemModelNative): RefusalCode | null {
  const known = providerOf(provider);
  if (!known || (known === bundled && !Object.hasOwn(settings, 'AnythingLLMOllamaModelPref')))
    return 'provider-unknown';
  if (model !== null && known.modelKey === null) return 'model-not-settable';
  const given = model !== null && known.modelKey !== null ? [known.modelKey] : [];
  return isConfigured(settings, known, given) ? null : 'provider-not-configured';
}

/** The model that is set for a provider; null if there is none. */
export function modelOf(settings: SystemSettings, provider: string): string | null {
  const key = providerOf(provider)?.modelKey ?? null;
  const own = key === null ? null : text(settings[key]);
  // `LLMModel` repeats the current provider's model, without the server's defaults.
  return own ?? (text(settings.LLMProvider) === provider ? text(settings.LLMModel) : null);
}
