import type { DiagnosticLog } from '@/lib/diagnostics';
import { type Change, isPagePlace, mostChanges, type Settings } from '@/lib/model';
import { peopleOf, records, type Store, type Transaction, type Work } from '@/lib/store';
import { advance, begin, isOverdue, type News, rejoin } from './advance';
import { confirmed } from './changes';
import { noteChanges } from './note-changes';
import { arrive, readScene, type Scene } from './scene';

/** The settings as they stand, and what they stand on. */
export interface Standing {
  readonly scene: Scene;
  readonly settings: Settings;
}

/** A part of a commit: what it changes, and what it lists. */
export interface Page {
  readonly settings: Settings;
  readonly changes?: readonly Change[];
}

export type Turn = (standing: Standing & { readonly changes: readonly Change[] }) => Page;

const unchanged: Turn = ({ settings }) => ({ settings });
/** The settings as they stand by now: what waited for too long asks first, whatever else is to be done (W8). */
const aged = (settings: Settings, scene: Scene, now: number): Settings =>
  isOverdue(settings, now) ? advance(settings, scene, {}, now) : settings;

/** The settings that were shown are of people who are not signed in any more. */
export class SomebodyElse extends Error {
  override readonly name = 'SomebodyElse';
}

/** Reads and commits the settings of the two people who are signed in now. Every commit ends with a round of `advance`. */
export class SettingsBook {
  /** @param only These two people's settings alone; null (default): those of whoever is signed in. */
  constructor(
    private readonly store: Store,
    private readonly now: () => number,
    private readonly log: DiagnosticLog,
    private readonly only: string | null = null,
  ) {}

  /** The same book for these two people alone: it throws `SomebodyElse` while others are signed in. */
  of(people: string): SettingsBook {
    return new SettingsBook(this.store, this.now, this.log, people);
  }

  /** Null while somebody is not known or signed out. */
  async look(): Promise<Standing | null> {
    const reader = await this.store.reader();
    const scene = this.#checked(readScene(reader));
    if (!scene) return null;
    const settings = reader.read(records.settings(scene.pair));
    return settings && { scene, settings };
  }

  /**
   * Changes the settings, takes in what is new, and stores what follows, all at once.
   * @param also What else is stored with it, whether or not anybody is known
   * @returns How they stand then; null if nothing was done, since somebody is not known or signed out.
   */
  async commit(
    turn: Turn = unchanged,
    news: News | ((standing: Standing) => News) = {},
    also: Work = () => undefined,
  ): Promise<Standing | null> {
    let result: Standing | null = null;
    await this.store.commit((transaction) => {
      also(transaction);
      const found = this.#checked(readScene(transaction));
      if (!found) return;
      const { before, changes } = this.#open(transaction, found);
      const page = turn({ scene: found, settings: before, changes });
      const scene: Scene = { ...found, pairs: page.settings.pairs };
      const fresh = typeof news === 'function' ? news({ scene, settings: page.settings }) : news;
      const made = page.changes ?? changes;
      const settings = advance(page.settings, scene, { ...fresh, changes: made }, this.now());
      transaction.write(records.settings(scene.pair), settings);
      const list = confirmed(made, settings);
      if (list !== changes) transaction.write(records.changes(scene.pair), list.slice(0, mostChanges));
      result = { scene, settings };
      noteChanges(this.log, before, settings);
    });
    return result;
  }

  #checked(scene: Scene | null): Scene | null {
    if (this.only !== null && (scene === null || peopleOf(scene.pair) !== this.only)) throw new SomebodyElse();
    return scene;
  }

  #open(transaction: Transaction, scene: Scene) {
    const arrival = arrive(transaction, scene);
    const stored = transaction.read(records.settings(scene.pair));
    // The sequence begins with the time: what a page knew of other people's settings is older.
    const fresh = aged(stored ?? begin(scene, this.now()), scene, this.now());
    const before =
      arrival === 'other' ? { ...rejoin(fresh, isPagePlace), seq: Math.max(fresh.seq + 1, this.now()) } : fresh;
    return { before, changes: transaction.read(records.changes(scene.pair)) ?? [] };
  }
}
