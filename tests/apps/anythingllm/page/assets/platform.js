// The page of a platform install: cookies sign in, nothing is kept in storage.
const BASE = new URL('..', import.meta.url).pathname;

async function show() {
  const me = await fetch(`${BASE}api/me`);
  const form = document.querySelector('[data-testid="login-form"]');
  const main = document.querySelector('main');
  form.hidden = me.ok;
  main.hidden = !me.ok;
  if (!me.ok) {
    if (!window.location.pathname.endsWith('/login')) window.history.replaceState(null, '', `${BASE}login`);
    return;
  }
  const answer = await me.json();
  document.querySelector('[data-testid="who"]').textContent = (answer.user ?? answer).username;
  const body = await (await fetch(`${BASE}api/workspaces`)).json();
  const items = (Array.isArray(body) ? body : body.workspaces).map(({ name }) => {
    const item = document.createElement('li');
    item.textContent = name;
    return item;
  });
  document.querySelector('[data-testid="workspaces"]').replaceChildren(...items);
}

await show();
document.documentElement.dataset.ready = 'true';
