import { requestJson, settings } from './api.js';
import { choice, el, field } from './elements.js';
import { applyTheme, currentLanguage, currentTextSize, currentTheme, setLanguage, setTextSize } from './preferences.js';

const LANGUAGES = 'en zh zh-tw es de fr ko lo et ru it pt he nl vi fa tr ar da ja lv pl ro cs lt ca id hr'.split(' ');

/** Providers of the form with the keys under which their key and model are sent. */
const PROVIDERS = {
  openai: ['OpenAiKey', 'OpenAiModelPref'],
  anthropic: ['AnthropicApiKey', 'AnthropicModelPref'],
  gemini: ['GeminiLLMApiKey', 'GeminiLLMModelPref'],
  mistral: ['MistralApiKey', 'MistralModelPref'],
  groq: ['GroqApiKey', 'GroqModelPref'],
  ollama: ['OllamaLLMAuthToken', 'OllamaLLMModelPref'],
  'generic-openai': ['GenericOpenAiKey', 'GenericOpenAiModelPref'],
};

/** Theme, language and text size: kept in the browser, no request. */
export function preferenceControls() {
  const language = currentLanguage();
  const known = LANGUAGES.includes(language) ? LANGUAGES : [language, ...LANGUAGES];
  return el(
    'div',
    { class: 'preferences' },
    choice('Theme', 'theme-select', ['system', 'light', 'dark'], currentTheme(), (value) => applyTheme(value)),
    choice('Language', 'language-select', known, language, setLanguage),
    choice('Text size', 'text-size-select', ['small', 'normal', 'large'], currentTextSize(), setTextSize),
  );
}

function savedForm(testid, rows, save) {
  const note = el('output', { 'data-testid': `${testid}-saved` });
  const onsubmit = async (event) => {
    event.preventDefault();
    note.textContent = '';
    note.textContent = await save(Object.fromEntries(new FormData(event.target)));
  };
  return el('form', { 'data-testid': testid, onsubmit }, ...rows, el('button', { type: 'submit' }, 'Save'), note);
}

/** The system's provider and model; the key is sent masked, and the server ignores it. */
export async function showLlmPreference(main) {
  const system = (await settings()) ?? {};
  const provider = choice('Provider', 'llm-provider', Object.keys(PROVIDERS), system.LLMProvider, () => {});
  provider.querySelector('select').name = 'provider';
  const model = field('Model', 'llm-model', system.LLMModel ?? '');
  const form = savedForm('llm-form', [provider, model], async (values) => {
    const [key, modelPref] = PROVIDERS[values.provider];
    const body = { LLMProvider: values.provider, [key]: '*'.repeat(20), [modelPref]: values['llm-model'] };
    const answer = await requestJson('system/update-env', { method: 'POST', body });
    return answer === null ? 'Failed' : answer.error || 'Saved';
  });
  main.replaceChildren(el('h1', {}, 'LLM Preference'), form);
}

/** A workspace's chat settings: the whole form is sent, whatever was changed. */
export async function showWorkspaceSettings(main, slug, reload) {
  const workspace = (await requestJson(`workspace/${slug}`))?.workspace;
  if (!workspace) {
    main.replaceChildren(el('h1', {}, 'Workspace not found!'));
    return;
  }
  const update = async (body) => {
    const answer = await requestJson(`workspace/${slug}/update`, { method: 'POST', body });
    await reload();
    return answer?.workspace ? 'Saved' : 'Failed';
  };
  const rename = savedForm('rename-form', [field('Name', 'name', workspace.name)], ({ name }) => update({ name }));
  const rows = [
    field('Provider', 'chatProvider', workspace.chatProvider ?? 'default'),
    field('Model', 'chatModel', workspace.chatModel ?? ''),
    field('Chat mode', 'chatMode', workspace.chatMode),
    field('Temperature', 'openAiTemp', workspace.openAiTemp ?? 0.7),
    field('History', 'openAiHistory', workspace.openAiHistory),
    field('Prompt', 'openAiPrompt', workspace.openAiPrompt ?? ''),
    field('Refusal', 'queryRefusalResponse', workspace.queryRefusalResponse ?? ''),
  ];
  main.replaceChildren(
    el('h1', { 'data-testid': 'workspace-title' }, workspace.name),
    rename,
    savedForm('chat-settings-form', rows, update),
  );
}
