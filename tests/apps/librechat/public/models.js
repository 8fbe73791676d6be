import { choice, el } from './dom.js';
import { request } from './http.js';

/** The server's offers and this chat's choice. */
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

/** Whether presets exist: their menu, which applies the default preset, needs the choice of models, too. */
export const hasPresets = () => {
  const { presets = true, modelSelect = true } = chat.config.interface ?? {};
  return presets === true && Boolean(modelSelect);
};

/** The owner's spec at the start of a new chat, and the reason for it: `getDefaultModelSpec` of 0.8.7. */
function ownersSpec() {
  const { modelSpecs, interface: shown = {} } = chat.config;
  const list = modelSpecs?.list;
  if (!list) return {};
  const fixed = list.find((spec) => spec.default);
  if (fixed) return { spec: fixed, why: 'default' };
  const soft = list.find((spec) => spec.softDefault);
  const setup = readJson('lastConversationSetup_0');
  const last = list.find((spec) => spec.name === setup.spec);
  if (last && last !== soft) return { spec: last, why: 'last' };
  if (soft) {
    const added = modelSpecs.addedEndpoints ?? [];
    const hasModels = shown.modelSelect && (added.length === 0 || added.some((name) => name !== 'agents'));
    const isChosen = setup.spec || setup.agent_id || setup.model || setup.endpoint;
    return last !== soft && isChosen && hasModels ? {} : { spec: soft, why: 'soft' };
  }
  return modelSpecs.prioritize === true || shown.modelSelect !== true ? { spec: list[0], why: 'first' } : {};
}

const takeSpec = ({ name, preset: { endpoint, model, ...parameters } }) =>
  select(endpoint, model ?? chat.models[endpoint]?.[0], parameters, name);

/**
 * Chooses endpoint and model of a new chat when the document loads: the owner's spec, or the last used model. The
 * default preset then replaces it, unless presets are off or a spec is the default for all (measured:
 * facts/librechat-owner).
 * @param {URLSearchParams} link parameters of `/c/new`
 */
export function chooseAtLoad(link) {
  const preset = chat.presets.find((each) => each.defaultPreset);
  const { spec, why } = ownersSpec();
  if (preset && hasPresets() && why !== 'default') return takePreset(preset);
  if (spec && !link.has('endpoint')) return takeSpec(spec);
  chooseLastUsed(link);
}

/**
 * Chooses them when the user asks for a new chat: here the owner's first spec beats the default preset (measured:
 * facts/librechat-owner).
 */
export function chooseForNewChat() {
  const { modelSpecs, interface: shown = {} } = chat.config;
  const preset = chat.presets.find((each) => each.defaultPreset);
  const { spec, why } = ownersSpec();
  const isOwners = why === 'soft' || why === 'last' || why === 'default' || modelSpecs?.prioritize === true;
  if (spec && (isOwners || (shown.modelSelect ?? true) !== true)) return takeSpec(spec);
  if (preset && hasPresets()) return takePreset(preset);
  chooseLastUsed(new URLSearchParams());
}

/** The link, then what was used last, then the first of the list. */
function chooseLastUsed(link) {
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
function select(endpoint, model, parameters = {}, spec = undefined) {
  Object.assign(chat, { endpoint, model, parameters });
  const draft = { conversationId: 'new', title: 'New Chat', endpoint, createdAt: '', updatedAt: '', model };
  const setup = { ...draft, ...parameters, tools: [], ...(spec && { spec }) };
  localStorage.setItem('lastConversationSetup_0', JSON.stringify(setup));
  localStorage.setItem('lastSelectedModel', JSON.stringify({ ...readJson('lastSelectedModel'), [endpoint]: model }));
  localStorage.setItem('lastSelectedTools', '[]');
}

/** The model menu; without the endpoints where the owner switched them off. */
export function modelPicker() {
  const specs = chat.config.modelSpecs?.list ?? [];
  if (chat.config.interface?.modelSelect === false) {
    if (specs.length === 0) return el('span', {}, chat.model);
    const shown = specs.find((spec) => spec.name === readJson('lastConversationSetup_0').spec);
    return choice(
      'Model',
      'model-select',
      specs.map(({ label }) => label),
      shown?.label,
      (value) => {
        takeSpec(specs.find(({ label }) => label === value));
      },
    );
  }
  const all = endpointNames().flatMap((name) => (chat.models[name] ?? []).map((model) => `${name}/${model}`));
  return choice('Model', 'model-select', all, `${chat.endpoint}/${chat.model}`, (value) => {
    const [endpoint] = value.split('/');
    select(endpoint, value.slice(endpoint.length + 1));
    request('GET', `api/keys?name=${encodeURIComponent(endpoint)}`);
  });
}
