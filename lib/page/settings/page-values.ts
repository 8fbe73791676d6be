import type { PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { libreChatLanguageKey } from '../keys';
import { lastUsedKeys, modelChoice, readLastUsed, writeLastUsed } from './last-used';
import {
  cookieText,
  jsonText,
  parsedJson,
  plainOrJsonText,
  plainText,
  settingText,
  type TextStore,
  type WritableStore,
} from './stored-text';

export type UiRegister = Exclude<PageRegister, 'llm.model'>;

/** Where an app's page keeps its settings. */
export interface SettingsSource {
  readonly store: TextStore;
  /** As `document.cookie` gives it. */
  readonly cookies: string;
}

export interface WritableSource extends SettingsSource {
  readonly store: WritableStore;
  /** @param cookie as `document.cookie` takes it */
  setCookie(cookie: string): void;
}

interface Setting {
  /** Names in `localStorage`. */
  readonly keys: readonly string[];
  /** The app's own text (of a model choice, its JSON); null when there is none. */
  read(source: SettingsSource): string | null;
  write(source: WritableSource, text: string): void;
  /** What the app makes of a text when it reads it: texts of the same meaning are one value. Default: the text. */
  readonly meaning?: (text: string) => string;
  /** What the app takes where it finds nothing; not known of a language, which is then the browser's. */
  readonly standard?: string;
}

const plain = (key: string, meaning: (text: string) => string = String): Setting => ({
  keys: [key],
  meaning,
  read: ({ store }) => plainText(store, key),
  write: ({ store }, text) => store.setItem(key, text),
});

/** Keeps the encoding that is found. @param fresh writes where there is none */
const plainOrJson = (key: string, fresh: (text: string) => string): Setting => ({
  keys: [key],
  read: ({ store }) => plainOrJsonText(store, key),
  write: ({ store }, text) => {
    const found = store.getItem(key);
    const encode = found === null ? fresh : found.startsWith('"') ? JSON.stringify : String;
    store.setItem(key, encode(text));
  },
});

/** What LibreChat 0.8.8 puts before light and dark for who needs more contrast. */
const contrast = /^high-contrast-(?=light$|dark$)/;
/** Set while the person who needs it has "system", which has no such form. */
export const contrastKey = 'tandem:contrast';

// JSON in 0.8.0 to 0.8.2, plain before and after.
const colorTheme = plainOrJson('color-theme', String);

/** How much contrast somebody needs is no business of the other app: it is left out of what is read, and stays. */
const libreChatTheme: Setting = {
  ...colorTheme,
  read: (source) => colorTheme.read(source)?.replace(contrast, '') ?? null,
  write: (source, text) => {
    const { store } = source;
    const found = colorTheme.read(source) ?? '';
    const isHigh = contrast.test(found) || (found === 'system' && store.getItem(contrastKey) !== null);
    const high = `high-contrast-${text}`;
    if (isHigh && text === 'system') store.setItem(contrastKey, '');
    else store.removeItem(contrastKey);
    colorTheme.write(source, isHigh && contrast.test(high) ? high : text);
  },
};

/** The theme as LibreChat itself names it, with its contrast; AnythingLLM's has no more names than are read. */
export const exactTheme = (app: AppId, source: SettingsSource, theme: string): string =>
  (app === 'librechat' ? colorTheme.read(source) : null) ?? theme;

/** LibreChat's cookie lasts as long as its own code makes it last, in seconds. */
const cookieAge = 365 * 86_400;

const libreChatLanguage: Setting = {
  keys: [libreChatLanguageKey],
  read: ({ store, cookies }) => cookieText(cookies, 'lang') ?? jsonText(store, libreChatLanguageKey),
  write: (source, text) => {
    // For the whole host, as js-cookie does by itself; first, as other pages hear of what is stored alone.
    source.setCookie(`lang=${encodeURIComponent(text)}; path=/; max-age=${cookieAge}`);
    source.store.setItem(libreChatLanguageKey, JSON.stringify(text));
  },
};

const lastUsed: Setting = {
  keys: lastUsedKeys,
  read: ({ store }) => {
    const found = readLastUsed(store);
    return modelText({ endpoint: found?.provider, model: found?.model });
  },
  write: ({ store }, text) => {
    const choice = modelChoice(parsedJson(text));
    if (choice) writeLastUsed(store, choice);
  },
};

/**
 * The settings of each app's page in the app's own values (measured: facts/anythingllm-page-keys,
 * librechat/local-storage-after-login).
 */
const settings: Readonly<Record<AppId, Readonly<Partial<Record<PageRegister, Setting>>>>> = {
  anythingllm: {
    // Its former name of dark.
    'ui.theme': plain('theme', (text) => (text === 'default' ? 'dark' : text)),
    'ui.language': plain('i18nextLng', (text) => text.toLowerCase()),
    'ui.textSize': plain('anythingllm_text_size'),
  },
  librechat: {
    'ui.theme': libreChatTheme,
    'ui.language': libreChatLanguage,
    'ui.textSize': { ...plainOrJson('fontSize', JSON.stringify), standard: 'text-base' },
    'llm.model': lastUsed,
  },
};

/** The settings that an app's page has. */
export const registersOf = (app: AppId): readonly PageRegister[] => Object.keys(settings[app]) as PageRegister[];

/** The setting that an app keeps under a name in `localStorage`, if any. */
export const registerAt = (app: AppId, key: string | null): PageRegister | undefined =>
  registersOf(app).find((register) => key !== null && settings[app][register]?.keys.includes(key));

/** What the page holds of a setting, as a text; null: nothing. */
export const readValue = (app: AppId, source: SettingsSource, register: PageRegister): string | null =>
  settings[app][register]?.read(source) ?? null;

export function writeValue(app: AppId, source: WritableSource, register: PageRegister, text: string): void {
  settings[app][register]?.write(source, text);
}

/** Whether two texts of a setting mean the same to the app, which may write the one for the other by itself. */
export function isSameText(app: AppId, register: PageRegister, a: string | null, b: string | null): boolean {
  const meaning = settings[app][register]?.meaning;
  return a === b || (a !== null && b !== null && meaning !== undefined && meaning(a) === meaning(b));
}

/** What the app shows that read this text when it started; null: not known. */
export const shownText = (app: AppId, register: PageRegister, text: string | null): string | null =>
  text ?? settings[app][register]?.standard ?? null;

export type PageValues = Partial<Record<PageRegister, string | null>>;

export function readValues(app: AppId, source: SettingsSource): PageValues {
  return Object.fromEntries(registersOf(app).map((register) => [register, readValue(app, source, register)]));
}

/** The text for a value that came from outside; null: the setting cannot be that. */
export const textOf = (register: PageRegister, value: unknown): string | null =>
  register === 'llm.model' ? modelText(value) : settingText(value);

function modelText(value: unknown): string | null {
  const choice = modelChoice(value);
  return choice && JSON.stringify(choice);
}
