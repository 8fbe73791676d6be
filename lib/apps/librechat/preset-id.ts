/** RFC 9562's namespace for names that are URLs. */
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/**
 * The id of our preset for one user at one server: the same on every computer and after every restart. The server
 * keeps one preset per id, so it never gets two (measured: facts/librechat-preset-ids). Ids are unique over all people
 * of a server, so the user is part of the id.
 * @param origin The server's origin as this browser reaches it, with its base path if it has one
 * @param user The user's id there
 */
export const presetIdOf = (origin: string, user: string): Promise<string> =>
  uuidV5(urlNamespace, `${origin.replace(/\/+$/, '')}/#tandem-shared-settings/${user}`);

/** RFC 9562, 5.5: a UUID out of a namespace and a name, by SHA-1. */
export async function uuidV5(namespace: string, name: string): Promise<string> {
  const space = namespace.replaceAll('-', '').match(/../g) ?? [];
  const bytes = Uint8Array.from([...space.map((pair) => Number.parseInt(pair, 16)), ...new TextEncoder().encode(name)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)).subarray(0, 16);
  const hex = Array.from(digest, (byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x50 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
