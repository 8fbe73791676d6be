// The stand-in's page: small, but in storage, requests and routes what the real front end is (AnythingLLM 1.16.0).

import { showLogin } from './assets/login.js';
import { go, onNavigation, pathInApp } from './assets/navigation.js';
import { applyTheme, detectLanguage, watchSystemTheme } from './assets/preferences.js';
import { currentSession, refreshUser, requireSession } from './assets/session.js';
import { showApp } from './assets/shell.js';

// Read once, at boot; written back by themselves at every load.
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
  // Any failure of this one, an outage too, signs the person out.
  if (currentSession().token !== null && !(await refreshUser())) {
    go('/login', { replace: true });
  }
  onNavigation(route);
  await route();
  document.documentElement.dataset.ready = 'true';
}

boot();
