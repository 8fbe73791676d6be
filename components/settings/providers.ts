/**
 * Names of model providers, by their id in AnythingLLM 1.16 or LibreChat 0.8 in lower case. Other ids are shown
 * unchanged.
 */
const names: Readonly<Record<string, string>> = {
  anthropic: 'Anthropic',
  'anythingllm-router': 'Model router',
  apipie: 'APIpie',
  azure: 'Azure OpenAI',
  azureopenai: 'Azure OpenAI',
  bedrock: 'AWS Bedrock',
  cerebras: 'Cerebras',
  cohere: 'Cohere',
  cometapi: 'CometAPI',
  deepseek: 'DeepSeek',
  'docker-model-runner': 'Docker Model Runner',
  fireworksai: 'Fireworks AI',
  foundry: 'Microsoft Foundry Local',
  gemini: 'Google',
  'generic-openai': 'Generic OpenAI',
  giteeai: 'Gitee AI',
  google: 'Google',
  groq: 'Groq',
  koboldcpp: 'KoboldCPP',
  litellm: 'LiteLLM',
  lmstudio: 'LM Studio',
  localai: 'LocalAI',
  minimax: 'MiniMax',
  mistral: 'Mistral',
  moonshotai: 'Moonshot AI',
  novita: 'Novita AI',
  'nvidia-nim': 'NVIDIA NIM',
  ollama: 'Ollama',
  openai: 'OpenAI',
  openrouter: 'OpenRouter',
  perplexity: 'Perplexity',
  ppio: 'PPIO',
  privatemode: 'Privatemode',
  sambanova: 'SambaNova',
  textgenwebui: 'Text generation web UI',
  togetherai: 'Together AI',
  xai: 'xAI',
  zai: 'Z.ai',
};

/** The common name of a provider. Two ids with one name mean the same provider. */
export function providerName(id: string): string {
  return names[id.toLowerCase()] ?? id;
}
