import type { PageMessage } from '@/lib/messaging/protocol';
import { settingText, storedJson, type TextStore } from './stored-text';

type LastUsed = Extract<PageMessage, { type: 'page-report' }>['lastUsed'];

/** Endpoints whose choice is an agent or assistant, which brings its own model. */
const withoutModel = new Set(['agents', 'assistants', 'azureAssistants']);
/** Fields of a setup that name an agent, an assistant or an admin's spec: then no model was picked. */
const otherChoices = ['agent_id', 'assistant_id', 'spec'];

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/**
 * The endpoint and model that LibreChat gives to the next new chat: the endpoint of the last setup, and the model that
 * was last picked for it (LibreChat 0.8.7, measured). Null when there is none, it is damaged, or it is no model choice.
 */
export function readLastUsed(store: TextStore): LastUsed {
  const setup = asRecord(storedJson(store, 'lastConversationSetup_0'));
  const provider = settingText(setup.endpoint);
  if (provider === null || withoutModel.has(provider)) return null;
  if (otherChoices.some((field) => setup[field])) return null;
  const picked = asRecord(storedJson(store, 'lastSelectedModel'));
  const model = Object.hasOwn(picked, provider) ? settingText(picked[provider]) : null;
  return { provider, model: model ?? settingText(setup.model) };
}
