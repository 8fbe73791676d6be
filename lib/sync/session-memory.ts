import type { LearnedToken, ServerFacts } from '@/lib/apps/adapter';
import type { RegisterId } from '@/lib/model';
import type { StorageArea } from '@/lib/store';

/** When a document started, and when it last gave a sign of having settled (ms since the epoch). */
export interface Loads {
  readonly startedAt: number;
  readonly settledAt: number | null;
}

/**
 * The longest time, in ms, from the start of LibreChat's document to its first refresh: up to 3 s (measured:
 * facts/librechat-boot), longer on a busy machine.
 */
export const longestBoot = 10_000;

export interface Remembered {
  /** The bearer in use. It lives here only: in memory of the browser, never on disk. */
  token: LearnedToken;
  /** The last token of somebody who signed out here: it still works at the server, but is not to be used again. */
  left: LearnedToken;
  /** The last token that the server refused: never sent again, even if a page still does. */
  rejected: string;
  /** Who the server said this token belongs to. */
  verified: { readonly token: string | null; readonly identity: string };
  facts: { readonly facts: ServerFacts; readonly etag: string | null };
  /** When we last asked LibreChat for a new token (ms since the epoch). */
  refresh: { readonly startedAt: number; readonly endedAt: number };
  poll: {
    /** When the app last answered, be it that nobody is signed in. */
    readonly checkedAt: number | null;
    /** When the copy was last read, or found to be as the app has it. */
    readonly readAt: number | null;
    readonly failures: number;
    readonly retryAt: number | null;
    /** The part of the wait that the server itself asked for. */
    readonly askedToWaitUntil: number | null;
  };
  /** The last read of the full list of conversations. */
  swept: {
    /** ms since the epoch. */
    readonly at: number;
    /** See `ConversationPage`. */
    readonly keepsTimes: boolean;
    /** Of a server that keeps times: those that were archived last. */
    readonly lastArchived: readonly string[] | null;
  };
  /** ms since the epoch by workspace slug. */
  threadsReadAt: Readonly<Record<string, number>>;
  etags: Readonly<Record<string, string>>;
  /** The reading whose news were not all taken in yet; one that was cut off leaves it behind. */
  reading: string;
  /** For which two people which of the app's places that hold settings were read since the browser started. */
  placesRead: string;
}
type Fact = keyof Remembered;

interface Attention {
  readonly lookedAt: number | null;
  readonly inputAt: number | null;
}

const startName = (connection: string, tabId: number | '') => `${connection}:start:${tabId}`;
const reloadName = (connection: string, tabId: number | '') => `${connection}:reload:${tabId}`;
const refreshName = (connection: string, tabId: number) => `${connection}:refreshed:${tabId}`;
const settleName = (connection: string, tabId: number) => `${connection}:settled:${tabId}`;
const name = (connection: string, fact: Fact) => `${connection}:${fact}`;
const attentionName = 'attention';
/** An answer may take this long to write; what is older was lost track of. */
const longestAnswer = 10 * 60_000;

interface Answer {
  readonly tabId: number;
  readonly startedAt: number;
}

const answerName = (requestId: string) => `answer:${requestId}`;
const nonceName = (nonce: string) => `nonce:${nonce}`;
const claimName = (tabId: number) => `claim:${tabId}`;

/**
 * What the background remembers between two lives of its worker, in `storage.session`: it outlives the worker and is
 * gone with the browser, with an update of Tandem, and never touches the disk.
 */
export class SessionMemory {
  /** By connection. No reading outlives the worker, so neither need this. */
  readonly #departures = new Map<string, number>();

  constructor(private readonly area: StorageArea) {}

  async get<F extends Fact>(connection: string, fact: F): Promise<Remembered[F] | null> {
    const key = name(connection, fact);
    return ((await this.area.get([key]))[key] as Remembered[F] | undefined) ?? null;
  }

  async set<F extends Fact>(connection: string, fact: F, value: Remembered[F]): Promise<void> {
    await this.area.set({ [name(connection, fact)]: value });
  }

  async forget(connection: string, ...facts: readonly Fact[]): Promise<void> {
    await this.area.remove(facts.map((fact) => name(connection, fact)));
  }

  /** Forgets all that belongs to one signed-in person, or (with `all`) to the connection itself. */
  async forgetConnection(connection: string, what: 'person' | 'all'): Promise<void> {
    const token = await this.get(connection, 'token');
    if (token) await this.set(connection, 'left', token);
    await this.forget(connection, 'token', 'verified', 'swept', 'threadsReadAt', 'etags');
    if (what === 'person') return;
    const ofConnection = Object.keys(await this.area.get(null)).filter((key) => key.startsWith(`${connection}:`));
    await this.area.remove(ofConnection);
  }

