import type { PageMessage } from '@/lib/messaging/protocol';
import { asRecord, settingText, storedJson, type TextStore, type WritableStore } from './stored-text';

type LastUsed = Extract<PageMessage, { type: 'page-report' }>['lastUsed'];

/** An endpoint of LibreChat and one of its models. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
}

/** The draft of the next new chat, and the model last picked for each endpoint. */
export const lastUsedKeys = ['lastConversationSetup_0', 'lastSelectedModel'] as const;
const [setupKey, pickedKey] = lastUsedKeys;

/** Endpoints whose choice is an agent or assistant, which brings its own model. */
const withoutModel = new Set(['agents', 'assistants', 'azureAssistants']);
/** Fields of a setup that name an agent, an assistant or an owner's spec: then no model was picked. */
const otherChoices = ['agent_id', 'assistant_id', 'spec'];

/**
 * The endpoint and model that LibreChat gives to the next new chat: the endpoint of the last setup, and the model that
 * was last picked for it (LibreChat 0.8.7, measured). Null when there is none, it is damaged, or it is no model choice.
 */
export function readLastUsed(store: TextStore): LastUsed {
  const setup = asRecord(storedJson(store, setupKey));
  const provider = settingText(setup.endpoint);
  if (provider === null || withoutModel.has(provider)) return null;
  const spec = settingText(setup.spec);
  if (spec !== null) return { provider: null, model: null, spec };
  if (otherChoices.some((field) => setup[field])) return null;
  const picked = asRecord(storedJson(store, pickedKey));
  const model = Object.hasOwn(picked, provider) ? settingText(picked[provider]) : null;
  return { provider, model: model ?? settingText(setup.model) };
}

/** A complete choice of endpoint and model from outside, or null. */
export function modelChoice(value: unknown): ModelChoice | null {
  const { endpoint, model } = asRecord(value);
  const [name, id] = [settingText(endpoint), settingText(model)];
  return name === null || id === null || withoutModel.has(name) ? null : { endpoint: name, model: id };
}

/** The chat that the last setup is of: `new`, or the id of one that was opened; null when there is none. */
export const setupChat = (store: TextStore): string | null =>
  settingText(asRecord(storedJson(store, setupKey)).conversationId);

/**
 * Makes this the choice of the next new chat. A page that is open does not notice, and may write its own over it; the
 * next document reads it (LibreChat 0.8.7, measured). What would win over it in the setup goes.
 */
export function writeLastUsed(store: WritableStore, { endpoint, model }: ModelChoice): void {
  const setup: Record<string, unknown> = { conversationId: 'new', ...asRecord(storedJson(store, setupKey)) };
  for (const field of otherChoices) delete setup[field];
  // A custom endpoint's type on a built-in endpoint, or the other way round, would stay and mislead.
  if (setup.endpoint !== endpoint) delete setup.endpointType;
  store.setItem(setupKey, JSON.stringify({ ...setup, endpoint, model }));
  const picked = Object.entries(asRecord(storedJson(store, pickedKey))).filter(([name]) => name !== endpoint);
  store.setItem(pickedKey, JSON.stringify(Object.fromEntries([...picked, [endpoint, model]])));
}
