// The stand-in's page: small, but equal to the real front end in storage, requests and routes (AnythingLLM 1.16.0).

import { showLogin } from './assets/login.js';
import { go, onNavigation, pathInApp } from './assets/navigation.js';
import { applyTheme, detectLanguage, watchSystemTheme } from './assets/preferences.js';
import { currentSession, refreshUser, requireSession } from './assets/session.js';
import { showApp } from './assets/shell.js';

// Read once, at the start; the page writes them back at every load.
applyTheme();
watchSystemTheme();
detectLanguage();

async function route() {
  if (pathInApp() === '/login') {
    await showLogin();
    return;
  }
  const session = await requireSession();
  if (session !== null) await showApp(session);
}

async function boot() {
  // Any failure of this request, even an outage, signs the user out.
  if (currentSession().token !== null && !(await refreshUser())) {
    go('/login', { replace: true });
  }
  onNavigation(route);
  await route();
  document.documentElement.dataset.ready = 'true';
}

boot();
