import { requestJson, settings } from './api.js';
import { showChat } from './chat.js';
import { el, root } from './elements.js';
import { BASE, go, link, pathInApp } from './navigation.js';
import { applyTheme } from './preferences.js';
import { logOut } from './session.js';
import { preferenceControls, showLlmPreference, showWorkspaceSettings } from './settings-views.js';

const isEditor = (session) => session.user === null || session.user.role !== 'default';

let main = null;
let list = null;

async function loadWorkspaces() {
  return (await requestJson('workspaces'))?.workspaces ?? [];
}

function workspaceItem(session, { name, slug }) {
  const open = link(`/workspace/${slug}`, name, { 'data-testid': 'workspace-link' });
  const gear = link(`/workspace/${slug}/settings/chat-settings`, '⚙', { 'aria-label': `Settings of ${name}` });
  return el('li', {}, open, ...(isEditor(session) ? [' ', gear] : []));
}

/**
 * The logo has a form for light and one for dark, chosen when it is loaded: at a page load, and at the app's own event.
 */
function logo() {
  const image = el('img', { alt: '', 'data-testid': 'logo', width: 1, height: 1 });
  const show = () => {
    image.src = `${BASE}api/system/logo?theme=${document.documentElement.getAttribute('data-theme')}`;
  };
  show();
  window.addEventListener('refetch-logo', show);
  return image;
}

function sidebar(session) {
  list = el('ul', { 'aria-label': 'Workspaces' });
  const account = el('details', { 'data-testid': 'account' }, el('summary', {}, 'Preferences'), preferenceControls());
  const links = isEditor(session) ? [link('/settings/llm-preference', 'LLM preference')] : [];
  return el(
    'nav',
    { class: 'sidebar', 'data-testid': 'sidebar' },
    logo(),
    link('/', 'Home', { 'aria-label': 'Home' }),
    list,
    el('footer', {}, account, ...links),
  );
}

function corner(session) {
  const settingsButton = el('button', {
    id: 'workspace-settings-button',
    type: 'button',
    class: session.needsLogin ? 'corner corner-second' : 'corner',
    'aria-label': 'Chat settings',
    onclick: () => go(pathInApp().replace(/^(\/workspace\/[^/]+).*/, '$1/settings/chat-settings')),
  });
  if (!session.needsLogin) return [settingsButton];
  const out = { type: 'button', class: 'corner corner-user', 'data-testid': 'logout', 'aria-label': 'Log out' };
  return [settingsButton, el('button', { ...out, onclick: logOut }, session.user?.username.slice(0, 2) ?? 'AA')];
}

/** Further requests of the real home page at a load: four times the settings, and some appearance settings. */
async function bootRequests() {
  await Promise.all([
    settings(),
    settings(),
    settings(),
    requestJson('system/custom-app-name'),
    requestJson('system/footer-data'),
    requestJson('system/slash-command-presets'),
  ]);
}

/**
 * The home page's prompt is 750 px wide in every window, so narrow windows cut it off (measured:
 * facts/anythingllm-home-width).
 */
function showHome() {
  const prompt = el('textarea', { id: 'primary-prompt-input', placeholder: 'Send a message' });
  const send = el('button', { type: 'button', 'aria-label': 'Send' }, '↑');
  const more = ['Edit Workspace', 'Upload a Document'].map((text) => el('button', { type: 'button' }, text));
  main.replaceChildren(
    el('h1', { 'data-testid': 'home' }, 'What do you want to know?'),
    el('form', { class: 'home-prompt' }, prompt, send, el('footer', {}, ...more)),
  );
}

/**
 * The signed-in app at the current route. The workspace list is loaded once per page load, and again after changes of
 * the page's own.
 */
export async function showApp(session) {
  if (main === null) {
    main = el('main', { class: 'card' });
    root().replaceChildren(sidebar(session), main, ...corner(session));
    const [workspaces] = await Promise.all([loadWorkspaces(), bootRequests()]);
    list.replaceChildren(...workspaces.map((workspace) => workspaceItem(session, workspace)));
  }
  const reload = async () => {
    list.replaceChildren(...(await loadWorkspaces()).map((workspace) => workspaceItem(session, workspace)));
  };
  const path = pathInApp();
  const settingsOf = /^\/workspace\/([^/]+)\/settings\//.exec(path);
  const chat = /^\/workspace\/([^/]+)(?:\/t\/([^/]+))?\/?$/.exec(path);
  if (path.startsWith('/settings/') || settingsOf) {
    // Some navigations write the page's own theme again; the settings are one of them.
    applyTheme();
    if (!isEditor(session)) go('/', { replace: true });
    else if (settingsOf) await showWorkspaceSettings(main, settingsOf[1], reload);
    else if (path === '/settings/interface') main.replaceChildren(el('h1', {}, 'Interface'), preferenceControls());
    else await showLlmPreference(main);
  } else if (chat) await showChat(main, chat[1], chat[2] ?? null);
  else showHome();
}
