/** Runs in the background before Tandem: each answer of the browser's storage comes late, in ms, and not in order. */
function answerLate(latest: { readonly get: number; readonly set: number; readonly remove: number }): void {
  type Answer = (value: unknown) => void;
  type Area = Record<keyof typeof latest, (...given: unknown[]) => unknown>;
  type Namespace = { readonly storage: Record<'local' | 'session', Area> };
  const { browser, chrome } = globalThis as unknown as Record<string, Namespace | undefined>;
  const storage = (browser ?? chrome)?.storage;
  if (!storage) throw new Error('no storage');
  for (const area of [storage.local, storage.session]) {
    for (const name of ['get', 'set', 'remove'] as const) {
      const ask = area[name].bind(area);
      const late = () => new Promise<void>((resolve) => setTimeout(resolve, Math.random() * latest[name]));
      area[name] = (...given) => {
        const answer = given.at(-1);
        // Chromium's are called with a function for the answer, by the library that makes both browsers alike.
        if (typeof answer !== 'function')
          return (ask(...given) as Promise<unknown>).then((value) => late().then(() => value));
        const later: Answer = (value) => void late().then(() => (answer as Answer)(value));
        return ask(...given.slice(0, -1), later);
      };
    }
  }
}

/**
 * What a background begins with whose storage is as slow as on a busy disk. What it asks is done at once, in order; only the
 * answers are late, so that whatever counts on one of them having come is found out.
 */
export const slowStorage = `(${answerLate})({ get: 60, set: 400, remove: 300 });\n`;
