/** FlexSearch looks for IndexedDB in a window, also in a worker. */
Object.assign(globalThis, { window: globalThis });

export {};
