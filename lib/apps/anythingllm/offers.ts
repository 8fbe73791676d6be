import * as z from 'zod/mini';
import { RoleRefusedError } from '@/lib/errors';
import type { Listed } from '@/lib/model';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import type { ModelOffer } from '../model-offer';
import { rowsOf } from '../rows';
import { text } from '../values';
import { clearRefusal } from './clear-refusal';
import { isConfigured } from './model-native';
import { providers } from './providers';
import { setupWire } from './wire';

/** In ms. The server asks the provider and waits up to 600 s (its `patchSdkTimeouts`). */
const listTimeout = 5_000;

const modelsWire = z.looseObject({ models: rowsOf(z.looseObject({ id: z.string().check(z.minLength(1)) })) });

/** The providers that are set up. Their models are unknown until each provider is asked. */
export async function anythingLlmOffers(http: AppHttp, { signal }: RequestOptions): Promise<readonly ModelOffer[]> {
  const { results } = freshValue(await http.get('api/setup-complete', setupWire, { signal }));
  return Object.entries(providers).flatMap(([provider, known]) =>
    isConfigured(results, known) || text(results.LLMProvider) === provider ? [{ provider, models: null }] : [],
  );
}

/**
 * The models of one provider. Null: not known. The server answers failures with an empty list (measured:
 * anythingllm/open-writes), only admins may ask, and a silent provider is given up after 5 s.
 * @param timeoutMs For tests
 */
export async function anythingLlmModels(
  http: AppHttp,
  provider: string,
  { signal, timeoutMs = listTimeout }: RequestOptions & { readonly timeoutMs?: number },
): Promise<Listed<string> | null> {
  if (!Object.hasOwn(providers, provider) || !providers[provider]?.listsModels) return null;
  const timeout = AbortSignal.timeout(timeoutMs);
  const limit = AbortSignal.any([signal, timeout]);
  try {
    const path = 'api/system/custom-models';
    const answer = await clearRefusal(http, limit, () => http.post(path, { provider }, modelsWire, { signal: limit }));
    const { items, leftOut } = answer.models;
    return items.length + leftOut > 0 ? { items: items.map(({ id }) => id), leftOut } : null;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted || error instanceof RoleRefusedError) return null;
    throw error;
  }
}
