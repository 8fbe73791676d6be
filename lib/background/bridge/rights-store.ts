import { asked, withAnswer } from '@/lib/bridge';
import { type AppId, initialRights, type Right, type RightAnswer, type Rights } from '@/lib/model';
import { OtherPeopleError } from '@/lib/settings';
import { readSignedIn } from '@/lib/settings/signed-in';
import { peopleOf, records, type Store } from '@/lib/store';

/** Stores what two people allow the apps' own code, and what it asked for. */
export class RightsStore {
  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {}

  /** How many questions of pages wait for the user who is signed in now. */
  async openQuestions(): Promise<number> {
    const reader = await this.store.reader();
    const signedIn = readSignedIn(reader);
    return signedIn ? (reader.read(records.rights(signedIn.identities))?.asked.length ?? 0) : 0;
  }

  /** Notes that an app's code wants a right. */
  async ask(people: string, app: AppId, right: Right): Promise<void> {
    await this.#change(people, (rights) => asked(rights, app, right, this.#at()));
  }

  /** Takes the user's answer. */
  async answer(people: string, app: AppId, right: Right, answer: RightAnswer): Promise<void> {
    await this.#change(people, (rights) => withAnswer(rights, app, right, answer, this.#at()));
  }

  #at(): string {
    return new Date(this.now()).toISOString();
  }

  /** @throws OtherPeopleError These two people are not signed in (any more) */
  async #change(people: string, change: (rights: Rights) => Rights): Promise<void> {
    await this.store.commit((transaction) => {
      const signedIn = readSignedIn(transaction);
      if (!signedIn || peopleOf(signedIn.identities) !== people) throw new OtherPeopleError();
      const key = records.rights(signedIn.identities);
      transaction.write(key, change(transaction.read(key) ?? initialRights));
    });
  }
}
