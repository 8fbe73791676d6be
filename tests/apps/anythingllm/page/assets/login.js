import { request, requestJson, settings } from './api.js';
import { el, field, root } from './elements.js';
import { KEYS } from './keys.js';
import { BASE } from './navigation.js';

function enter() {
  window.location.assign(BASE);
}

function showRecoveryCodes(codes) {
  const list = codes.map((code) => el('li', {}, code));
  root().replaceChildren(
    el(
      'main',
      { class: 'login', 'data-testid': 'recovery-codes' },
      el('h1', {}, 'Recovery codes'),
      el('ul', {}, ...list),
      el('button', { type: 'button', onclick: enter }, 'Continue'),
    ),
  );
}

async function submit(event, note) {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target));
  const response = await request('request-token', { method: 'POST', body: fields }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (!answer?.valid) {
    note.textContent = answer?.message ?? 'Could not sign in.';
    return;
  }
  if (answer.user) window.localStorage.setItem(KEYS.user, JSON.stringify(answer.user));
  window.localStorage.setItem(KEYS.token, answer.token);
  if (answer.recoveryCodes) showRecoveryCodes(answer.recoveryCodes);
  else enter();
}

/** The login form of the mode; the app itself where none is needed. */
export async function showLogin() {
  const system = await settings();
  if (system !== null && !system.MultiUserMode && !system.RequiresAuth) {
    enter();
    return;
  }
  await requestJson('system/custom-app-name');
  const note = el('p', { role: 'alert', 'data-testid': 'login-error' });
  const form = el(
    'form',
    { 'data-testid': 'login-form', onsubmit: (event) => submit(event, note) },
    ...(system?.MultiUserMode ? [field('Username', 'username')] : []),
    field('Password', 'password', '', 'password'),
    el('button', { type: 'submit' }, 'Login'),
    note,
  );
  root().replaceChildren(el('main', { class: 'login' }, el('h1', {}, 'Welcome'), form));
}
