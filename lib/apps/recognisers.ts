import type { AppId, Contract } from '@/lib/model';
import type { AppAdapter } from './adapter';
import { classify as classifyAnythingLlm } from './anythingllm/classify';
import { facts as factsOfAnythingLlm } from './anythingllm/stock';
import { classify as classifyLibreChat } from './librechat/classify';
import { facts as factsOfLibreChat } from './librechat/stock';
import { classifyPlatform, platformFacts } from './platform-session';

type Recogniser = Pick<AppAdapter, 'classify' | 'facts'>;

const platform = (app: AppId): Recogniser => ({
  classify: classifyPlatform(app),
  facts: (http, options) => platformFacts(http, app, options),
});

const recognisers: Readonly<Record<AppId, Readonly<Record<Contract, Recogniser>>>> = {
  anythingllm: {
    stock: { classify: classifyAnythingLlm, facts: factsOfAnythingLlm },
    platform: platform('anythingllm'),
  },
  librechat: { stock: { classify: classifyLibreChat, facts: factsOfLibreChat }, platform: platform('librechat') },
};

/** The part of an adapter that recognition needs; the connect page loads no more of it. */
export const recogniserFor = (app: AppId, contract: Contract): Recogniser => recognisers[app][contract];
