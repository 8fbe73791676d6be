import { KeyedQueue } from '@/lib/async';
import type { PageReport } from '@/lib/messaging/protocol';
import {
  type Connection,
  type LlmPlace,
  type LlmSlice,
  type RegisterId,
  registerIds,
  type UiSettings,
} from '@/lib/model';
import { longestBoot } from '@/lib/model/load-limits';
import { records, type Store, type Transaction, type Work } from '@/lib/store';
import type { EnginePorts } from '@/lib/sync/ports';
import { isAnswer } from '@/lib/sync/request-kinds';
import type { SessionMemory } from '@/lib/sync/session-memory';
import { reloadPages } from './reload-pages';

/** One request of a page, from its start to its end. */
export interface PageRequest {
  readonly requestId: string;
  readonly tabId: number;
  readonly url: string;
}

/** The answers to two refreshes that crossed arrive within this time. */
const crossingSpan = 2_000;

/** A refresh of ours (ms since the epoch), and its token. */
interface OwnRefresh {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly token: string;
}

/** What goes on in the apps' pages: documents that load, answers that are written, settings, and pages that were stranded. */
export class OpenPages {
  /** By connection. */
  readonly #turns = new KeyedQueue<string>();
  /** Tabs whose present document has reported a session; a worker that starts anew knows of none. */
  readonly #reported = new Set<number>();

  constructor(
    private readonly ports: EnginePorts,
    private readonly store: Store,
    private readonly memory: SessionMemory,
    private readonly connectionAt: (url: string) => Promise<Connection | undefined>,
  ) {}

  /** A page of an app sent a request: an answer may be on its way there. */
  async requestStarted(request: PageRequest): Promise<void> {
    const connection = await this.connectionAt(request.url);
    if (!connection || !isAnswer(connection, request.url)) return;
    await this.memory.addAnswer(request.requestId, { tabId: request.tabId, startedAt: this.ports.now() });
  }

  /** A page's request came to its end, well or not. */
  async requestEnded(request: PageRequest): Promise<void> {
    const connection = await this.connectionAt(request.url);
    if (connection && isAnswer(connection, request.url)) await this.memory.endAnswer(request.requestId);
  }

