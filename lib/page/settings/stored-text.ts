/** The part of `localStorage` that is read. */
export type TextStore = Pick<Storage, 'getItem'>;

/** The part of `localStorage` that is written. A write never throws: a full store stays as it is. */
export type WritableStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Longer texts are not a setting. */
const longest = 256;

/** The JSON in a text; undefined if it is not JSON. */
export function parsedJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON stored under a key; undefined if it is missing or damaged. */
export const storedJson = (store: TextStore, key: string): unknown => parsedJson(store.getItem(key));

/** The fields of a parsed object; none for any other value. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The value if it is a text that can be a setting: neither empty nor too long. */
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

/** A setting that versions of the app store in two ways. */
export function plainOrJsonText(store: TextStore, key: string): string | null {
  return store.getItem(key)?.startsWith('"') ? jsonText(store, key) : plainText(store, key);
}

/** A cookie's value, decoded like LibreChat's js-cookie: the first cookie of that name counts. */
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
