import { coalesce, KeyedQueue } from '@/lib/async';
import {
  BridgeRefusal,
  type BridgeValues,
  type Digests,
  llmChanges,
  mostAsksOfPage,
  mostChangesOfPage,
  nothingToSee,
  numberOf,
  paced,
  pageSlices,
  permissionsIn,
  projectFor,
  type ReadAsk,
  readMessage,
  routed,
  type SettingChange,
  type Snapshot,
  type TandemSlice,
  type TandemState,
  type ToBridge,
  uiChanges,
  wantedModel,
} from '@/lib/bridge';
import {
  type AppId,
  appIds,
  type Connection,
  listOwners,
  otherApp,
  type Permissions,
  putOffUntil,
  type Right,
  type SharedState,
} from '@/lib/model';
import { OtherPeopleError, parseShared } from '@/lib/settings';
import type { Engine } from '../engine';
import { requireKnownModel } from './require-known-model';
import { digestOf } from './slice-digest';
import type { SubscribedDocument, SubscribedDocuments } from './subscribed-documents';
import { whoOf } from './who';

/** What answering pages needs of the world. */
export interface BridgePorts {
  /** The shared state, as far as it is stored; what it tells is never older than the last commit. */
  readState(): Promise<SharedState>;
  /** Tells a document news. @returns Whether its tab still shows a page of that app */
  tell(connection: Connection, watched: Pick<SubscribedDocument, 'tabId' | 'doc'>, text: string): Promise<boolean>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A document, as the browser and our script in it say. */
export interface BridgePage {
  readonly url: string;
  readonly tabId: number;
  readonly doc: string;
}

/** One question of a page, with all that it is judged by. */
interface Case {
  readonly page: BridgePage;
  readonly connection: Connection;
  readonly app: AppId;
  readonly state: SharedState;
  readonly permissions: Permissions;
}

const owners: Partial<Record<TandemSlice, AppId>> = listOwners;

/** Answers what code in the apps' pages asks, and tells it what has changed. It trusts nothing of what it is given. */
export class BridgeHost {
  readonly #engine: Engine;
  readonly #watched: SubscribedDocuments;
  readonly #ports: BridgePorts;
  /** What is done for a tab or a connection, one after the other: news must not overtake an answer. */
  readonly #queue = new KeyedQueue<number | string>();
  /** When the code in a tab asked for anything lately, in ms since the epoch. */
  readonly #asks = new Map<number, readonly number[]>();
  readonly #telling = coalesce(() => this.#tellAll());

  constructor(engine: Engine, watched: SubscribedDocuments, ports: BridgePorts) {
    this.#engine = engine;
    this.#watched = watched;
    this.#ports = ports;
  }

