import type { DiagnosticLog } from '@/lib/diagnostics';
import { type Change, isPagePlace, type Settings } from '@/lib/model';
import { peopleOf, readChanges, records, type Store, type Transaction, type Work, writeChanges } from '@/lib/store';
import { advance, firstSettings, rejoin, type SettingsInput } from './advance';
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

/** The settings on the way through a commit, with the list of changes. */
type Draft = SettingsSnapshot & { readonly changes: readonly Change[] };

export type SettingsReducer = (draft: Draft) => SettingsUpdate;

/** What else one commit stores. */
export interface WithCommit {
  /** What was to be stored before: each is a step of its own, as if it had been a commit of its own. */
  readonly first?: readonly SettingsReducer[];
  /** Stored whether or not anybody is known. */
  readonly also?: Work;
}

const unchanged: SettingsReducer = ({ settings }) => ({ settings });

/** The settings that were shown are of people who are not signed in any more. */
export class OtherPeopleError extends Error {
  override readonly name = 'OtherPeopleError';
}

/** Reads and commits the settings of the two people who are signed in now. Each step of a commit ends with a round of `advance`. */
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
   * @returns How they stand then; null if nothing was done, since somebody is not known or signed out.
   */
  async commit(
    reducer: SettingsReducer = unchanged,
    news: SettingsInput | ((snapshot: SettingsSnapshot) => SettingsInput) = {},
    { first = [], also = () => undefined }: WithCommit = {},
  ): Promise<SettingsSnapshot | null> {
    let done = null as { readonly before: Settings; readonly after: SettingsSnapshot } | null;
    const isStored = await this.store.commit((transaction) => {
      also(transaction);
      const signedIn = this.#checked(readSignedIn(transaction));
      if (!signedIn) return;
      const opened = this.#open(transaction, signedIn);
      let draft: Draft = { ...opened, signedIn };
      for (const each of first) draft = this.#step(draft, each, {});
      draft = this.#step(draft, reducer, news);
      const { changes, ...after } = draft;
      transaction.write(records.settings(signedIn.identities), after.settings);
      if (changes !== opened.changes) writeChanges(transaction, signedIn.identities, changes);
      done = { before: opened.settings, after };
    });
    if (done && isStored) noteChanges(this.log, done.before, done.after.settings);
    return done?.after ?? null;
  }

  #step(
    { signedIn: present, ...before }: Draft,
    reducer: SettingsReducer,
    news: SettingsInput | ((snapshot: SettingsSnapshot) => SettingsInput),
  ): Draft {
    const update = reducer({ signedIn: present, ...before });
    const signedIn: SignedIn = { ...present, providerAliases: update.settings.providerAliases };
    const fresh = typeof news === 'function' ? news({ signedIn, settings: update.settings }) : news;
    const changes = update.changes ?? before.changes;
    const settings = advance(update.settings, signedIn, { ...fresh, changes }, this.now());
    return { signedIn, settings, changes: confirmed(changes, settings) };
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
    const known = stored ?? firstSettings(signedIn, this.now());
    const due = expired(known, this.now());
    const fresh = due === known ? known : advance(due, signedIn, {}, this.now());
    const settings =
      arrival === 'other' ? { ...rejoin(fresh, isPagePlace), seq: Math.max(fresh.seq + 1, this.now()) } : fresh;
    return { settings, changes: readChanges(transaction, signedIn.identities) };
  }
}
