import type { Workspace } from '../state';

type Coerced = Partial<Record<keyof Workspace, unknown>>;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const name = (value: unknown): string | null => (value === 'none' ? null : text(value));
const oneOf =
  (legal: readonly string[], fallback: string) =>
  (value: unknown): string =>
    typeof value === 'string' && legal.includes(value) ? value : fallback;

/** The server's reading of a number: null and other text are NaN. */
const number = (value: unknown): number => (value === null ? Number.NaN : Number.parseFloat(String(value)));

/** Bad values silently become defaults; temperatures have no upper limit (measured: anythingllm/open-writes). */
const COERCE: Partial<Record<keyof Workspace, (value: unknown) => unknown>> = {
  name: (value) => String(value).slice(0, 255),
  openAiTemp: (value) => (number(value) >= 0 ? number(value) : null),
  openAiHistory: (value) => (Number.isNaN(number(value)) ? 20 : Math.max(0, Math.trunc(number(value)))),
  openAiPrompt: text,
  similarityThreshold: (value) => (Number.isNaN(number(value)) ? 0.25 : Math.min(1, Math.max(0, number(value)))),
  chatProvider: name,
  chatModel: name,
  topN: (value) => (Number.isNaN(number(value)) ? 4 : Math.max(1, Math.trunc(number(value)))),
  chatMode: oneOf(['chat', 'query', 'automatic'], 'automatic'),
  agentProvider: name,
  agentModel: name,
  queryRefusalResponse: text,
  vectorSearchMode: oneOf(['default', 'rerank'], 'default'),
  router_id: (value) => (Number.isNaN(number(value)) ? null : Math.trunc(number(value))),
};

/** The valid fields of an update with their coerced values; undefined if there is none. */
export function coerceUpdate(wanted: Record<string, unknown>): Coerced | undefined {
  const changes: Coerced = {};
  for (const [key, coerce] of Object.entries(COERCE)) {
    if (Object.hasOwn(wanted, key)) changes[key as keyof Workspace] = coerce(wanted[key]);
  }
  if (Object.keys(changes).length === 0) return undefined;
  // "default" means: inherit the system's provider and model.
  return changes.chatProvider === 'default' ? { ...changes, chatProvider: null, chatModel: null } : changes;
}
