import { choice, el, render } from './dom.js';
import { send } from './http.js';

/** The page of the platform contract: session cookie, a list, and a settings form that sends what it changes. */
async function start() {
  const me = await send('GET', 'api/user/me');
  if (me.status !== 200 || typeof me.data !== 'object') return showLogin();
  const [{ data: answer }, { data: list }] = await Promise.all([
    send('GET', 'api/user/settings'),
    send('GET', 'api/conversations'),
  ]);
  const settings = answer.settings ?? answer;
  const save = (name) => (value) => {
    if (name === 'theme') applyTheme(value);
    return send('POST', 'api/user/settings', { body: { [name]: value } });
  };
  applyTheme(settings.theme);
  const conversations = (list.conversations ?? list).map((convo) =>
    el(
      'div',
      { role: 'button', tabIndex: 0, testid: 'convo-item', 'aria-label': `${convo.title} conversation` },
      convo.title,
    ),
  );
  const logOut = () => send('DELETE', 'api/session').then(showLogin);
  render(
    el('nav', {}, ...conversations, el('button', { testid: 'nav-logout', onclick: logOut }, `Log out ${me.data.name}`)),
    el(
      'main',
      {},
      choice('Theme', 'theme-select', ['system', 'light', 'dark'], settings.theme, save('theme')),
      choice('Language', 'language-select', ['en', 'de', 'fr', 'es', 'zh', 'ar'], settings.language, save('language')),
      choice('Model', 'model-select', ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1'], settings.model, save('model')),
    ),
  );
}

function applyTheme(theme) {
  document.documentElement.classList.remove('dark', 'light');
  document.documentElement.classList.add(theme === 'dark' ? 'dark' : 'light');
}

function showLogin() {
  const email = el('input', { id: 'email', name: 'email', type: 'email' });
  const password = el('input', { id: 'password', name: 'password', type: 'password' });
  const onsubmit = async (event) => {
    event.preventDefault();
    const { status } = await send('POST', 'api/session', { body: { email: email.value, password: password.value } });
    if (status === 200) start();
  };
  const labels = [
    el('label', { for: 'email' }, 'Email', email),
    el('label', { for: 'password' }, 'Password', password),
  ];
  const submit = el('button', { type: 'submit', testid: 'login-button' }, 'Continue');
  render(el('main', { className: 'login' }, el('form', { onsubmit }, ...labels, submit)));
}

start();
