import type * as z from 'zod/mini';
import type { providerAliasSchema } from '@/lib/model';

/**
 * Which AnythingLLM provider (1.16) and which LibreChat endpoint (0.8.7) are the same service. LibreChat's custom
 * endpoints carry the name that the admin gave them: names are compared without case, blanks, dots and dashes, and `names`
 * lists the usual ones. Providers without names are local or generic: the user names their counterparts.
 */
interface Service {
  readonly provider: string;
  readonly names: readonly string[];
}

const services: readonly Service[] = [
  { provider: 'openai', names: ['openAI'] },
  { provider: 'azure', names: ['azureOpenAI'] },
  { provider: 'anthropic', names: ['anthropic'] },
  { provider: 'gemini', names: ['google'] },
  { provider: 'bedrock', names: ['bedrock'] },
  { provider: 'ollama', names: ['ollama'] },
  { provider: 'groq', names: ['groq'] },
  { provider: 'mistral', names: ['Mistral', 'MistralAI'] },
  { provider: 'openrouter', names: ['OpenRouter'] },
  { provider: 'togetherai', names: ['together.ai', 'together'] },
  { provider: 'fireworksai', names: ['Fireworks', 'fireworks.ai'] },
  { provider: 'perplexity', names: ['Perplexity', 'pplx'] },
  { provider: 'deepseek', names: ['DeepSeek'] },
  { provider: 'cohere', names: ['Cohere'] },
  { provider: 'xai', names: ['xAI'] },
  { provider: 'moonshotai', names: ['Moonshot', 'MoonshotAI', 'Kimi'] },
  { provider: 'apipie', names: ['APIpie'] },
  { provider: 'novita', names: ['Novita', 'NovitaAI'] },
  { provider: 'nvidia-nim', names: ['NVIDIA', 'NVIDIA NIM'] },
  { provider: 'litellm', names: ['LiteLLM'] },
  { provider: 'lmstudio', names: ['LM Studio', 'lmstudio'] },
  { provider: 'localai', names: ['LocalAI'] },
  { provider: 'koboldcpp', names: ['KoboldCPP'] },
  { provider: 'textgenwebui', names: ['Text Generation WebUI', 'oobabooga'] },
  { provider: 'ppio', names: ['PPIO'] },
  { provider: 'cometapi', names: ['CometAPI'] },
  { provider: 'zai', names: ['Z.AI', 'Zhipu', 'GLM'] },
  { provider: 'giteeai', names: ['Gitee AI'] },
  { provider: 'sambanova', names: ['SambaNova'] },
  { provider: 'minimax', names: ['MiniMax'] },
  { provider: 'cerebras', names: ['Cerebras'] },
  { provider: 'privatemode', names: ['Privatemode'] },
  { provider: 'lemonade', names: ['Lemonade'] },
  { provider: 'omlx', names: ['oMLX'] },
  { provider: 'foundry', names: ['Foundry Local', 'Foundry'] },
  { provider: 'docker-model-runner', names: ['Docker Model Runner', 'Docker'] },
  { provider: 'generic-openai', names: [] },
];

/** An alias that the user made: AnythingLLM's provider id and LibreChat's endpoint name, as they are. */
export type ProviderAlias = Readonly<z.infer<typeof providerAliasSchema>>;

/** LibreChat's own ways to talk to agents and assistants, which bring their own model. */
const withoutModel: ReadonlySet<string> = new Set(['agents', 'assistants', 'azureAssistants']);

const plain = (name: string) => name.toLowerCase().replace(/[\s._-]/g, '');

const byName = new Map(
  services.flatMap(({ provider, names }) => names.map((name) => [plain(name), provider] as const)),
);
const byProvider = new Map(services.map(({ provider, names }) => [provider, names] as const));

/** Every provider id that the map knows. */
export const knownProviders: readonly string[] = services.map(({ provider }) => provider);

/** Whether Tandem can set AnythingLLM's default to this provider again once it was another. The desktop app has one of its own. */
export const canReturnTo = (provider: string, isDesktop: boolean): boolean =>
  byProvider.has(provider) || provider === 'anythingllm-router' || (isDesktop && provider === 'anythingllm_ollama');

/** AnythingLLM's provider for a LibreChat endpoint; the user's own aliases come first. Null: none is known. */
export function providerFor(endpoint: string, aliases: readonly ProviderAlias[]): string | null {
  if (withoutModel.has(endpoint)) return null;
  return aliases.find((alias) => alias.endpoint === endpoint)?.provider ?? byName.get(plain(endpoint)) ?? null;
}

/** The endpoint for a provider among those that LibreChat offers; the user's own aliases come first. Null: none fits. */
export function endpointFor(
  provider: string,
  offered: readonly string[],
  aliases: readonly ProviderAlias[],
): string | null {
  const isHere = (endpoint: string) => offered.includes(endpoint) && providerFor(endpoint, aliases) === provider;
  const own = aliases.find((alias) => alias.provider === provider && isHere(alias.endpoint));
  return own?.endpoint ?? offered.find((endpoint) => providerFor(endpoint, aliases) === provider) ?? null;
}

/** LibreChat's usual name for a provider, whatever it offers; the user's own aliases come first. Null: there is none. */
export function usualEndpoint(provider: string, aliases: readonly ProviderAlias[]): string | null {
  const names = [...aliases.map(({ endpoint }) => endpoint), ...(byProvider.get(provider) ?? [])];
  return names.find((endpoint) => providerFor(endpoint, aliases) === provider) ?? null;
}

/** Which offered endpoint a provider without a known alias may be, by the models that both name; shown as a guess. */
export function guessEndpoint(
  models: ReadonlySet<string>,
  offered: Readonly<Record<string, readonly string[]>>,
): string | null {
  const shared = Object.entries(offered).map(([endpoint, theirs]) => ({
    endpoint,
    count: theirs.filter((model) => models.has(model)).length,
  }));
  const [best] = shared.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.endpoint : null;
}
