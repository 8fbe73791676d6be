import type { SettingsPlace } from '@/lib/apps/settings-place';
import { type AnythingLlmApp, startAnythingLlm } from '@/tests/apps/anythingllm';
import type { PlaceScenario } from './place-contract';

export interface AnythingLlmScenario extends PlaceScenario {
  readonly server: AnythingLlmApp;
}

/** The slug of a workspace of the demo with temperature 0.4 that inherits the system's model. */
export const research = 'research-notes-demo-data';

/** AnythingLLM with a generic provider as its default. @param username In accounts: who acts; the admin by default */
export async function systemScenario(
  mode: 'open' | 'password' | 'multi',
  place: SettingsPlace,
  username = 'alice',
): Promise<AnythingLlmScenario> {
  const server = await startAnythingLlm({ mode, passwordCostMs: 0 });
  for (const key of Object.keys(server.state.env)) delete server.state.env[key];
  Object.assign(server.state.env, {
    LLMProvider: 'generic-openai',
    GenericOpenAiBasePath: 'http://127.0.0.1:9/v1',
    GenericOpenAiModelPref: 'house-model',
    GenericOpenAiMaxTokens: '1024',
  });
  const token = mode === 'open' ? null : server.tokenFor(mode === 'multi' ? username : undefined);
  const credentials = token === null ? ({ kind: 'none' } as const) : ({ kind: 'bearer', token } as const);
  return { server, app: 'anythingllm', contract: 'stock', credentials, cookieHeader: '', place };
}
