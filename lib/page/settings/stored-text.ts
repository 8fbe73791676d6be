/** The part of `localStorage` that is read here. */
export type TextStore = Pick<Storage, 'getItem'>;

/** Longer texts are no setting, whatever a page put there. */
const longest = 256;

/** What was stored under a key as JSON; undefined when nothing was, or it is damaged. */
export function storedJson(store: TextStore, key: string): unknown {
  const text = store.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value if it is a text that can be a setting: neither empty nor absurdly long. */
export function settingText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
}

/** A setting that is stored as plain text. */
export function plainText(store: TextStore, key: string): string | null {
  return settingText(store.getItem(key));
}

/** A setting that is stored as a JSON string. */
export function jsonText(store: TextStore, key: string): string | null {
  return settingText(storedJson(store, key));
}

/** A setting that versions of the app store in either way. */
export function plainOrJsonText(store: TextStore, key: string): string | null {
  return store.getItem(key)?.startsWith('"') ? jsonText(store, key) : plainText(store, key);
}

/** A cookie's value, decoded as js-cookie does, which LibreChat uses: the first of that name counts. */
export function cookieText(cookies: string, name: string): string | null {
  const pair = cookies.split('; ').find((candidate) => candidate.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1).replace(/^"(.*)"$/, '$1');
  if (value === undefined) return null;
  try {
    return settingText(decodeURIComponent(value));
  } catch {
    return settingText(value);
  }
}
