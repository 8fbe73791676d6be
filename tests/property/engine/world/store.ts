import type { StorageArea } from '@/lib/store';

/** What a browser keeps in one storage area; it outlives every life of the background. */
export class Store {
  readonly items = new Map<string, unknown>();
  /** Told of every write, by what is stored. */
  onWrite: (items: Readonly<Record<string, unknown>>) => void = () => undefined;

  /** The area as one life of the background sees it. @param answered Resolves when an answer arrives, if ever. */
  area(answered: (label: string) => Promise<void>): StorageArea {
    return {
      get: async (keys) => {
        const wanted = keys ?? [...this.items.keys()];
        const found = Object.fromEntries(
          wanted.filter((key) => this.items.has(key)).map((key) => [key, this.items.get(key)]),
        );
        await answered('get');
        return found;
      },
      set: async (items) => {
        for (const [key, value] of Object.entries(items))
          this.items.set(key, typeof value === 'object' ? Object.freeze(structuredClone(value)) : value);
        this.onWrite(items);
        await answered('set');
      },
      remove: async (keys) => {
        for (const key of keys) this.items.delete(key);
        await answered('remove');
      },
    };
  }
}
