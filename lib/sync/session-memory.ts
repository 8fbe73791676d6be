import type { LearnedToken, ServerFacts } from '@/lib/apps/adapter';
import type { RegisterId } from '@/lib/model';
import type { StorageArea } from '@/lib/store';

/** When a document started, and when it last showed that it has settled (ms since the epoch). */
export interface Loads {
  readonly startedAt: number;
  readonly settledAt: number | null;
}

export interface Remembered {
  /** The current bearer. It lives only here, in the browser's memory, never on disk. */
  token: LearnedToken;
  /** The last token of a user who signed out here: it still works at the server, but must not be used again. */
  left: LearnedToken;
  /** The last token that the server refused: it is never sent again, even if a page still sends it. */
  rejected: string;
  /** The identity that the server gave for this token. */
  verified: { readonly token: string | null; readonly identity: string };
  facts: { readonly facts: ServerFacts; readonly etag: string | null };
  /** When Tandem last asked LibreChat for a new token (ms since the epoch). */
  refresh: { readonly startedAt: number; readonly endedAt: number };
  poll: {
    /** When the app last answered, even with "not signed in". */
    readonly checkedAt: number | null;
    /** When the copy was last read, or found unchanged. */
    readonly readAt: number | null;
    readonly failures: number;
    readonly retryAt: number | null;
    /** The part of the wait that the server asked for (`Retry-After`). */
    readonly askedToWaitUntil: number | null;
  };
  /** The last read of the full list of conversations. */
  swept: {
    /** ms since the epoch. */
    readonly at: number;
    /** See `ConversationPage`. */
    readonly keepsTimes: boolean;
    /** Only for a server that keeps times: the conversations that were archived last. */
    readonly lastArchived: readonly string[] | null;
  };
  /** ms since the epoch by workspace slug. */
  threadsReadAt: Readonly<Record<string, number>>;
  /** AnythingLLM: a thread that Tandem has begun to make. A worker that is killed meanwhile leaves it here. */
  newThread: { readonly workspaceSlug: string; readonly slug: string };
  etags: Readonly<Record<string, string>>;
  /** The reading whose news is not completely taken in yet; a reading that was cut off leaves its mark here. */
  reading: string;
  /** The two identities and their places that were read since the browser started. */
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
const settledName = (connection: string, tabId: number) => `${connection}:settled:${tabId}`;
const name = (connection: string, fact: Fact) => `${connection}:${fact}`;
const attentionName = 'attention';
/** In ms. An answer may stream for this long; an older one was lost track of. */
const longestAnswer = 10 * 60_000;

interface Answer {
  readonly tabId: number;
  readonly startedAt: number;
}

const answerName = (requestId: string) => `answer:${requestId}`;
const nonceName = (nonce: string) => `nonce:${nonce}`;
const claimName = (tabId: number) => `claim:${tabId}`;

/**
 * The background's memory between two lives of its worker, in `storage.session`. It outlives the worker, ends with the
 * browser or with an update of Tandem, and never touches the disk.
 */
export class SessionMemory {
  /** By connection. No reading outlives the worker, so this does not have to either. */
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

  /** Forgets all data of one signed-in user, or (with `all`) of the connection itself. */
  async forgetConnection(connection: string, what: 'user' | 'all'): Promise<void> {
    const token = await this.get(connection, 'token');
    if (token) await this.set(connection, 'left', token);
    await this.forget(connection, 'token', 'verified', 'swept', 'threadsReadAt', 'etags');
    if (what === 'user') return;
    const ofConnection = Object.keys(await this.area.get(null)).filter((key) => key.startsWith(`${connection}:`));
    await this.area.remove(ofConnection);
  }

  /** The number of sign-outs: a reading that began before the last one belongs to no current user. */
  departures(connection: string): number {
    return this.#departures.get(connection) ?? 0;
  }

  /** Counts one more sign-out, before anything else happens. */
  noteDeparture(connection: string): void {
    this.#departures.set(connection, this.departures(connection) + 1);
  }

  /** The known documents of an app, by tab. */
  async loads(connection: string): Promise<ReadonlyMap<number, Loads>> {
    const loads = new Map<number, Loads>();
    const stored = await this.area.get(null);
    for (const [key, startedAt] of Object.entries(stored)) {
      if (!key.startsWith(startName(connection, ''))) continue;
      const tabId = Number(key.slice(startName(connection, '').length));
      const settledAt = stored[settledName(connection, tabId)] as number | undefined;
      loads.set(tabId, { startedAt: startedAt as number, settledAt: settledAt ?? null });
    }
    return loads;
  }

  /** A document started: the data of the former document in this tab goes. */
  async noteStart(connection: string, tabId: number, now: number): Promise<void> {
    const former = [settledName, refreshName, reloadName].map((nameOf) => nameOf(connection, tabId));
    await this.area.remove(former);
    await this.area.set({ [startName(connection, tabId)]: now });
  }

  async noteSettled(connection: string, tabId: number, now: number): Promise<void> {
    await this.area.set({ [settledName(connection, tabId)]: now });
  }

  /** A page exchanged its session cookie for a token, or was refused one. */
  async noteRefreshed(connection: string, tabId: number, now: number): Promise<void> {
    await this.area.set({ [refreshName(connection, tabId)]: now });
  }

  /** Whether the document of a tab that started after `since` (ms since the epoch) has its token. */
  async hasRefreshed(connection: string, tabId: number, since: number): Promise<boolean> {
    const [started, refreshed] = [startName(connection, tabId), refreshName(connection, tabId)];
    const stored = await this.area.get([started, refreshed]);
    return (stored[started] as number) >= since && stored[refreshed] !== undefined;
  }

  /** The settings that the open pages of an app show only after a reload, by tab. */
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

  /** A tab streams an answer since `startedAt` (ms since the epoch). */
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

  /** Uses up a nonce. @returns Whether it existed and belonged to this tab */
  async takeNonce(nonce: string, tabId: number): Promise<boolean> {
    const key = nonceName(nonce);
    const forTab = (await this.area.get([key]))[key];
    await this.area.remove([key]);
    return forTab === tabId;
  }

  /** Remembers the panel document in a tab that proved itself with a nonce. */
  async setClaim(tabId: number, documentId: string): Promise<void> {
    await this.area.set({ [claimName(tabId)]: documentId });
  }

  async hasClaim(tabId: number, documentId: string): Promise<boolean> {
    return (await this.area.get([claimName(tabId)]))[claimName(tabId)] === documentId;
  }
}
