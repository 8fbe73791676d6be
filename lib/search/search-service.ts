import type { ArchiveOwner, ArchiveStore } from '@/lib/archive/archive-store';
import { singleFlight } from '@/lib/async';
import type { Found } from '@/lib/model';
import { DamagedIndexError, type IndexFile, type MessageIndex } from './message-index';
import { parseQuery } from './query';

/** Chats at once: a search waits for one such step at most. */
const batch = 20;
/** What is typed or pasted beyond this is not looked for. */
const longestQuery = 500;

/** Keeps the index in step with the archive and answers from it. An index that can't be read is built anew. */
export class SearchService {
  readonly #file: IndexFile;
  readonly #archive: Pick<ArchiveStore, 'changesAfter'>;
  #index: MessageIndex | null = null;
  #isChecked = false;
  /** Whether it began anew and has taken over nothing since. */
  #isNew = false;

  constructor(file: IndexFile, archive: Pick<ArchiveStore, 'changesAfter'>) {
    this.#file = file;
    this.#archive = archive;
  }

  /** Takes over the next changes first, so that a deleted chat is not found. */
  async search(text: string, limit: number, owners: readonly ArchiveOwner[]): Promise<Found> {
    const index = await this.#step();
    const query = parseQuery(text.slice(0, longestQuery));
    try {
      return { hits: this.#open().search(query, limit, owners), index };
    } catch (error) {
      this.#startAnew(error);
      return { hits: [], index: 'behind' };
    }
  }

  /** Takes over all changes. @param began Called before each step */
  async catchUp(began: () => void = () => undefined): Promise<void> {
    do began();
    while ((await this.#step()) === 'behind');
  }

  /** One after the other: two at once would take over the same changes twice. */
  readonly #step = singleFlight(async (): Promise<Found['index']> => {
    try {
      await this.#compare();
      const changes = await this.#archive.changesAfter(this.#open().appliedUpTo(), batch);
      this.#open().apply(changes);
      this.#isNew = false;
      return changes.length < batch ? 'complete' : 'behind';
    } catch (error) {
      this.#startAnew(error);
      return 'behind';
    }
  });

  /** An archive that has never had our last change was made anew since then. */
  async #compare(): Promise<void> {
    if (this.#isChecked) return;
    const applied = this.#open().appliedUpTo();
    if (applied > 0 && (await this.#archive.changesAfter(applied - 1, 1)).length === 0) this.#remove();
    this.#isChecked = true;
  }

  #open(): MessageIndex {
    this.#index ??= this.#file.open();
    return this.#index;
  }

  #startAnew(error: unknown): void {
    // A disk that damages a new index, too, would have us begin for ever.
    if (this.#isNew || !(error instanceof DamagedIndexError)) throw error;
    this.#remove();
  }

  #remove(): void {
    this.#index?.close();
    this.#index = null;
    this.#file.remove();
    this.#isNew = true;
  }
}
