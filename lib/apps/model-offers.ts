import type { AppId } from '@/lib/model';
import { anythingLlmOffers } from './anythingllm/offers';
import type { AppHttp, RequestOptions } from './http';
import { libreChatOffers } from './librechat/offers';

/** What a person can choose at one provider (AnythingLLM) or endpoint (LibreChat). */
export interface ModelOffer {
  /** As the app writes it: `openai`, `openAI`, `ollama`. */
  readonly provider: string;
  /** In the app's own order. Null: not asked or not known, so any text may be right. */
  readonly models: readonly string[] | null;
  /** How many models could not be read. */
  readonly leftOut?: number;
  /** LibreChat: chats there need a key of the person's own, which is not there or has expired. Missing: no such need. */
  readonly key?: 'missing' | 'expired';
}

/**
 * What a stock app offers where a model is chosen. LibreChat lists its models; AnythingLLM only the providers that are
 * set up, whose models cost a request each (`anythingLlmModels`).
 */
export const offers = (app: AppId, http: AppHttp, options: RequestOptions): Promise<readonly ModelOffer[]> =>
  app === 'librechat' ? libreChatOffers(http, options) : anythingLlmOffers(http, options);
