import type { DiagnosticLog } from '@/lib/diagnostics';
import { type Change, isPagePlace, mostChanges, type Settings } from '@/lib/model';
import { peopleOf, records, type Store, type Transaction, type Work } from '@/lib/store';
import { advance, begin, type News, rejoin } from './advance';
import { confirmed } from './change-history';
import { noteChanges } from './note-changes';
import { expired } from './settings-reducers';
import { noteIdentities, readSignedIn, type SignedIn } from './signed-in';

/** The settings as they stand, and what they stand on. */
export interface SettingsSnapshot {
  readonly signedIn: SignedIn;
  readonly settings: Settings;
}

/** A part of a commit: what it changes, and what it lists. */
export interface SettingsUpdate {
  readonly settings: Settings;
  readonly changes?: readonly Change[];
}

export type SettingsReducer = (snapshot: SettingsSnapshot & { readonly changes: readonly Change[] }) => SettingsUpdate;

const unchanged: SettingsReducer = ({ settings }) => ({ settings });

/** The settings that were shown are of people who are not signed in any more. */
export class OtherPeopleError extends Error {
  override readonly name = 'OtherPeopleError';
}

/** Reads and commits the settings of the two people who are signed in now. Every commit ends with a round of `advance`. */
export class SettingsStore {
  /** @param only These two people's settings alone; null (default): those of whoever is signed in. */
  constructor(
    private readonly store: Store,
    private readonly now: () => number,
    private readonly log: DiagnosticLog,
    private readonly only: string | null = null,
  ) {}

  /** The same for these two people alone: it throws `OtherPeopleError` while others are signed in. */
  of(people: string): SettingsStore {
    return new SettingsStore(this.store, this.now, this.log, people);
  }

  /** Null while somebody is not known or signed out. */
  async read(): Promise<SettingsSnapshot | null> {
    const reader = await this.store.reader();
    const signedIn = this.#checked(readSignedIn(reader));
    if (!signedIn) return null;
    const settings = reader.read(records.settings(signedIn.identities));
    return settings && { signedIn, settings };
  }

  /**
   * Changes the settings, takes in what is new, and stores what follows, all at once.
   * @param also What else is stored with it, whether or not anybody is known
   * @returns How they stand then; null if nothing was done, since somebody is not known or signed out.
   */
  async commit(
    reducer: SettingsReducer = unchanged,
    news: News | ((snapshot: SettingsSnapshot) => News) = {},
    also: Work = () => undefined,
  ): Promise<SettingsSnapshot | null> {
    let result: SettingsSnapshot | null = null;
    await this.store.commit((transaction) => {
      also(transaction);
      const found = this.#checked(readSignedIn(transaction));
      if (!found) return;
      const { before, changes } = this.#open(transaction, found);
      const update = reducer({ signedIn: found, settings: before, changes });
      const signedIn: SignedIn = { ...found, pairs: update.settings.pairs };
      const fresh = typeof news === 'function' ? news({ signedIn, settings: update.settings }) : news;
      const made = update.changes ?? changes;
      const settings = advance(update.settings, signedIn, { ...fresh, changes: made }, this.now());
      transaction.write(records.settings(signedIn.identities), settings);
      const list = confirmed(made, settings);
      if (list !== changes) transaction.write(records.changes(signedIn.identities), list.slice(0, mostChanges));
      result = { signedIn, settings };
      noteChanges(this.log, before, settings);
    });
    return result;
  }

  #checked(signedIn: SignedIn | null): SignedIn | null {
    if (this.only !== null && (signedIn === null || peopleOf(signedIn.identities) !== this.only))
      throw new OtherPeopleError();
    return signedIn;
  }

  #open(transaction: Transaction, signedIn: SignedIn) {
    const arrival = noteIdentities(transaction, signedIn);
    const stored = transaction.read(records.settings(signedIn.identities));
    // The sequence begins with the time: what a page knew of other people's settings is older.
    const known = stored ?? begin(signedIn, this.now());
    const due = expired(known, this.now());
    const fresh = due === known ? known : advance(due, signedIn, {}, this.now());
    const before =
      arrival === 'other' ? { ...rejoin(fresh, isPagePlace), seq: Math.max(fresh.seq + 1, this.now()) } : fresh;
    return { before, changes: transaction.read(records.changes(signedIn.identities)) ?? [] };
  }
}