  /** A document of an app started to load. */
  async documentStarted(url: string, tabId: number): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection) return;
    this.#reported.delete(tabId);
    await this.memory.noteStart(connection.id, tabId, this.ports.now());
  }

  /** A document reported a session. @returns Whether for the first time */
  isFirstReport(tabId: number): boolean {
    const isFirst = !this.#reported.has(tabId);
    this.#reported.add(tabId);
    return isFirst;
  }

  /** A document of an app gave a sign of being done with loading (its HTML, its load event, its own token refresh). */
  async documentSettled(url: string, tabId: number): Promise<void> {
    const connection = await this.connectionAt(url);
    if (connection) await this.memory.noteSettled(connection.id, tabId, this.ports.now());
  }

  /** A page of LibreChat exchanged its session cookie for a token, or was refused one. */
  async pageRefreshed(url: string, tabId: number): Promise<void> {
    const connection = await this.connectionAt(url);
    if (!connection) return;
    await this.memory.noteRefreshed(connection.id, tabId, this.ports.now());
    await this.memory.noteSettled(connection.id, tabId, this.ports.now());
  }

  /** The token that rescues a stranded LibreChat page, if it is stranded by us. */
  async rescueToken(connection: Connection, path: string, tabId: number): Promise<string | null> {
    if (!path.startsWith(`${connection.basePath}login?redirect_to=`)) return null;
    const own = await this.#ownRefresh(connection);
    return own && (await this.#crossedStart(connection, own, tabId)) ? own.token : null;
  }

  /**
   * A page of LibreChat was refused its own refresh, at its start or later. If ours was under way then, the page stands on
   * its login page because of us, or soon will.
   */
  async pageRefreshRefused(url: string, tabId: number): Promise<void> {
    const connection = await this.connectionAt(url);
    const own = connection && (await this.#ownRefresh(connection));
    if (!own) return;
    const isOurs = this.ports.now() - own.endedAt <= crossingSpan || (await this.#crossedStart(connection, own, tabId));
    if (isOurs) await this.ports.pages.rescue(tabId, own.token);
  }

  /** Our last refresh of LibreChat's session and the token that it brought; null where there is none to give. */
  async #ownRefresh(connection: Connection): Promise<OwnRefresh | null> {
    if (connection.app !== 'librechat') return null;
    const refresh = await this.memory.get(connection.id, 'refresh');
    const token = await this.memory.get(connection.id, 'token');
    return refresh && token?.kind === 'own' ? { ...refresh, token: token.token } : null;
  }

  /** Whether our refresh was under way when this tab's document made its first. */
  async #crossedStart(connection: Connection, { startedAt, endedAt }: OwnRefresh, tabId: number): Promise<boolean> {
    const load = (await this.memory.loads(connection.id)).get(tabId);
    return load !== undefined && endedAt >= load.startedAt - 1_000 && startedAt <= load.startedAt + longestBoot;
  }

  /** Takes in what one report of an app's pages says after the other: what only a reload brings is a sum over tabs. */
  inTurn<T>({ id }: Connection, work: () => Promise<T>): Promise<T> {
    return this.#turns.run(id, work);
  }

  /**
   * Notes the page's own settings for the user who is signed in; a signed-out page tells nothing.
   * @returns What stores them; null: there is nothing to store
   */
  async noteSettings(connection: Connection, report: PageReport, tabId: number): Promise<Work | null> {
    if (report.path.startsWith(`${connection.basePath}login`)) return null;
    if (report.ui) await this.memory.noteReload(connection.id, tabId, report.ui.afterReload ?? []);
    const ui = report.ui && withReload(report.ui, await this.#afterReload(connection));
    const before = heldBy(await this.store.reader(), connection);
    if (!before || isSame([before.ui, before.llm], [ui ?? before.ui, withLastUsed(before.llm, report)])) return null;
    return (transaction) => {
      const held = heldBy(transaction, connection);
      const llm = held && withLastUsed(held.llm, report);
      if (held && ui) transaction.write(held.keys.ui, ui);
      if (held && llm) transaction.write(held.keys.llm, llm);
    };
  }

  /** What only a reload brings is forgotten with the last tab that waited for it. */
  async forgetReload(connection: Connection): Promise<void> {
    const reader = await this.store.reader();
    const identity = reader.read(records.status(connection.id))?.identity;
    if (!identity) return;
    const key = records.ui(connection.id, identity);
    if (!reader.read(key)?.afterReload?.length) return;
    await this.inTurn(connection, async () => {
      const still = await this.#afterReload(connection);
      await this.store.commit((transaction) => {
        const ui = transaction.read(key);
        if (ui && ui.afterReload?.length !== still.length) transaction.write(key, withReload(ui, still));
      });
    });
  }

  /** Loads anew what waits for it. */
  reload(connection: Connection): Promise<'reloaded' | 'answering'> {
    return reloadPages(connection, this.ports, this.memory);
  }

  /** What any open tab of an app shows only once it is loaded again, whichever of them reported last. */
  async #afterReload(connection: Connection): Promise<readonly RegisterId[]> {
    const reloads = await this.memory.reloads(connection.id);
    if (reloads.size === 0) return [];
    const open = await this.ports.pages.openTabs(connection);
    return registerIds.filter((register) => open.some((tabId) => reloads.get(tabId)?.includes(register)));
  }
}

/** What is stored of an app's pages for the user who is signed in there; null: nobody is. */
function heldBy(reader: Pick<Transaction, 'read'>, { id }: Connection) {
  const status = reader.read(records.status(id));
  const isIn = status?.session === 'signed-in' || status?.session === 'not-needed';
  if (!isIn || status.identity === null) return null;
  const keys = { ui: records.ui(id, status.identity), llm: records.llm(id, status.identity) };
  return { keys, ui: reader.read(keys.ui), llm: reader.read(keys.llm) };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function withLastUsed(llm: LlmSlice | null, { lastUsed }: PageReport): LlmSlice | null {
  if (!lastUsed) return llm;
  const { provider, model } = lastUsed;
  // In the schema's order: it is compared as text.
  const place: LlmPlace = {
    provider,
    model: provider === null ? null : model,
    temperature: null,
    maxTokens: null,
    place: 'last-used',
    ...(provider === null && { spec: model }),
  };
  return { ...llm, places: [place, ...(llm?.places ?? []).filter((one) => one.place !== 'last-used')] };
}

function withReload({ afterReload: _former, ...ui }: UiSettings, registers: readonly RegisterId[]): UiSettings {
  return registers.length > 0 ? { ...ui, afterReload: [...registers] } : ui;
}