  /** How often somebody left: a reading that began before the last time is about nobody any more. */
  departures(connection: string): number {
    return this.#departures.get(connection) ?? 0;
  }

  /** Notes one more departure, before anything else of it is done. */
  noteDeparture(connection: string): void {
    this.#departures.set(connection, this.departures(connection) + 1);
  }

  /** The documents of an app that are known of, by tab. */
  async loads(connection: string): Promise<ReadonlyMap<number, Loads>> {
    const loads = new Map<number, Loads>();
    const stored = await this.area.get(null);
    for (const [key, startedAt] of Object.entries(stored)) {
      if (!key.startsWith(startName(connection, ''))) continue;
      const tabId = Number(key.slice(startName(connection, '').length));
      const settledAt = stored[settleName(connection, tabId)] as number | undefined;
      loads.set(tabId, { startedAt: startedAt as number, settledAt: settledAt ?? null });
    }
    return loads;
  }

  /** A document started: what was known of the one before it in this tab goes. */
  async noteStart(connection: string, tabId: number, now: number): Promise<void> {
    const former = [settleName, refreshName, reloadName].map((nameOf) => nameOf(connection, tabId));
    await this.area.remove(former);
    await this.area.set({ [startName(connection, tabId)]: now });
  }

  async noteSettled(connection: string, tabId: number, now: number): Promise<void> {
    await this.area.set({ [settleName(connection, tabId)]: now });
  }

  /** A page has exchanged its session cookie for a token, or was refused one. */
  async noteRefreshed(connection: string, tabId: number, now: number): Promise<void> {
    await this.area.set({ [refreshName(connection, tabId)]: now });
  }

  /** Whether a tab's document that started after `since` (ms since the epoch) has its token. */
  async hasRefreshed(connection: string, tabId: number, since: number): Promise<boolean> {
    const [started, refreshed] = [startName(connection, tabId), refreshName(connection, tabId)];
    const stored = await this.area.get([started, refreshed]);
    return (stored[started] as number) >= since && stored[refreshed] !== undefined;
  }

  /** What the open pages of an app show only once they are loaded again, by tab. */
  async reloads(connection: string): Promise<ReadonlyMap<number, readonly RegisterId[]>> {
    const prefix = reloadName(connection, '');
    const stored = Object.entries(await this.area.get(null)).filter(([key]) => key.startsWith(prefix));
    return new Map(stored.map(([key, registers]) => [Number(key.slice(prefix.length)), registers as RegisterId[]]));
  }

  async noteReload(connection: string, tabId: number, registers: readonly RegisterId[]): Promise<void> {
    const key = reloadName(connection, tabId);
    await (registers.length > 0 ? this.area.set({ [key]: registers }) : this.area.remove([key]));
  }

  async attention(): Promise<Attention> {
    const stored = (await this.area.get([attentionName]))[attentionName] as Attention | undefined;
    return stored ?? { lookedAt: null, inputAt: null };
  }

  async setAttention(attention: Attention): Promise<void> {
    await this.area.set({ [attentionName]: attention });
  }

  /** An answer is being written in a tab since `startedAt` (ms since the epoch). */
  async addAnswer(requestId: string, answer: Answer): Promise<void> {
    await this.area.set({ [answerName(requestId)]: answer });
  }

  async endAnswer(requestId: string): Promise<void> {
    await this.area.remove([answerName(requestId)]);
  }

  async isAnswering(tabId: number, now: number): Promise<boolean> {
    const stored = Object.entries(await this.area.get(null)).filter(([key]) => key.startsWith(answerName('')));
    const answers = stored.map(([, answer]) => answer as Answer);
    return answers.some((answer) => answer.tabId === tabId && now - answer.startedAt < longestAnswer);
  }

  /** Lets the panel open once in this tab. */
  async addNonce(nonce: string, tabId: number): Promise<void> {
    await this.area.set({ [nonceName(nonce)]: tabId });
  }

  /** Uses a nonce up. @returns Whether it was there and was made for this tab. */
  async takeNonce(nonce: string, tabId: number): Promise<boolean> {
    const key = nonceName(nonce);
    const forTab = (await this.area.get([key]))[key];
    await this.area.remove([key]);
    return forTab === tabId;
  }

  /** Remembers the panel document in a tab that proved itself. */
  async setClaim(tabId: number, documentId: string): Promise<void> {
    await this.area.set({ [claimName(tabId)]: documentId });
  }

  async hasClaim(tabId: number, documentId: string): Promise<boolean> {
    return (await this.area.get([claimName(tabId)]))[claimName(tabId)] === documentId;
  }
}
