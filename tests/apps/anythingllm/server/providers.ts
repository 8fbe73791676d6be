/** One LLM provider: the UI keys of its settings. */
export interface Provider {
  id: string;
  model?: string;
  key?: string;
  basePath?: string;
  tokenLimit?: string;
  other?: readonly string[];
}

/** Every provider of AnythingLLM 1.16.0, in the server's order. */
export const PROVIDERS: readonly Provider[] = [
  { id: 'openai', model: 'OpenAiModelPref', key: 'OpenAiKey' },
  {
    id: 'azure',
    model: 'AzureOpenAiModelPref',
    key: 'AzureOpenAiKey',
    basePath: 'AzureOpenAiEndpoint',
    tokenLimit: 'AzureOpenAiTokenLimit',
    other: ['AzureOpenAiModelType'],
  },
  { id: 'anthropic', model: 'AnthropicModelPref', key: 'AnthropicApiKey', other: ['AnthropicCacheControl'] },
  { id: 'gemini', model: 'GeminiLLMModelPref', key: 'GeminiLLMApiKey' },
  {
    id: 'lmstudio',
    model: 'LMStudioModelPref',
    key: 'LMStudioAuthToken',
    basePath: 'LMStudioBasePath',
    tokenLimit: 'LMStudioTokenLimit',
  },
  {
    id: 'localai',
    model: 'LocalAiModelPref',
    key: 'LocalAiApiKey',
    basePath: 'LocalAiBasePath',
    tokenLimit: 'LocalAiTokenLimit',
  },
  {
    id: 'ollama',
    model: 'OllamaLLMModelPref',
    key: 'OllamaLLMAuthToken',
    basePath: 'OllamaLLMBasePath',
    tokenLimit: 'OllamaLLMTokenLimit',
    other: ['OllamaLLMKeepAliveSeconds'],
  },
  { id: 'togetherai', model: 'TogetherAiModelPref', key: 'TogetherAiApiKey' },
  { id: 'fireworksai', model: 'FireworksAiLLMModelPref', key: 'FireworksAiLLMApiKey' },
  { id: 'mistral', model: 'MistralModelPref', key: 'MistralApiKey' },
  { id: 'perplexity', model: 'PerplexityModelPref', key: 'PerplexityApiKey' },
  { id: 'openrouter', model: 'OpenRouterModelPref', key: 'OpenRouterApiKey', other: ['OpenRouterTimeout'] },
  { id: 'novita', model: 'NovitaLLMModelPref', key: 'NovitaLLMApiKey', other: ['NovitaLLMTimeout'] },
  { id: 'groq', model: 'GroqModelPref', key: 'GroqApiKey' },
  {
    id: 'koboldcpp',
    model: 'KoboldCPPModelPref',
    basePath: 'KoboldCPPBasePath',
    tokenLimit: 'KoboldCPPTokenLimit',
    other: ['KoboldCPPMaxTokens'],
  },
  {
    id: 'textgenwebui',
    key: 'TextGenWebUIAPIKey',
    basePath: 'TextGenWebUIBasePath',
    tokenLimit: 'TextGenWebUITokenLimit',
  },
  { id: 'cohere', model: 'CohereModelPref', key: 'CohereApiKey' },
  {
    id: 'litellm',
    model: 'LiteLLMModelPref',
    key: 'LiteLLMApiKey',
    basePath: 'LiteLLMBasePath',
    tokenLimit: 'LiteLLMTokenLimit',
  },
  {
    id: 'generic-openai',
    model: 'GenericOpenAiModelPref',
    key: 'GenericOpenAiKey',
    basePath: 'GenericOpenAiBasePath',
    tokenLimit: 'GenericOpenAiTokenLimit',
    other: ['GenericOpenAiMaxTokens'],
  },
  {
    id: 'bedrock',
    model: 'AwsBedrockLLMModel',
    key: 'AwsBedrockLLMApiKey',
    tokenLimit: 'AwsBedrockLLMTokenLimit',
    other: ['AwsBedrockLLMRegion', 'AwsBedrockLLMMaxTokens'],
  },
  { id: 'deepseek', model: 'DeepSeekModelPref', key: 'DeepSeekApiKey' },
  { id: 'apipie', model: 'ApipieLLMModelPref', key: 'ApipieLLMApiKey' },
  { id: 'xai', model: 'XAIModelPref', key: 'XAIApiKey' },
  { id: 'nvidia-nim', model: 'NvidiaNimLLMModelPref', basePath: 'NvidiaNimLLMBasePath' },
  { id: 'ppio', model: 'PPIOModelPref', key: 'PPIOApiKey' },
  { id: 'moonshotai', model: 'MoonshotAiModelPref', key: 'MoonshotAiApiKey' },
  { id: 'cometapi', model: 'CometApiLLMModelPref', key: 'CometApiLLMApiKey', other: ['CometApiLLMTimeout'] },
  { id: 'foundry', model: 'FoundryModelPref', basePath: 'FoundryBasePath', tokenLimit: 'FoundryModelTokenLimit' },
  { id: 'zai', model: 'ZAiModelPref', key: 'ZAiApiKey' },
  { id: 'giteeai', model: 'GiteeAIModelPref', key: 'GiteeAIApiKey', tokenLimit: 'GiteeAITokenLimit' },
  {
    id: 'docker-model-runner',
    model: 'DockerModelRunnerModelPref',
    basePath: 'DockerModelRunnerBasePath',
    tokenLimit: 'DockerModelRunnerModelTokenLimit',
  },
  { id: 'privatemode', model: 'PrivateModeModelPref', basePath: 'PrivateModeBasePath' },
  { id: 'sambanova', model: 'SambaNovaLLMModelPref', key: 'SambaNovaLLMApiKey' },
  {
    id: 'lemonade',
    model: 'LemonadeLLMModelPref',
    key: 'LemonadeLLMApiKey',
    basePath: 'LemonadeLLMBasePath',
    tokenLimit: 'LemonadeLLMModelTokenLimit',
  },
  { id: 'minimax', model: 'MinimaxModelPref', key: 'MinimaxApiKey' },
  { id: 'cerebras', model: 'CerebrasModelPref', key: 'CerebrasApiKey' },
  {
    id: 'omlx',
    model: 'OMLXLLMModelPref',
    key: 'OMLXLLMApiKey',
    basePath: 'OMLXLLMBasePath',
    tokenLimit: 'OMLXLLMTokenLimit',
  },
];

/** The desktop app's own provider, which stock servers refuse; names from the public source of its settings page. */
export const BUNDLED = { id: 'anythingllm_ollama', model: 'AnythingLLMOllamaModelPref' } as const;

export const providerById = (id: string | undefined): Provider | undefined =>
  [...PROVIDERS, BUNDLED].find((each) => each.id === id);

/** Providers that `custom-models` refuses. */
export const WITHOUT_MODEL_LIST: readonly string[] = ['azure', 'textgenwebui', 'anythingllm-router'];
