import type { AppId, Contract } from '@/lib/model';
import type { AppAdapter } from './adapter';
import { anythingLlmPlatform } from './anythingllm/platform';
import { anythingLlmStock } from './anythingllm/stock';
import { libreChatPlatform } from './librechat/platform';
import { libreChatStock } from './librechat/stock';

const adapters: Readonly<Record<AppId, Readonly<Record<Contract, AppAdapter>>>> = {
  anythingllm: { stock: anythingLlmStock, platform: anythingLlmPlatform },
  librechat: { stock: libreChatStock, platform: libreChatPlatform },
};

/** The adapter for an app under the contract that was found at its address. */
export function adapterFor(app: AppId, contract: Contract): AppAdapter {
  return adapters[app][contract];
}
