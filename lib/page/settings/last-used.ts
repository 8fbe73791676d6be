import type { PageMessage } from '@/lib/messaging/protocol';
import { asRecord, settingText, storedJson, type TextStore, type WritableStore } from './stored-text';

type LastUsed = Extract<PageMessage, { type: 'page-report' }>['lastUsed'];

/** An endpoint of LibreChat and one of its models. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
}

/** The draft of the next new chat, and the last picked model of each endpoint. */
export const lastUsedKeys = ['lastConversationSetup_0', 'lastSelectedModel'] as const;
const [setupKey, pickedKey] = lastUsedKeys;

/** Endpoints of an agent or assistant, which has its own model. */
const withoutModel = new Set(['agents', 'assistants', 'azureAssistants']);

/**
 * The endpoint and model that LibreChat gives to the next new chat: the endpoint of the last setup, and the model that
 * was last picked for it (measured: facts/librechat-last-used). Without a provider: one of the owner's specs, by its
 * name. Null if there is none, if it is damaged, or if it is an agent or assistant.
 */
export function readLastUsed(store: TextStore): LastUsed {
  const setup = asRecord(storedJson(store, setupKey));
  const provider = settingText(setup.endpoint);
  const { spec } = setup;
  if (provider === null || withoutModel.has(provider) || setup.agent_id || setup.assistant_id) return null;
  const picked = asRecord(storedJson(store, pickedKey));
  const model = Object.hasOwn(picked, provider) ? settingText(picked[provider]) : null;
  return { provider: spec ? null : provider, model: settingText(spec) ?? model ?? settingText(setup.model) };
}

/** A complete choice of endpoint and model from outside, or null. */
export function modelChoice(value: unknown): ModelChoice | null {
  const { endpoint, model } = asRecord(value);
  const [name, id] = [settingText(endpoint), settingText(model)];
  return name === null || id === null || withoutModel.has(name) ? null : { endpoint: name, model: id };
}

/** The chat of the last setup: `new`, or the id of an opened chat; null if there is none. */
export const setupChat = (store: TextStore): string | null =>
  settingText(asRecord(storedJson(store, setupKey)).conversationId);

/**
 * Makes this the choice of the next new chat. An open page does not notice it and may overwrite it; the next document
 * reads it (measured: facts/librechat-last-used). Fields of the setup that would win over it are removed.
 */
export function writeLastUsed(store: WritableStore, { endpoint, model }: ModelChoice): void {
  const before: Record<string, unknown> = asRecord(storedJson(store, setupKey));
  const { agent_id: _agent, assistant_id: _assistant, spec: _spec, ...setup } = before;
  // A custom endpoint's type on a built-in endpoint, or the reverse, would stay and mislead.
  if (setup.endpoint !== endpoint) delete setup.endpointType;
  store.setItem(setupKey, JSON.stringify({ conversationId: 'new', ...setup, endpoint, model }));
  const picked = Object.entries(asRecord(storedJson(store, pickedKey))).filter(([name]) => name !== endpoint);
  store.setItem(pickedKey, JSON.stringify(Object.fromEntries([...picked, [endpoint, model]])));
}
