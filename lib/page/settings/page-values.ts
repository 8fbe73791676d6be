import type { PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { pageKeys, uiSettings } from '@/lib/model/settings';
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

/** The storage of an app's page. */
export interface SettingsSource {
  readonly store: TextStore;
  /** In the form of `document.cookie`. */
  readonly cookies: string;
}

export interface WritableSource extends SettingsSource {
  readonly store: WritableStore;
  /** @param cookie In the form of `document.cookie` */
  setCookie(cookie: string): void;
}

interface Setting {
  /** Names in `localStorage`. */
  readonly keys: readonly string[];
  /** The app's own text (for a model choice, its JSON); null if there is none. */
  read(source: SettingsSource): string | null;
  write(source: WritableSource, text: string): void;
  /** The app's interpretation of a text: texts with the same meaning are one value. Default: the text. */
  readonly meaning?: (text: string) => string;
  /** The app's default value; unknown for a language, which is then the browser's. */
  readonly standard?: string;
}

const plain = (key: string): Setting => ({
  keys: [key],
  read: ({ store }) => plainText(store, key),
  write: ({ store }, text) => store.setItem(key, text),
});

/** Keeps the existing encoding. @param fresh Encodes a value if there is none yet */
const plainOrJson = (key: string, fresh: (text: string) => string): Setting => ({
  keys: [key],
  read: ({ store }) => plainOrJsonText(store, key),
  write: ({ store }, text) => {
    const found = store.getItem(key);
    const encode = found === null ? fresh : found.startsWith('"') ? JSON.stringify : String;
    store.setItem(key, encode(text));
  },
});

/** LibreChat 0.8.8's prefix of light and dark for users who need more contrast. */
const contrast = /^high-contrast-(?=light$|dark$)/;
/** Set while a user who needs contrast has chosen "system", which has no such form. */
export const contrastKey = 'tandem:contrast';

// JSON in 0.8.0 to 0.8.2, plain before and after.
const colorTheme = plainOrJson('color-theme', String);

/** High contrast is not for the other app: readings leave it out, and writes keep it. */
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

/**
 * The theme in LibreChat's own spelling, with its contrast; AnythingLLM has no other names than those that are read.
 */
export const exactTheme = (app: AppId, source: SettingsSource, theme: string): string =>
  (app === 'librechat' ? colorTheme.read(source) : null) ?? theme;

/** The lifetime that LibreChat's own code gives this cookie, in seconds. */
const cookieAge = 365 * 86_400;

const libreChatLanguage: Setting = {
  keys: [libreChatLanguageKey],
  read: ({ store, cookies }) => cookieText(cookies, 'lang') ?? jsonText(store, libreChatLanguageKey),
  write: (source, text) => {
    // For the whole host, as js-cookie does by default. The cookie comes first: other pages get an event only for
    // the storage.
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

type Settings<T> = Readonly<Partial<Record<PageRegister, T>>>;

/**
 * Settings that are more than a plain text under their key (measured: facts/anythingllm-page-keys,
 * librechat/local-storage-after-login).
 */
const special = {
  anythingllm: {
    // The former name of dark.
    'ui.theme': { meaning: (text) => (text === 'default' ? 'dark' : text) },
    'ui.language': { meaning: (text) => text.toLowerCase() },
  },
  librechat: {
    'ui.theme': libreChatTheme,
    'ui.language': libreChatLanguage,
    'ui.textSize': { ...plainOrJson('fontSize', JSON.stringify), standard: 'text-base' },
    'llm.model': lastUsed,
  },
} satisfies Record<AppId, Settings<Partial<Setting>>>;

function settingsOf(app: AppId): Settings<Setting> {
  const more: Settings<Partial<Setting>> = special[app];
  const inPlainText = uiSettings.flatMap((id) => {
    const key = pageKeys[id][app];
    return key ? [[id, { ...plain(key), ...more[id] }]] : [];
  });
  return { ...more, ...Object.fromEntries(inPlainText) };
}

/** The settings of each app's page in the app's own values. */
const settings: Readonly<Record<AppId, Settings<Setting>>> = {
  anythingllm: settingsOf('anythingllm'),
  librechat: settingsOf('librechat'),
};

/** The settings that an app's page has. */
export const pageRegisters = (app: AppId): readonly PageRegister[] => Object.keys(settings[app]) as PageRegister[];

/** The setting that an app stores under a name in `localStorage`, if any. */
export const registerAt = (app: AppId, key: string | null): PageRegister | undefined =>
  pageRegisters(app).find((register) => key !== null && settings[app][register]?.keys.includes(key));

/** The page's value of a setting, as a text; null: none. */
export const readValue = (app: AppId, source: SettingsSource, register: PageRegister): string | null =>
  settings[app][register]?.read(source) ?? null;

export function writeValue(app: AppId, source: WritableSource, register: PageRegister, text: string): void {
  settings[app][register]?.write(source, text);
}

/** Whether two texts of a setting mean the same to the app, which may replace one by the other. */
export function isSameText(app: AppId, register: PageRegister, a: string | null, b: string | null): boolean {
  const meaning = settings[app][register]?.meaning;
  return a === b || (a !== null && b !== null && meaning !== undefined && meaning(a) === meaning(b));
}

/** The value that an app shows after it read this text at its start; null: not known. */
export const shownText = (app: AppId, register: PageRegister, text: string | null): string | null =>
  text ?? settings[app][register]?.standard ?? null;

export type PageValues = Partial<Record<PageRegister, string | null>>;

export function readValues(app: AppId, source: SettingsSource): PageValues {
  return Object.fromEntries(pageRegisters(app).map((register) => [register, readValue(app, source, register)]));
}

/** The text for a value from outside; null: not a value of this setting. */
export const textOf = (register: PageRegister, value: unknown): string | null =>
  register === 'llm.model' ? modelText(value) : settingText(value);

function modelText(value: unknown): string | null {
  const choice = modelChoice(value);
  return choice && JSON.stringify(choice);
}
