import type { AnythingLlmState } from '../state';
import { providerById, WITHOUT_MODEL_LIST } from './providers';

interface Model {
  id: string;
  [field: string]: unknown;
}

interface ModelList {
  models: Model[];
  error: string | null;
}

const OPENAI_FALLBACK = ['gpt-3.5-turbo', 'gpt-4o', 'gpt-4', 'gpt-4-turbo', 'gpt-4-32k', 'gpt-3.5-turbo-16k'];

const KNOWN: Record<string, readonly string[]> = {
  anthropic: ['claude-opus-4-6', 'claude-sonnet-4-6', 'claude-haiku-4-5'],
  gemini: ['gemini-2.5-pro', 'gemini-2.0-flash-lite'],
  mistral: ['mistral-large-latest', 'mistral-small-latest'],
  groq: ['llama-3.3-70b-versatile'],
};

/**
 * A provider's models in the form of `custom-models`. Failures are silent: a missing key or an engine that is down give
 * an empty list, openai a built-in list of old models.
 */
export function modelList(state: AnythingLlmState, wanted: Record<string, unknown>): ModelList {
  const id = String(wanted.provider ?? '');
  const provider = providerById(id);
  if (provider === undefined || WITHOUT_MODEL_LIST.includes(id)) {
    return { models: [], error: 'Invalid provider for custom models' };
  }
  if (id === 'openai') {
    const facts = { object: 'model', created: 1677610602, owned_by: 'openai', organization: 'OpenAi' };
    return { models: OPENAI_FALLBACK.map((name) => ({ name, id: name, ...facts })), error: null };
  }
  const basePath = wanted.basePath ?? (provider.basePath && state.env[provider.basePath]);
  if (id === 'ollama') {
    if (typeof basePath === 'string' && !URL.canParse(basePath)) return { models: [], error: 'Not a valid URL.' };
    // Port 9 (discard) stands for an engine that is down.
    const isUp = typeof basePath === 'string' && new URL(basePath).port !== '9';
    return { models: isUp ? [{ id: 'llama3.2:3b' }, { id: 'qwen2.5:7b' }] : [], error: null };
  }
  if (id === 'generic-openai') {
    const name = 'fake-gpt-small';
    return { models: basePath ? [{ id: name, name, organization: 'fake-lab' }] : [], error: null };
  }
  const configured = provider.key === undefined || Boolean(wanted.apiKey ?? state.env[provider.key]);
  const names = configured ? (KNOWN[id] ?? []) : [];
  return { models: names.map((name) => ({ id: name, name })), error: null };
}