  /** @returns The answer, as JSON text (`ToBridge`). Never rejects. */
  async answer(page: BridgePage, text: string): Promise<string> {
    let reply: ToBridge;
    try {
      this.#countAsk(page.tabId);
      const { n, ask } = readMessage(text);
      reply = { n, value: await this.#answer(page, ask) };
    } catch (error) {
      reply = { n: numberOf(text), error: this.#refusal(error).toWire() };
    }
    return JSON.stringify(reply);
  }

  #refusal(error: unknown): BridgeRefusal {
    const refusal = refusalFor(error);
    this.#engine.log.add('bridge-refusals', { [refusal.code]: 1 });
    return refusal;
  }

  /** The state may have changed: tells every watched document what of it is new there. */
  tellNews(): Promise<void> {
    return this.#telling.run();
  }

  async #tellAll(): Promise<void> {
    const documents = await this.#watched.all();
    // One document that can't be told keeps no other from hearing.
    await Promise.allSettled(documents.map(({ tabId }) => this.#queue.run(tabId, () => this.#tell(tabId))));
  }

  async #tell(tabId: number): Promise<void> {
    const watched = await this.#watched.get(tabId);
    if (!watched) return;
    const { apps } = await this.#ports.readState();
    const connection = appIds.map((app) => apps[app].connection).find((one) => one?.id === watched.connection);
    // Documents of an app that was disconnected are given fresh scripts, which find nothing there.
    if (!connection) return this.#watched.remove(tabId);
    const news = await this.#snapshot(connection, watched.digests, pageSlices, watched.at);
    if (Object.keys(news.slices).length === 0 && news.who === watched.who) return;
    const isThere = await this.#ports.tell(connection, watched, JSON.stringify({ news } satisfies ToBridge));
    const digests = { ...watched.digests, ...news.digests };
    // A document that comes back out of the browser's cache of pages asks by itself.
    await (isThere
      ? this.#watched.set({ ...watched, at: news.at, digests, who: news.who })
      : this.#watched.remove(tabId));
  }

  async #answer(page: BridgePage, ask: ReadAsk): Promise<BridgeValues[keyof BridgeValues]> {
    if (ask.op === 'request') return this.#request(page, ask);
    if (ask.op === 'update-llm' || ask.op === 'update-ui') {
      await this.#change(page, ask.who, ({ app, state }) =>
        ask.op === 'update-ui'
          ? uiChanges(ask.patch)
          : llmChanges(ask.patch, wantedModel(projectFor(app, state, this.#ports.now()).llm)),
      );
      return null;
    }
    const given = await this.#open(page, ask.op === 'state' ? 'even-if-off' : 'if-on');
    switch (ask.op) {
      case 'state':
        return this.#queue.run(page.tabId, () => this.#watch(given, ask.have as Digests, pageSlices));
      case 'want':
        await this.#mayRead(given, ask.slices);
        return this.#queue.run(page.tabId, () => this.#watch(given, ask.have as Digests, ask.slices));
      case 'sync':
        await this.#engine.syncForPages();
        return this.#queue.run(page.tabId, () => this.#watch(given, ask.have as Digests, pageSlices));
    }
  }

  /** Finds out whose page it is, and what it may do. */
  async #open(page: BridgePage, when: 'if-on' | 'even-if-off'): Promise<Case> {
    const connection = await this.#engine.connectionAt(page.url);
    // The user may have seen in a view already what we have yet to hear is stored.
    await this.#engine.store.flushed();
    const state = await this.#ports.readState();
    // The state may be younger: of another server, if the user moved the app to another address just now.
    if (!connection || state.apps[connection.app].connection?.id !== connection.id)
      throw new BridgeRefusal('not-connected', 'This page belongs to no app that Tandem is connected to.');
    const permissions = permissionsIn(state, connection.app, this.#ports.now());
    if (!permissions && when === 'if-on') throw new BridgeRefusal('off', 'Tandem’s bridge for the apps’ code is off.');
    const nothing: Permissions = { 'read-other': 'no', change: 'no' };
    return { page, connection, app: connection.app, state, permissions: permissions ?? nothing };
  }

  /** From now on the document is told of changes. */
  async #watch({ page, connection }: Case, have: Digests, which: readonly TandemSlice[]): Promise<Snapshot> {
    const { tabId, doc } = page;
    const watched = await this.#watched.get(tabId);
    const before = watched?.doc === doc ? watched : null;
    const snapshot = await this.#snapshot(connection, have, which, before?.at ?? 0);
    const digests = { ...before?.digests, ...have, ...snapshot.digests };
    const { at, who } = snapshot;
    await this.#watched.set({ tabId, doc, connection: connection.id, at, digests, who });
    return snapshot;
  }

  /** @param last The number of the document's last snapshot; one that is not remembered was given earlier by the clock */
  async #snapshot(
    { id, app }: Connection,
    have: Digests,
    which: readonly TandemSlice[],
    last: number,
  ): Promise<Snapshot> {
    const state = await this.#ports.readState();
    const seen = state.apps[app].connection?.id === id ? projectFor(app, state, this.#ports.now()) : nothingToSee;
    const people = seen.connection === null ? undefined : state.settings?.people;
    const changed: Partial<Record<TandemSlice, unknown>> = {};
    const digests: Digests = {};
    for (const slice of which) {
      const digest = digestOf(seen[slice]);
      if (have[slice] === digest) continue;
      changed[slice] = seen[slice];
      digests[slice] = digest;
    }
    const who = people === undefined ? null : await whoOf(people, app);
    const at = Math.max(this.#ports.now(), last + 1);
    return { at, who, slices: changed as Partial<TandemState>, digests };
  }

  /** @throws BridgeRefusal A slice is of the other app, and may not be seen (yet) */
  async #mayRead(given: Case, which: readonly TandemSlice[]): Promise<void> {
    if (which.some((slice) => owners[slice] === otherApp[given.app])) await this.#need(given, 'read-other');
  }

  /** @throws BridgeRefusal The right is missing; then the user is asked for it, once */
  async #need({ app, state, permissions }: Case, right: Right): Promise<void> {
    const what = right === 'change' ? 'change settings' : 'see the other app’s data';
    if (permissions[right] === 'yes') return;
    if (permissions[right] === 'no') {
      const isForNow = state.settings && putOffUntil(state.settings.rights, app, right, this.#ports.now()) !== null;
      const how = isForNow ? 'it may ask again another day' : 'Tandem’s settings can';
      throw new BridgeRefusal('not-allowed', `The user does not let this page ${what}; ${how}.`);
    }
    if (!state.settings) throw notReady();
    if (!state.settings.rights.asked.some((one) => one.app === app && one.right === right))
      await this.#engine.rights.ask(state.settings.people, app, right);
    const where = 'in its panel, behind the toolbar’s button';
    throw new BridgeRefusal('asked', `Tandem asks the user, ${where}, whether this page may ${what}.`);
  }

  /**
   * Stores what a page's code wants changed. One after the other, in the order in which they were asked for, each upon what
   * the one before it made of the settings.
   * @param meant what is to be changed, as things stand then
   * @returns The app
   */
  #change(page: BridgePage, who: string | null, meant: (given: Case) => readonly SettingChange[]): Promise<AppId> {
    return this.#queue.run(page.tabId, async () => {
      const given = await this.#open(page, 'if-on');
      const { state, app, connection } = given;
      if (who === null) throw notReady();
      await this.#need(given, 'change');
      if (!state.settings) throw notReady();
      const { people } = state.settings;
      if ((await whoOf(people, app)) !== who) throw new OtherPeopleError();
      const parsed = meant(given).map(({ register, value }) => ({ register, value: parseShared(register, value) }));
      await this.#queue.run(connection.id, () => this.#countChange(connection));
      const commands = this.#engine.settings.of(people);
      for (const { register, value } of parsed)
        if (register === 'llm.model') await requireKnownModel(value, state, commands);
      await commands.editAll(parsed);
      return app;
    });
  }

