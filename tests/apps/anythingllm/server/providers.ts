/** One LLM provider: the UI keys of its settings. */
export interface Provider {
  id: string;
  model?: string | undefined;
  key?: string | undefined;
  basePath?: string | undefined;
  tokenLimit?: string | undefined;
  other?: readonly string[];
}

/** Every provider of AnythingLLM 1.16.0, in the server's order: id, model, key, base path, token limit, others; `-`: none. */
const TABLE = `
  openai OpenAiModelPref OpenAiKey - -
  azure AzureOpenAiModelPref AzureOpenAiKey AzureOpenAiEndpoint AzureOpenAiTokenLimit AzureOpenAiModelType
  anthropic AnthropicModelPref AnthropicApiKey - - AnthropicCacheControl
  gemini GeminiLLMModelPref GeminiLLMApiKey - -
  lmstudio LMStudioModelPref LMStudioAuthToken LMStudioBasePath LMStudioTokenLimit
  localai LocalAiModelPref LocalAiApiKey LocalAiBasePath LocalAiTokenLimit
  ollama OllamaLLMModelPref OllamaLLMAuthToken OllamaLLMBasePath OllamaLLMTokenLimit OllamaLLMKeepAliveSeconds
  togetherai TogetherAiModelPref TogetherAiApiKey - -
  fireworksai FireworksAiLLMModelPref FireworksAiLLMApiKey - -
  mistral MistralModelPref MistralApiKey - -
  perplexity PerplexityModelPref PerplexityApiKey - -
  openrouter OpenRouterModelPref OpenRouterApiKey - - OpenRouterTimeout
  novita NovitaLLMModelPref NovitaLLMApiKey - - NovitaLLMTimeout
  groq GroqModelPref GroqApiKey - -
  koboldcpp KoboldCPPModelPref - KoboldCPPBasePath KoboldCPPTokenLimit KoboldCPPMaxTokens
  textgenwebui - TextGenWebUIAPIKey TextGenWebUIBasePath TextGenWebUITokenLimit
  cohere CohereModelPref CohereApiKey - -
  litellm LiteLLMModelPref LiteLLMApiKey LiteLLMBasePath LiteLLMTokenLimit
  generic-openai GenericOpenAiModelPref GenericOpenAiKey GenericOpenAiBasePath GenericOpenAiTokenLimit GenericOpenAiMaxTokens
  bedrock AwsBedrockLLMModel AwsBedrockLLMApiKey - AwsBedrockLLMTokenLimit AwsBedrockLLMRegion AwsBedrockLLMMaxTokens
  deepseek DeepSeekModelPref DeepSeekApiKey - -
  apipie ApipieLLMModelPref ApipieLLMApiKey - -
  xai XAIModelPref XAIApiKey - -
  nvidia-nim NvidiaNimLLMModelPref - NvidiaNimLLMBasePath -
  ppio PPIOModelPref PPIOApiKey - -
  moonshotai MoonshotAiModelPref MoonshotAiApiKey - -
  cometapi CometApiLLMModelPref CometApiLLMApiKey - - CometApiLLMTimeout
  foundry FoundryModelPref - FoundryBasePath FoundryModelTokenLimit
  zai ZAiModelPref ZAiApiKey - -
  giteeai GiteeAIModelPref GiteeAIApiKey - GiteeAITokenLimit
  docker-model-runner DockerModelRunnerModelPref - DockerModelRunnerBasePath DockerModelRunnerModelTokenLimit
  privatemode PrivateModeModelPref - PrivateModeBasePath -
  sambanova SambaNovaLLMModelPref SambaNovaLLMApiKey - -
  lemonade LemonadeLLMModelPref LemonadeLLMApiKey LemonadeLLMBasePath LemonadeLLMModelTokenLimit
  minimax MinimaxModelPref MinimaxApiKey - -
  cerebras CerebrasModelPref CerebrasApiKey - -
  omlx OMLXLLMModelPref OMLXLLMApiKey OMLXLLMBasePath OMLXLLMTokenLimit
`;

export const PROVIDERS: readonly Provider[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [id = '', ...keys] = line.trim().split(' ');
    const [model, key, basePath, tokenLimit, ...other] = keys.map((name) => (name === '-' ? undefined : name));
    return { id, model, key, basePath, tokenLimit, other: other.filter((name) => name !== undefined) };
  });

/** The desktop app's own provider, which stock servers refuse; names from the public source of its settings page. */
export const BUNDLED = { id: 'anythingllm_ollama', model: 'AnythingLLMOllamaModelPref' } as const;

export const providerById = (id: string | undefined): Provider | undefined =>
  [...PROVIDERS, BUNDLED].find((each) => each.id === id);

/** Providers that `custom-models` refuses. */
export const WITHOUT_MODEL_LIST: readonly string[] = ['azure', 'textgenwebui', 'anythingllm-router'];
