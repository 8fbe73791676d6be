import { logOut, signInSilently } from './auth.js';
import { chatView } from './chat.js';
import { conversationList } from './conversations.js';
import { el, render } from './dom.js';
import { get, send, urlOf } from './http.js';
import { chat, chooseAtLoad, chooseForNewChat, hasPresets, modelPicker } from './models.js';
import { presetsDialog } from './presets.js';
import { applyStoredSettings, settingsDialog } from './settings.js';

/** The app reads theme and language 50 to 200 ms after the head script (measured: facts/librechat-boot). */
const APP_STARTS_AFTER_MS = 80;

setTimeout(boot, APP_STARTS_AFTER_MS);

function boot() {
  applyStoredSettings();
  loadConfig();
  signInSilently(() => start().catch(showFailure));
}

async function loadConfig() {
  const { data } = await send('GET', 'api/config').catch(() => ({}));
  if (!data?.appTitle) return;
  document.title = data.appTitle;
  localStorage.setItem('appTitle', data.appTitle);
}

function showFailure(error) {
  render(el('main', { role: 'alert' }, `Something went wrong. ${error.message}`));
}

/** Loads what the app needs and shows it; `/` is a new chat. */
async function start() {
  const user = await get('api/user');
  const [config, endpoints, models, presets, favorites] = await Promise.all([
    get('api/config'),
    get('api/endpoints'),
    get('api/models'),
    get('api/presets'),
    get('api/user/settings/favorites'),
    get(`api/roles/${user.role}`),
  ]);
  Object.assign(chat, { config, endpoints, models, presets });
  rememberLayout(favorites);
  const path = location.pathname.slice(new URL(document.baseURI).pathname.length);
  const conversationId = /^c\/(?!new$)([^/]+)$/.exec(path)?.[1];
  chooseAtLoad(new URLSearchParams(conversationId ? '' : location.search));
  if (!conversationId) {
    const query = location.search
      ? `?endpoint=${encodeURIComponent(chat.endpoint)}&model=${encodeURIComponent(chat.model)}`
      : '';
    history.replaceState(null, '', urlOf(`c/new${query}`));
  }
  await showApp(user, conversationId);
}

/**
 * The keys that LibreChat writes at every start; theme, language and text size are not among them (measured:
 * facts/librechat-own-writes).
 */
function rememberLayout(favorites) {
  for (const tool of ['ARTIFACTS', 'CODE', 'FILE_SEARCH', 'SKILLS', 'WEB_SEARCH']) {
    localStorage.setItem(`LAST_${tool}_TOGGLE_pinned`, 'false');
  }
  localStorage.setItem('chatsExpanded', 'true');
  localStorage.setItem('favorites', JSON.stringify(favorites));
  localStorage.setItem('isTemporary', 'false');
  localStorage.setItem('projectsSectionExpanded', 'true');
  localStorage.setItem('projectsSectionToggled', 'false');
  localStorage.setItem('react-resizable-panels:side-panel-layout:messages-view', '{"messages-view":100}');
}

async function showApp(user, conversationId) {
  const open = (id) => {
    history.pushState(null, '', urlOf(id ? `c/${id}` : 'c/new'));
    document.body.dataset.chat = id ? 'open' : 'new';
    view.show(id);
  };
  const newChat = () => {
    chooseForNewChat();
    header.replaceChildren(modelPicker(), ...buttons);
    open(undefined);
  };
  const list = conversationList(open);
  const view = chatView(list);
  const settings = settingsDialog();
  const presets = presetsDialog(() => {
    presets.close();
    header.replaceChildren(modelPicker(), ...buttons);
  });
  const button = (properties, text) => el('button', { type: 'button', ...properties }, text);
  const toggle = () => document.body.classList.toggle('sidebar-toggled');
  const buttons = [
    button({ testid: 'open-sidebar-button', onclick: toggle }, '☰'),
    ...(hasPresets() ? [button({ id: 'presets-button', onclick: () => presets.showModal() }, 'Presets')] : []),
    button({ id: 'export-menu-button', 'aria-label': 'Export', className: 'export' }, '⤓'),
  ];
  const header = el('header', {}, modelPicker(), ...buttons);
  const nav = el(
    'nav',
    { 'aria-label': 'Chat history' },
    button({ testid: 'close-sidebar-button', onclick: toggle }, '☰'),
    button({ testid: 'new-chat-button', onclick: newChat }, 'New chat'),
    el('strong', {}, chat.config.appTitle),
    list.element,
    button({ testid: 'nav-user', onclick: () => settings.showModal() }, user.name),
    button({ testid: 'nav-logout', onclick: logOut }, 'Log out'),
  );
  document.body.dataset.chat = conversationId ? 'open' : 'new';
  render(nav, el('main', {}, header, view.element), settings, presets);
  await Promise.all([list.load(), view.show(conversationId)]);
}
