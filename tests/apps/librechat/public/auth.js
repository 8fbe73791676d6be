import { account, el, render, version } from './dom.js';
import { loginPath, request, send, setBearer, urlOf } from './http.js';

const session = { started: false, start: undefined };

/**
 * Signs in with the refresh cookie. A lost refresh strands the page on /login without a retry (since 0.8.3); up to
 * 0.8.2 it retried with `?retry=true`.
 * @param {() => void} start shows the app when there is a token
 */
export async function signInSilently(start) {
  session.start = start;
  window.addEventListener('tokenUpdated', (event) => adopt(event.detail));
  window.addEventListener('authRedirectStarted', showLogin);
  let answer = await send('POST', 'api/auth/refresh');
  if (version === '0.8.2' && answer.status === 401) answer = await send('POST', 'api/auth/refresh?retry=true');
  if (typeof answer.data?.token === 'string') adopt(answer.data.token);
  else if (!session.started) showLogin();
}

/** Adopts a token from any source. A page that waits on /login goes to its target. */
function adopt(token) {
  if (typeof token !== 'string') return;
  setBearer(token);
  if (session.started) return;
  session.started = true;
  if (onLoginPage()) history.replaceState(null, '', wantedPath());
  session.start();
}

const onLoginPage = () => location.pathname === new URL(urlOf('login')).pathname;

function wantedPath() {
  const wanted = new URLSearchParams(location.search).get('redirect_to');
  const target = new URL((wanted ?? '/c/new').replace(/^\/+/, ''), document.baseURI);
  return target.origin === location.origin ? target.href : urlOf('c/new');
}

function showLogin() {
  session.started = false;
  setBearer(undefined);
  if (!onLoginPage()) history.replaceState(null, '', loginPath());
  render(
    el('main', { className: 'login' }, el('h1', {}, 'Welcome back'), account === 'openid' ? providerLink() : form()),
  );
}

const providerLink = () => el('a', { testid: 'openid', href: urlOf('oauth/openid') }, 'Continue with OpenID');

function form() {
  const email = el('input', { id: 'email', name: 'email', type: 'email', autocomplete: 'email', required: true });
  const password = el('input', {
    id: 'password',
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const error = el('p', { role: 'alert', testid: 'login-error' });
  const onsubmit = async (event) => {
    event.preventDefault();
    const body = { email: email.value, password: password.value };
    const { data } = await send('POST', 'api/auth/login', { body });
    if (typeof data?.token === 'string') adopt(data.token);
    else error.textContent = data?.message ?? 'Unable to login';
  };
  return el(
    'form',
    { onsubmit },
    el('label', { for: 'email' }, 'Email address', email),
    el('label', { for: 'password' }, 'Password', password),
    el('button', { type: 'submit', testid: 'login-button' }, 'Continue'),
    error,
  );
}

/** Ends the session on the server and shows the login form. */
export async function logOut() {
  await request('POST', 'api/auth/logout', { body: {} });
  history.replaceState(null, '', urlOf('login'));
  showLogin();
}
