import { once } from '@/lib/async';
import type { Digests } from '@/lib/bridge';
import type { StorageArea } from '@/lib/store';

/** A document whose code reads `window.tandem`, and what it was given. */
export interface SubscribedDocument {
  readonly tabId: number;
  /** The document, by the random id that our script in it made up. */
  readonly doc: string;
  readonly connection: string;
  /** Of the last snapshot that it was given. */
  readonly at: number;
  readonly digests: Digests;
  readonly who: string | null;
}

const watchedName = (tabId: number | '') => `bridge:${tabId}`;
const paceName = (connection: string) => `pace:${connection}`;

/**
 * The documents that are told of changes, one per tab, and how fast the code of an app makes changes. It outlives the worker, and is
 * gone with the browser and with an update of Tandem, after which documents ask anew.
 */
export class SubscribedDocuments {
  /** What is stored, read once: nobody else writes it. */
  readonly #all = once(() => this.#read());

  constructor(private readonly area: StorageArea) {}

  async get(tabId: number): Promise<SubscribedDocument | null> {
    return (await this.#all()).get(tabId) ?? null;
  }

  async set(watched: SubscribedDocument): Promise<void> {
    (await this.#all()).set(watched.tabId, watched);
    await this.area.set({ [watchedName(watched.tabId)]: watched });
  }

  async remove(tabId: number): Promise<void> {
    (await this.#all()).delete(tabId);
    await this.area.remove([watchedName(tabId)]);
  }

  async all(): Promise<readonly SubscribedDocument[]> {
    return [...(await this.#all()).values()];
  }

  async #read(): Promise<Map<number, SubscribedDocument>> {
    const stored = Object.entries(await this.area.get(null));
    const watched = stored
      .filter(([name]) => name.startsWith(watchedName('')))
      .map(([, one]) => one as SubscribedDocument);
    return new Map(watched.map((one) => [one.tabId, one]));
  }

  /** When the code in an app's pages made its last changes, in ms since the epoch: however many tabs show them. */
  async pace(connection: string): Promise<readonly number[]> {
    return ((await this.area.get([paceName(connection)]))[paceName(connection)] as readonly number[] | undefined) ?? [];
  }

  async setPace(connection: string, times: readonly number[]): Promise<void> {
    await this.area.set({ [paceName(connection)]: times });
  }
}
