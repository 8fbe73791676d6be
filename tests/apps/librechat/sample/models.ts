/** The enabled endpoints, as `GET /api/endpoints` of LibreChat 0.8.7 answered. */
export const createEndpoints = (): Record<string, Record<string, unknown>> => ({
  openAI: { userProvide: false, userProvideURL: false, order: 0 },
  anthropic: { userProvide: false, order: 1 },
  google: { userProvide: false, order: 2 },
  agents: {
    userProvide: false,
    capabilities: ['deferred_tools', 'execute_code', 'file_search', 'web_search', 'artifacts', 'actions', 'tools'],
    order: 4,
    disableBuilder: false,
  },
  ollama: { order: 3, type: 'custom', userProvide: false, userProvideURL: false, modelDisplayLabel: 'Ollama' },
  groq: { order: 3, type: 'custom', userProvide: false, userProvideURL: false, modelDisplayLabel: 'Groq' },
});

/** `GET /api/models`: it also names endpoints that are not enabled (measured: librechat/23-models). */
export const createModels = (): Record<string, string[]> => ({
  openAI: ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'o3-mini'],
  google: ['gemini-2.5-pro', 'gemini-2.5-flash'],
  anthropic: ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-3-5-sonnet-20241022'],
  azureOpenAI: ['gpt-5.5', 'gpt-5.5-pro', 'chat-latest', 'gpt-5.4', 'gpt-4.1', 'gpt-4o-mini', 'gpt-4o'],
  assistants: ['gpt-5.5', 'gpt-5.5-pro', 'chat-latest', 'gpt-5.4', 'gpt-4o', 'chatgpt-4o-latest'],
  azureAssistants: ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'o3-mini'],
  bedrock: ['anthropic.claude-opus-4-8', 'anthropic.claude-sonnet-4-6', 'meta.llama3-70b-instruct-v1:0'],
  ollama: ['llama3.1:8b', 'qwen2.5:7b'],
  groq: ['llama-3.3-70b-versatile', 'mixtral-8x7b-32768'],
});

/** Where sample conversations were held. */
export const CHAT_MODELS: readonly { endpoint: string; model: string; endpointType?: string }[] = [
  { endpoint: 'openAI', model: 'gpt-4o' },
  { endpoint: 'openAI', model: 'gpt-4o-mini' },
  { endpoint: 'anthropic', model: 'claude-sonnet-4-5' },
  { endpoint: 'google', model: 'gemini-2.5-pro' },
  { endpoint: 'ollama', model: 'llama3.1:8b', endpointType: 'custom' },
  { endpoint: 'groq', model: 'llama-3.3-70b-versatile', endpointType: 'custom' },
];