  async #countChange({ id }: Connection): Promise<void> {
    const times = paced(await this.#watched.pace(id), this.#ports.now(), mostChangesOfPage);
    if (times === null) throw new BridgeRefusal('too-many', 'A page may make 20 changes a minute; try again later.');
    await this.#watched.setPace(id, times);
  }

  /** A page that asks without end is kept from costing the others anything. A stopped worker begins a new count. */
  #countAsk(tabId: number): void {
    const times = paced(this.#asks.get(tabId) ?? [], this.#ports.now(), mostAsksOfPage);
    if (times === null) throw new BridgeRefusal('too-many', 'A page may ask 300 times a minute; try again later.');
    this.#asks.set(tabId, times);
  }

  /** The REST face: what is refused is an answer, too. */
  async #request(page: BridgePage, ask: Extract<ReadAsk, { op: 'request' }>): Promise<BridgeValues['request']> {
    try {
      return { status: 200, body: await this.#requested(page, ask) };
    } catch (error) {
      const { status, ...told } = this.#refusal(error).toWire();
      return { status, body: { error: told } };
    }
  }

  async #requested(
    page: BridgePage,
    { who, method, path, body }: Extract<ReadAsk, { op: 'request' }>,
  ): Promise<unknown> {
    const meant = routed(method, path, body);
    if (meant.kind === 'read') {
      const given = await this.#open(page, 'if-on');
      const seen = projectFor(given.app, given.state, this.#ports.now());
      if (meant.what === 'state') return seen;
      if (meant.what === 'settings') return { llm: seen.llm, ui: seen.ui };
      if (meant.what !== 'user') await this.#mayRead(given, [meant.what]);
      return seen[meant.what];
    }
    const app = await this.#change(page, who, (given) =>
      meant.kind === 'update-ui'
        ? uiChanges(meant.patch)
        : llmChanges(meant.patch, wantedModel(projectFor(given.app, given.state, this.#ports.now()).llm)),
    );
    const after = projectFor(app, await this.#ports.readState(), this.#ports.now());
    return meant.kind === 'update-llm' ? after.llm : after.ui;
  }
}

const notReady = () => new BridgeRefusal('not-ready', 'Tandem does not know yet who is signed in at both apps.');

/** What a page is told of a failure: never an exception's own words, which may name what is none of its business. */
function refusalFor(error: unknown): BridgeRefusal {
  if (error instanceof BridgeRefusal) return error;
  if (error instanceof OtherPeopleError)
    return new BridgeRefusal('somebody-else', 'Somebody else is signed in now; read the state again.');
  return new BridgeRefusal('no-answer', 'Tandem could not do this now; try again.');
}
