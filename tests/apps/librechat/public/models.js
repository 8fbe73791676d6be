import { choice, el } from './dom.js';
import { request } from './http.js';

/** What the server offers and what this chat uses. */
export const chat = { endpoints: {}, models: {}, presets: [], config: {}, endpoint: '', model: '', parameters: {} };

const readJson = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const endpointNames = () =>
  Object.keys(chat.endpoints).sort((a, b) => chat.endpoints[a].order - chat.endpoints[b].order);

/**
 * Chooses endpoint and model of a new chat: the default preset first (unless the admin switched presets off), then
 * the link, then what was used last, then the first of the list.
 * @param {URLSearchParams} link parameters of `/c/new`, read on a document load only
 */
export function chooseForNewChat(link) {
  const preset = chat.presets.find((each) => each.defaultPreset);
  if (preset && chat.config.interface?.presets !== false) return takePreset(preset);
  const last = readJson('lastConversationSetup_0').endpoint;
  const wanted = link.get('endpoint');
  const named = endpointNames().find((name) => name.toLowerCase() === wanted?.toLowerCase());
  const endpoint = named ?? (chat.endpoints[last] ? last : endpointNames()[0]);
  const model = named ? link.get('model') : readJson('lastSelectedModel')[endpoint];
  const offered = chat.models[endpoint] ?? [];
  const parameters = named && link.has('temperature') ? { temperature: Number(link.get('temperature')) } : {};
  select(endpoint, offered.includes(model) ? model : offered[0], parameters);
}

/** Starts a chat with a preset's endpoint, model and parameters; its null values count as missing. */
export function takePreset(preset) {
  const { _id, presetId, user, title, defaultPreset, order, createdAt, updatedAt, isArchived, tags, __v, ...rest } =
    preset;
  const { endpoint, model, ...given } = rest;
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const known = chat.endpoints[endpoint] ? endpoint : endpointNames()[0];
  const offered = chat.models[known] ?? [];
  select(known, offered.includes(model) ? model : offered[0], parameters);
}

/** Remembers the choice in localStorage, where LibreChat keeps "my model"; nothing goes to the server. */
function select(endpoint, model, parameters = {}) {
  Object.assign(chat, { endpoint, model, parameters });
  const draft = { conversationId: 'new', title: 'New Chat', endpoint, createdAt: '', updatedAt: '', model };
  const setup = { ...draft, ...parameters, tools: [] };
  localStorage.setItem('lastConversationSetup_0', JSON.stringify(setup));
  localStorage.setItem('lastSelectedModel', JSON.stringify({ ...readJson('lastSelectedModel'), [endpoint]: model }));
  localStorage.setItem('lastSelectedTools', '[]');
}

/** The model menu; hidden when the admin switched it off. */
export function modelPicker() {
  if (chat.config.interface?.modelSelect === false) return el('span', {}, chat.model);
  const all = endpointNames().flatMap((name) => (chat.models[name] ?? []).map((model) => `${name}/${model}`));
  return choice('Model', 'model-select', all, `${chat.endpoint}/${chat.model}`, (value) => {
    const [endpoint] = value.split('/');
    select(endpoint, value.slice(endpoint.length + 1));
    request('GET', `api/keys?name=${encodeURIComponent(endpoint)}`);
  });
}
