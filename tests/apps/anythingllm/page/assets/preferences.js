import { KEYS } from './keys.js';

const systemLight = window.matchMedia('(prefers-color-scheme: light)');

/** The page's own theme: read from storage at boot, later changed by its controls only. */
let theme = window.localStorage.getItem(KEYS.theme) ?? 'system';
if (theme === 'default') theme = 'dark';

export function currentTheme() {
  return theme;
}

/** The theme on screen: the real page's effect runs again when it changes. */
let shown = '';

/** Shows the theme and writes its name back, as the real page does at every load. */
export function applyTheme(next = theme) {
  theme = next;
  const isLight = theme === 'light' || (theme === 'system' && systemLight.matches);
  document.documentElement.setAttribute('data-theme', isLight ? 'light' : 'dark');
  document.body.classList.toggle('light', isLight);
  window.localStorage.setItem(KEYS.theme, theme);
  const now = `${theme} ${isLight}`;
  if (now !== shown) window.dispatchEvent(new Event('refetch-logo'));
  shown = now;
}

/** A change of the system's theme rewrites all three from the page's own state. */
export function watchSystemTheme() {
  systemLight.addEventListener('change', () => applyTheme());
}

let language = 'en';

export function currentLanguage() {
  return language;
}

function cookieLanguage() {
  return /(?:^|;\s*)i18next=([^;]+)/.exec(document.cookie)?.[1];
}

/** i18next's order of sources; the result is written back in lower case. */
export function detectLanguage() {
  const asked = new URLSearchParams(window.location.search).get('lng');
  const stored = window.localStorage.getItem(KEYS.language) ?? window.sessionStorage.getItem(KEYS.language);
  setLanguage(asked ?? cookieLanguage() ?? stored ?? navigator.language);
}

export function setLanguage(next) {
  language = next.toLowerCase();
  window.localStorage.setItem(KEYS.language, language);
}

const SIZES = ['small', 'normal', 'large'];

export function currentTextSize() {
  const stored = window.localStorage.getItem(KEYS.textSize);
  return SIZES.includes(stored) ? stored : 'normal';
}

/** A choice of the user: stored, then sent to the chat by an event. */
export function setTextSize(size) {
  window.localStorage.setItem(KEYS.textSize, size);
  window.dispatchEvent(new CustomEvent('textSizeChange', { detail: size }));
}

/** Keeps an element's text size in step with the event, live. */
export function followTextSize(element) {
  element.dataset.textSize = currentTextSize();
  window.addEventListener('textSizeChange', (event) => {
    element.dataset.textSize = SIZES.includes(event.detail) ? event.detail : 'normal';
  });
}
