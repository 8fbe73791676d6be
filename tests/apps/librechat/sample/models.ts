import { recordedBody } from '../../../contract/kit/load-recording';

/** The enabled endpoints, as LibreChat 0.8.7 answered. */
export const createEndpoints = () =>
  recordedBody('librechat/22-endpoints', 'GET /api/endpoints') as Record<string, Record<string, unknown>>;

/** `GET /api/models` also names endpoints that are not enabled (azureOpenAI, assistants, bedrock). */
export const createModels = () => recordedBody('librechat/23-models', 'GET /api/models') as Record<string, string[]>;

/** Where sample conversations were held. */
export const CHAT_MODELS: readonly { endpoint: string; model: string; endpointType?: string }[] = [
  { endpoint: 'openAI', model: 'gpt-4o' },
  { endpoint: 'openAI', model: 'gpt-4o-mini' },
  { endpoint: 'anthropic', model: 'claude-sonnet-4-5' },
  { endpoint: 'google', model: 'gemini-2.5-pro' },
  { endpoint: 'ollama', model: 'llama3.1:8b', endpointType: 'custom' },
  { endpoint: 'groq', model: 'llama-3.3-70b-versatile', endpointType: 'custom' },
];
