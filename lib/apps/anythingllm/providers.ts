/** The names of one provider's settings in AnythingLLM 1.16's `setup-complete` and `update-env`. */
export interface Provider {
  /** Holds the model; null if the server chooses it (textgenwebui). */
  readonly modelKey: string | null;
  /** Hold secrets: the server shows only whether they are set. */
  readonly keyKeys: readonly string[];
  /** Holds the provider's address, endpoint or region; null if that is fixed. */
  readonly addressKey: string | null;
  /** The settings page counts the provider as configured if all of these are set. */
  readonly requiredConfig: readonly string[];
  /** Holds max tokens; null: no such setting. A system-wide temperature does not exist. */
  readonly maxTokensKey: string | null;
  /** `custom-models` can list its models. */
  readonly listsModels: boolean;
}

const provider = (
  modelKey: string | null,
  keyKeys: readonly string[],
  addressKey: string | null,
  requiredConfig: readonly string[],
  more: Partial<Pick<Provider, 'maxTokensKey' | 'listsModels'>> = {},
): Provider => ({ modelKey, keyKeys, addressKey, requiredConfig, maxTokensKey: null, listsModels: true, ...more });

/** Every provider of AnythingLLM 1.16 but `anythingllm-router`, which names a router (`ModelRouterId`) and no model. */
export const providers: Readonly<Record<string, Provider>> = {
  openai: provider('OpenAiModelPref', ['OpenAiKey'], null, ['OpenAiKey']),
  azure: provider('AzureOpenAiModelPref', ['AzureOpenAiKey'], 'AzureOpenAiEndpoint', ['AzureOpenAiEndpoint'], {
    listsModels: false,
  }),
  anthropic: provider('AnthropicModelPref', ['AnthropicApiKey'], null, ['AnthropicApiKey']),
  gemini: provider('GeminiLLMModelPref', ['GeminiLLMApiKey'], null, ['GeminiLLMApiKey']),
  lmstudio: provider('LMStudioModelPref', ['LMStudioAuthToken'], 'LMStudioBasePath', ['LMStudioBasePath']),
  localai: provider('LocalAiModelPref', ['LocalAiApiKey'], 'LocalAiBasePath', [
    'LocalAiApiKey',
    'LocalAiBasePath',
    'LocalAiTokenLimit',
  ]),
  ollama: provider('OllamaLLMModelPref', ['OllamaLLMAuthToken'], 'OllamaLLMBasePath', ['OllamaLLMBasePath']),
  togetherai: provider('TogetherAiModelPref', ['TogetherAiApiKey'], null, ['TogetherAiApiKey']),
  fireworksai: provider('FireworksAiLLMModelPref', ['FireworksAiLLMApiKey'], null, ['FireworksAiLLMApiKey']),
  mistral: provider('MistralModelPref', ['MistralApiKey'], null, ['MistralApiKey']),
  perplexity: provider('PerplexityModelPref', ['PerplexityApiKey'], null, ['PerplexityApiKey']),
  openrouter: provider('OpenRouterModelPref', ['OpenRouterApiKey'], null, ['OpenRouterApiKey']),
  novita: provider('NovitaLLMModelPref', ['NovitaLLMApiKey'], null, ['NovitaLLMApiKey']),
  groq: provider('GroqModelPref', ['GroqApiKey'], null, ['GroqApiKey']),
  koboldcpp: provider(
    'KoboldCPPModelPref',
    [],
    'KoboldCPPBasePath',
    ['KoboldCPPModelPref', 'KoboldCPPBasePath', 'KoboldCPPTokenLimit'],
    { maxTokensKey: 'KoboldCPPMaxTokens' },
  ),
  textgenwebui: provider(
    null,
    ['TextGenWebUIAPIKey'],
    'TextGenWebUIBasePath',
    ['TextGenWebUIBasePath', 'TextGenWebUITokenLimit'],
    { listsModels: false },
  ),
  cohere: provider('CohereModelPref', ['CohereApiKey'], null, ['CohereApiKey']),
  litellm: provider('LiteLLMModelPref', ['LiteLLMApiKey'], 'LiteLLMBasePath', ['LiteLLMBasePath']),
  'generic-openai': provider(
    'GenericOpenAiModelPref',
    ['GenericOpenAiKey'],
    'GenericOpenAiBasePath',
    ['GenericOpenAiBasePath', 'GenericOpenAiModelPref'],
    { maxTokensKey: 'GenericOpenAiMaxTokens' },
  ),
  bedrock: provider(
    'AwsBedrockLLMModel',
    ['AwsBedrockLLMApiKey'],
    'AwsBedrockLLMRegion',
    ['AwsBedrockLLMApiKey', 'AwsBedrockLLMRegion', 'AwsBedrockLLMModel'],
    { maxTokensKey: 'AwsBedrockLLMMaxTokens' },
  ),
  deepseek: provider('DeepSeekModelPref', ['DeepSeekApiKey'], null, ['DeepSeekApiKey']),
  apipie: provider('ApipieLLMModelPref', ['ApipieLLMApiKey'], null, ['ApipieLLMApiKey', 'ApipieLLMModelPref']),
  xai: provider('XAIModelPref', ['XAIApiKey'], null, ['XAIApiKey', 'XAIModelPref']),
  'nvidia-nim': provider('NvidiaNimLLMModelPref', [], 'NvidiaNimLLMBasePath', ['NvidiaNimLLMBasePath']),
  ppio: provider('PPIOModelPref', ['PPIOApiKey'], null, ['PPIOApiKey']),
  moonshotai: provider('MoonshotAiModelPref', ['MoonshotAiApiKey'], null, ['MoonshotAiApiKey']),
  cometapi: provider('CometApiLLMModelPref', ['CometApiLLMApiKey'], null, ['CometApiLLMApiKey']),
  foundry: provider('FoundryModelPref', [], 'FoundryBasePath', [
    'FoundryBasePath',
    'FoundryModelPref',
    'FoundryModelTokenLimit',
  ]),
  zai: provider('ZAiModelPref', ['ZAiApiKey'], null, ['ZAiApiKey']),
  giteeai: provider('GiteeAIModelPref', ['GiteeAIApiKey'], null, ['GiteeAIApiKey']),
  'docker-model-runner': provider('DockerModelRunnerModelPref', [], 'DockerModelRunnerBasePath', [
    'DockerModelRunnerBasePath',
    'DockerModelRunnerModelPref',
    'DockerModelRunnerModelTokenLimit',
  ]),
  privatemode: provider('PrivateModeModelPref', [], 'PrivateModeBasePath', ['PrivateModeBasePath']),
  sambanova: provider('SambaNovaLLMModelPref', ['SambaNovaLLMApiKey'], null, ['SambaNovaLLMApiKey']),
  lemonade: provider('LemonadeLLMModelPref', ['LemonadeLLMApiKey'], 'LemonadeLLMBasePath', ['LemonadeLLMBasePath']),
  minimax: provider('MinimaxModelPref', ['MinimaxApiKey'], null, ['MinimaxApiKey']),
  cerebras: provider('CerebrasModelPref', ['CerebrasApiKey'], null, ['CerebrasApiKey']),
  omlx: provider('OMLXLLMModelPref', ['OMLXLLMApiKey'], 'OMLXLLMBasePath', ['OMLXLLMBasePath']),
};
