import { BUNDLED, PROVIDERS } from './providers';

/** The problem with a value, in the server's words; undefined if it is valid. */
type Check = (value: string) => string | undefined;

const notEmpty: Check = (value) => (value.length === 0 ? 'Value cannot be empty' : undefined);
const anything: Check = () => undefined;
const limit: Check = (value) => {
  if (Number.isNaN(Number(value))) return 'Value must be a number';
  return Number(value) <= 0 ? 'Value must be greater than zero' : undefined;
};
const url =
  (words: string): Check =>
  (value) =>
    URL.canParse(value) ? undefined : words;
const noSlash: Check = (value) => (value.endsWith('/') ? 'URL cannot end with a slash' : undefined);
const withV1: Check = (value) => (value.includes('/v1') ? undefined : 'URL must include /v1');
const prefix =
  (words: string, start: string): Check =>
  (value) =>
    value.startsWith(start) ? undefined : words;
const refused: Check = () => 'Cannot set this setting.';
const provider: Check = (value) =>
  value === 'anythingllm-router' || PROVIDERS.some(({ id }) => id === value)
    ? undefined
    : `${value} is not a valid LLM provider.`;

/** Limits that the server stores without a check. */
const UNCHECKED = ['OllamaLLMTokenLimit', 'LMStudioTokenLimit', 'FoundryModelTokenLimit', 'OMLXLLMTokenLimit'];

const SPECIAL: Record<string, readonly Check[]> = {
  LLMProvider: [notEmpty, provider],
  OpenAiKey: [notEmpty, prefix('OpenAI Key must start with sk-', 'sk-')],
  AnthropicApiKey: [notEmpty, prefix('Anthropic Key must start with sk-ant-', 'sk-ant-')],
  OllamaLLMBasePath: [notEmpty, url('Not a valid URL'), noSlash],
  OllamaLLMAuthToken: [anything],
  LMStudioAuthToken: [anything],
  TextGenWebUIAPIKey: [anything],
  GenericOpenAiBasePath: [url('URL is not a valid URL.')],
  LMStudioBasePath: [notEmpty, url('Not a valid URL'), withV1],
  LocalAiBasePath: [notEmpty, url('Not a valid URL'), withV1],
  AuthToken: [refused],
  JWTSecret: [refused],
  VectorDB: [notEmpty],
  EmbeddingEngine: [notEmpty],
  EmbeddingModelPref: [notEmpty],
  DisableTelemetry: [anything],
  TextToSpeechProvider: [notEmpty],
  SpeechToTextProvider: [notEmpty],
  WhisperProvider: [notEmpty],
  ModelRouterId: [anything],
};

function checksByKey(): Record<string, readonly Check[]> {
  const checks: Record<string, readonly Check[]> = {};
  for (const each of PROVIDERS) {
    if (each.model) checks[each.model] = [notEmpty];
    if (each.key) checks[each.key] = [notEmpty];
    if (each.basePath) checks[each.basePath] = [notEmpty, url('Not a valid URL')];
    if (each.tokenLimit) checks[each.tokenLimit] = UNCHECKED.includes(each.tokenLimit) ? [anything] : [limit];
    for (const key of each.other ?? []) checks[key] = [anything];
  }
  return { ...checks, ...SPECIAL };
}

const CHECKS = checksByKey();

interface UpdateEnvAnswer {
  newValues: Record<string, string>;
  error: string | false;
}

/**
 * Applies settings one by one in the order sent, up to the first bad one; earlier ones stay. Masked and unknown keys
 * are ignored. undefined stands for the 500 that the server answers for a known key with a value that is not a string.
 */
export function updateEnv(
  env: Record<string, string>,
  wanted: Record<string, unknown>,
  isDesktop: boolean,
): UpdateEnvAnswer | undefined {
  const isBundled = (key: string, value: unknown) =>
    isDesktop && (key === BUNDLED.model || (key === 'LLMProvider' && value === BUNDLED.id));
  const known = Object.entries(wanted).filter(([key, value]) => Object.hasOwn(CHECKS, key) || isBundled(key, value));
  if (known.some(([, value]) => typeof value !== 'string' && !Array.isArray(value))) return undefined;
  const newValues: Record<string, string> = {};
  for (const [key, value] of known) {
    const text = String(value);
    if (text.includes('******')) continue;
    const checks = isBundled(key, value) ? [notEmpty] : (CHECKS[key] ?? []);
    const wrong = checks.map((check) => check(text)).filter((words) => words !== undefined);
    if (wrong.length > 0) return { newValues, error: wrong.join('\n') };
    env[key] = text;
    newValues[key] = text;
  }
  return { newValues, error: false };
}
