import * as z from 'zod/mini';
import { SignedOutError, TandemError } from '@/lib/errors';
import type { Listed } from '@/lib/model';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import type { ModelOffer } from '../model-offer';
import { rowsOf } from '../rows';
import { wireText } from '../values';
import { isAgentEndpoint } from './mapping';

/** `GET api/endpoints`: the enabled ones, by name. The JSON is labelled as HTML (measured: librechat/22-endpoints). */
const endpointsWire = z.record(z.string(), z.unknown());

const noModels: Listed<string> = { items: [], leftOut: 0 };
/** An endpoint whose value is not a list. */
const unreadable: Listed<string> = { items: [], leftOut: 1 };

/** `GET api/models`: names endpoints that are not enabled, too (measured: librechat/23-models). */
const modelsWire = z.record(z.string(), z.catch(rowsOf(z.string().check(z.minLength(1))), unreadable));

/** `GET api/keys?name=`: a time, `never`, or null if the user gave no key (measured: facts/librechat-keys). */
const keyWire = z.looseObject({ expiresAt: wireText });

/** The enabled endpoints with their models, without agents and assistants. */
export async function libreChatOffers(http: AppHttp, { signal }: RequestOptions): Promise<readonly ModelOffer[]> {
  const [endpoints, models] = await Promise.all([
    http.get('api/endpoints', endpointsWire, { signal, contentType: 'any' }),
    http.get('api/models', modelsWire, { signal }),
  ]);
  const listed = freshValue(models);
  const enabled = Object.entries(freshValue(endpoints)).filter(([provider]) => !isAgentEndpoint(provider));
  return Promise.all(
    enabled.map(async ([provider, config]) => {
      const key = needsKey(config) ? await keyOf(http, keyName(provider, config), { signal }) : null;
      const { items, leftOut } = (Object.hasOwn(listed, provider) && listed[provider]) || noModels;
      return { provider, models: items, ...(leftOut > 0 && { leftOut }), ...(key && { key }) };
    }),
  );
}

/** Whether the user must give the key, the address, or a part of a key of Bedrock. */
const needsKey = (config: unknown): boolean =>
  Object.entries(Object(config)).some(([name, value]) => name.startsWith('userProvide') && value === true);

/** LibreChat keeps the keys of all Azure endpoints under one name. */
const keyName = (provider: string, config: unknown): string =>
  (Object(config) as { readonly azure?: unknown }).azure ? 'azureOpenAI' : provider;

/** What is wrong with the user's own key; null: nothing, or it is unknown. */
async function keyOf(http: AppHttp, name: string, { signal }: RequestOptions): Promise<ModelOffer['key'] | null> {
  try {
    const answer = await http.get(`api/keys?name=${encodeURIComponent(name)}`, keyWire, { signal });
    const { expiresAt } = freshValue(answer);
    if (!expiresAt) return 'missing';
    return Date.parse(expiresAt) < Date.now() ? 'expired' : null;
  } catch (error) {
    if (!(error instanceof TandemError) || error instanceof SignedOutError) throw error;
    return null;
  }
}
