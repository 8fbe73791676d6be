import { recordedBody } from '../../../contract/kit/load-recording';
import { type App, isMultiUser } from './app';
import { BUNDLED, PROVIDERS, providerById } from './providers';

/** Keys that are shown as true or false, never by value. */
const SECRETS = new Set(PROVIDERS.map(({ key }) => key).filter((key) => key !== undefined));

/** What AnythingLLM 1.16.0 showed. Its provider was set up, which the state says here. */
const { results: RECORDED } = recordedBody('anythingllm/open', 'setup-complete') as {
  readonly results: Record<string, unknown>;
};

/** Settings without a provider that are shown by value. */
const PLAIN = ['EmbeddingEngine', 'EmbeddingModelPref', 'VectorDB', 'DisableTelemetry'];

/**
 * The flat settings object of `setup-complete`. Set values are strings, defaults keep their own type, and a setting
 * without a value and default is missing.
 */
export function setupComplete(app: App): Record<string, unknown> {
  const { env } = app.state;
  const hasPassword = app.mode === 'password';
  const results: Record<string, unknown> = {
    ...RECORDED,
    RequiresAuth: hasPassword,
    AuthToken: hasPassword,
    JWTSecret: hasPassword || isMultiUser(app),
    MultiUserMode: isMultiUser(app),
    OpenAiKey: false,
  };
  const provider = providerById(env.LLMProvider);
  results.LLMProvider = env.LLMProvider;
  // The current provider's own setting; the default of the next key does not apply here.
  results.LLMModel = (provider?.model === undefined ? undefined : env[provider.model]) ?? null;
  results.ModelRouterId = env.ModelRouterId ?? null;
  results.OpenAiModelPref = 'gpt-4.1-nano';
  // Azure falls back to OpenAI's model.
  results.AzureOpenAiModelPref = env.OpenAiModelPref;
  for (const each of PROVIDERS) {
    const keys = [each.model, each.key, each.basePath, each.tokenLimit, ...(each.other ?? [])];
    for (const key of keys) {
      if (key === undefined || env[key] === undefined) continue;
      results[key] = SECRETS.has(key) ? env[key] !== '' : env[key];
    }
  }
  if (app.isDesktop) results[BUNDLED.model] = env[BUNDLED.model] ?? null;
  for (const key of PLAIN) if (env[key] !== undefined) results[key] = env[key];
  return results;
}
