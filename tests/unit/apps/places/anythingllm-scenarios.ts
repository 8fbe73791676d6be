import { accountPlace } from '@/lib/apps/platform-place';
import type { SettingsPlace } from '@/lib/apps/settings-place';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '@/tests/apps/anythingllm';
import { bearer, none, running } from '../kit';
import type { PlaceScenario } from './place-contract';

interface AnythingLlmScenario extends PlaceScenario {
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
  const server = await running(startAnythingLlm({ mode, passwordCostMs: 0 }));
  for (const key of Object.keys(server.state.env)) delete server.state.env[key];
  Object.assign(server.state.env, {
    LLMProvider: 'generic-openai',
    GenericOpenAiBasePath: 'http://127.0.0.1:9/v1',
    GenericOpenAiModelPref: 'house-model',
    GenericOpenAiMaxTokens: '1024',
  });
  const credentials = mode === 'open' ? none : bearer(server.tokenFor(mode === 'multi' ? username : undefined));
  return { server, app: 'anythingllm', credentials, place };
}

/** The account of a person at an AnythingLLM behind a platform. */
export async function startAnythingLlmAccount(
  options: Omit<AnythingLlmOptions, 'mode'> = {},
): Promise<AnythingLlmScenario> {
  const server = await running(startAnythingLlm({ ...options, mode: 'platform' }));
  server.state.sessions.set('of-alice', 1);
  return {
    server,
    app: 'anythingllm',
    contract: 'platform',
    cookieHeader: 'platform_session=of-alice',
    place: accountPlace('anythingllm'),
  };
}
