import * as z from 'zod/mini';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import type { ModelOffer } from '../model-offers';
import { type Listed, rowsOf } from '../rows';
import { isAgentEndpoint } from './mapping';

/** `GET api/endpoints`: the enabled ones, by name. The JSON is labelled as HTML (0.8.7, measured). */
const endpointsWire = z.record(z.string(), z.unknown());

const noModels: Listed<string> = { items: [], leftOut: 0 };
/** An endpoint whose list is none. */
const unreadable: Listed<string> = { items: [], leftOut: 1 };

/** `GET api/models`: names endpoints that are not enabled as well (0.8.7, measured). */
const modelsWire = z.record(z.string(), z.catch(rowsOf(z.string().check(z.minLength(1))), unreadable));

/** The enabled endpoints with their models; agents and assistants are none. */
export async function libreChatOffers(http: AppHttp, { signal }: RequestOptions): Promise<readonly ModelOffer[]> {
  const [endpoints, models] = await Promise.all([
    http.get('api/endpoints', endpointsWire, { signal, contentType: 'any' }),
    http.get('api/models', modelsWire, { signal }),
  ]);
  const listed = freshValue(models);
  return Object.keys(freshValue(endpoints))
    .filter((provider) => !isAgentEndpoint(provider))
    .map((provider) => {
      const { items, leftOut } = (Object.hasOwn(listed, provider) && listed[provider]) || noModels;
      return { provider, models: items, ...(leftOut > 0 && { leftOut }) };
    });
}
