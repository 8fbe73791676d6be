import {
  type AppId,
  type Connection,
  connectionFor,
  defaultPreferences,
  initialStatus,
  type Preferences,
} from '@/lib/model';
import { isOfTwoPeople, records, type Store } from '@/lib/store';

/** The apps that are connected, and what the user prefers. */
export class Connections {
  constructor(private readonly store: Store) {}

  async all(): Promise<readonly Connection[]> {
    return (await this.store.read(records.connections)) ?? [];
  }

  async at(url: string): Promise<Connection | undefined> {
    return connectionFor(await this.all(), url);
  }

  async of(app: AppId): Promise<Connection | undefined> {
    return (await this.all()).find((one) => one.app === app);
  }

  async add(connection: Connection): Promise<void> {
    await this.store.commit((transaction) => {
      const others = transaction.read(records.connections) ?? [];
      // A damaged list of connections leaves copies behind that belong to none.
      transaction.removeWhere((key) => key.connection !== null && !others.some(({ id }) => id === key.connection));
      transaction.write(records.connections, [...others, connection]);
      transaction.write(records.status(connection.id), initialStatus);
    });
  }

  /** Removes a connection with everything that was read from it, and what belongs to people at both apps. */
  async remove({ id }: Connection): Promise<void> {
    await this.store.commit((transaction) => {
      const all = transaction.read(records.connections) ?? [];
      transaction.removeWhere((key) => key.connection === id || isOfTwoPeople(key));
      transaction.remove(records.identities);
      transaction.write(
        records.connections,
        all.filter((one) => one.id !== id),
      );
    });
  }

  /** Stores how an app is spoken with by now. */
  async replace(connection: Connection): Promise<void> {
    await this.store.commit((transaction) => {
      const all = transaction.read(records.connections) ?? [];
      transaction.write(
        records.connections,
        all.map((one) => (one.id === connection.id ? connection : one)),
      );
    });
  }

  async preferences(): Promise<Preferences> {
    return (await this.store.read(records.preferences)) ?? defaultPreferences;
  }

  /** @param change Makes the next preferences of the present ones. */
  async updatePreferences(
    change: (present: Preferences) => Preferences,
  ): Promise<{ readonly before: Preferences; readonly after: Preferences }> {
    let [before, after] = [defaultPreferences, defaultPreferences];
    await this.store.commit((transaction) => {
      before = transaction.read(records.preferences) ?? defaultPreferences;
      after = change(before);
      transaction.write(records.preferences, after);
    });
    return { before, after };
  }
}
