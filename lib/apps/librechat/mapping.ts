import { type Address, type AppUser, appNames, baseUrl, type Conversation, type LlmPlace } from '@/lib/model';
import type { ConversationPage, ServerFacts } from '../adapter';
import { isoTime, numeric, text, webUrl } from '../values';
import { overlappingCursor, tellsTiesApart } from './cursor';
import type { ConfigWire, ConversationsWire, ConversationWire, PresetWire, UserWire } from './wire';

export function toFacts(config: ConfigWire): ServerFacts {
  return {
    signIn: 'bearer',
    mode: 'accounts',
    title: text(config.appTitle) ?? appNames.librechat,
    openIdLogin: config.openidLoginEnabled === true,
    llm: null,
  };
}

export function toUser(user: UserWire, address: Address): AppUser {
  return {
    id: String(user.id ?? user._id),
    username: text(user.username),
    name: text(user.name),
    email: text(user.email),
    avatarUrl: toAvatarUrl(user.avatar, address),
    role: text(user.role),
    signInProvider: text(user.provider),
    mode: 'accounts',
    // Presets belong to the user alone.
    settingsReach: 'mine',
  };
}

/** Pictures on the server are given as a path below its base. */
function toAvatarUrl(avatar: unknown, address: Address): string | null {
  const found = text(avatar);
  return webUrl(found?.startsWith('/') && !found.startsWith('//') ? found.slice(1) : found, baseUrl(address));
}

/** A preset of these endpoints names an agent, not a language model. */
const agentEndpoints = new Set(['agents', 'assistants', 'azureassistants']);

export const isAgentEndpoint = (endpoint: string | null): boolean => agentEndpoints.has(endpoint?.toLowerCase() ?? '');

/** Whether a preset stands for an agent, an assistant, or a model spec of the owner. */
export const isAgentPreset = (preset: PresetWire): boolean =>
  isAgentEndpoint(text(preset.endpoint)) ||
  Boolean(text(preset.agent_id) || text(preset.assistant_id) || text(preset.spec));

/** The default preset as a model choice; none if there is no default, or if it is an agent, an assistant or a spec. */
export function toLlmPlaces(presets: readonly PresetWire[]): LlmPlace[] {
  const preset = presets.find((each) => each.defaultPreset === true);
  if (!preset || isAgentPreset(preset)) return [];
  const provider = text(preset.endpoint);
  return [
    {
      place: 'default-preset',
      presetId: text(preset.presetId),
      provider,
      model: text(preset.model),
      temperature: numeric(preset.temperature),
      maxTokens: numeric(preset[maxTokensField(provider)]),
    },
  ];
}

/** The field of an endpoint that holds max tokens. Fields of another endpoint may be left over and do not count. */
export function maxTokensField(endpoint: string | null): 'max_tokens' | 'maxOutputTokens' | 'maxTokens' {
  if (endpoint === 'anthropic' || endpoint === 'google') return 'maxOutputTokens';
  return endpoint === 'bedrock' ? 'maxTokens' : 'max_tokens';
}

export function toConversation(wire: ConversationWire, archived: boolean): Conversation {
  return {
    id: wire.conversationId,
    title: text(wire.title) ?? 'New Chat',
    endpoint: text(wire.endpoint),
    model: text(wire.model),
    createdAt: isoTime(wire.createdAt),
    updatedAt: isoTime(wire.updatedAt),
    archived,
    pinned: wire.pinned === true,
  };
}

/** @param archived Whether this is the archived list: the items do not tell. */
export function toPage(wire: ConversationsWire, archived: boolean): ConversationPage {
  const { conversations, nextCursor } = wire;
  const isEmpty = conversations.items.length + conversations.leftOut === 0;
  const serverNext = isEmpty ? null : nextCursor;
  return {
    items: conversations.items.map((each) => toConversation(each, archived)),
    leftOut: conversations.leftOut,
    serverNext,
    next: serverNext && overlappingCursor(conversations.items.at(-1)?.updatedAt ?? null, serverNext),
    keepsTimes: serverNext === null ? null : tellsTiesApart(serverNext),
  };
}
