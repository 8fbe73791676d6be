import { choice, el, version } from './dom.js';

const FONT_SIZES = {
  'text-xs': '0.75rem',
  'text-sm': '0.875rem',
  'text-base': '1rem',
  'text-lg': '1.125rem',
  'text-xl': '1.25rem',
};
const LANGUAGES = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'zh-Hans', 'ar-EG'];
const A_YEAR = 365 * 86_400;

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** What the app believes; read once at boot, changed by the person only, never by storage events. */
const current = { theme: 'system', lang: 'en-US', fontSize: 'text-base' };

/** `color-theme` is JSON in 0.8.0 to 0.8.2 and raw before and after. */
const readTheme = () => (version === '0.8.2' ? readJson('color-theme') : localStorage.getItem('color-theme'));

function readJson(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return undefined;
  }
}

const cookieOf = (name) =>
  document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Reads theme, language (the cookie wins) and text size and applies them. Writes nothing. */
export function applyStoredSettings() {
  const theme = readTheme();
  current.theme = theme === 'dark' || theme === 'light' ? theme : 'system';
  current.lang = cookieOf('lang') || readJson('lang') || navigator.language;
  current.fontSize = readJson('fontSize') ?? 'text-base';
  applyTheme();
  applyLanguage();
  applyFontSize();
}

function applyTheme() {
  const theme = current.theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : current.theme;
  const { classList, style } = document.documentElement;
  classList.remove('dark', 'light');
  classList.add(theme);
  style.backgroundColor = theme === 'dark' ? '#0d0d0d' : '#ffffff';
}

systemDark.addEventListener('change', () => {
  if (current.theme === 'system') applyTheme();
});

function applyLanguage() {
  document.documentElement.lang = current.lang;
  document.documentElement.dir = current.lang.startsWith('ar') ? 'rtl' : 'ltr';
}

function applyFontSize() {
  document.documentElement.style.setProperty('--markdown-font-size', FONT_SIZES[current.fontSize] ?? '1rem');
}

/** The settings dialog: each choice writes its key, none sends a request. */
export function settingsDialog() {
  const dialog = el('dialog', { id: 'settings-dialog', testid: 'settings-dialog' });
  const theme = choice('Theme', 'theme-select', ['system', 'light', 'dark'], current.theme, (value) => {
    current.theme = value;
    localStorage.setItem('color-theme', version === '0.8.2' ? JSON.stringify(value) : value);
    applyTheme();
  });
  const languages = LANGUAGES.includes(current.lang) ? LANGUAGES : [current.lang, ...LANGUAGES];
  const language = choice('Language', 'language-select', languages, current.lang, (value) => {
    current.lang = value;
    localStorage.setItem('lang', JSON.stringify(value));
    setLanguageCookie(value);
    applyLanguage();
  });
  const fontSize = choice('Text size', 'font-size-select', Object.keys(FONT_SIZES), current.fontSize, (value) => {
    current.fontSize = value;
    localStorage.setItem('fontSize', JSON.stringify(value));
    applyFontSize();
  });
  const close = el('button', { type: 'button', testid: 'settings-close', onclick: () => dialog.close() }, 'Close');
  dialog.append(el('h2', {}, 'Settings'), theme, language, fontSize, close);
  return dialog;
}

function setLanguageCookie(value) {
  // biome-ignore lint/suspicious/noDocumentCookie: the real client writes this cookie so, and Firefox ESR has no other way
  document.cookie = `lang=${value}; path=/; max-age=${A_YEAR}`;
}
