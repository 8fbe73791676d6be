/** The app's base path, with a trailing slash. */
export const BASE = new URL('..', import.meta.url).pathname;

/** The path below the base path, always with a leading slash. */
export function pathInApp() {
  return `/${window.location.pathname.slice(BASE.length)}`;
}

const listeners = new Set();

/** Calls back after every change of the route that the page makes itself, and on back and forward. */
export function onNavigation(listener) {
  listeners.add(listener);
}

function announce() {
  for (const listener of listeners) listener();
}

/** Changes the route without a load. */
export function go(path, { replace = false } = {}) {
  const url = BASE + path.replace(/^\//, '');
  if (replace) window.history.replaceState(null, '', url);
  else window.history.pushState(null, '', url);
  announce();
}

window.addEventListener('popstate', announce);

/** A link that changes the route without a load. */
export function link(path, text, attributes = {}) {
  const anchor = document.createElement('a');
  anchor.href = BASE + path.replace(/^\//, '');
  anchor.textContent = text;
  for (const [name, value] of Object.entries(attributes)) anchor.setAttribute(name, value);
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    go(path);
  });
  return anchor;
}
