import { coalesce } from '@/lib/async';
import { type Events, failureOf } from '@/lib/diagnostics';
import {
  InFrontError,
  NotFoundError,
  NotJsonError,
  PermissionMissingError,
  TandemError,
  toProblem,
  UnexpectedAnswerError,
} from '@/lib/errors';
import { type Connection, initialStatus, isSameProblem, type Problem } from '@/lib/model';
import { records, type Store, type Transaction } from '@/lib/store';
import type { LoadGate } from './load-gate';
import type { EnginePorts } from './ports';
import { mergePlans, Pull, type PullPlan } from './pull';
import type { Round } from './round';
import { backoff, longestWaitInFront } from './schedule';
import type { SessionManager } from './session-manager';
import type { SessionMemory } from './session-memory';

export interface RunnerParts {
  readonly ports: EnginePorts;
  readonly store: Store;
  readonly memory: SessionMemory;
  readonly sessions: SessionManager;
  /** While a page loads, only the user's own requests are read. */
  readonly gate: LoadGate;
  /** See `Delivery.version`. */
  version(): Promise<string | null>;
  /**
   * The app was read to the end. `news`: something changed, it was read in full, or an earlier reading was cut off.
   * `reading`: the mark that `SessionMemory` keeps until the news was taken in. `round`: the requests of this reading.
   */
  onRead(news: 'news' | 'no-news', reading: string, round: Round | null): void;
  /**
   * The app's answers do not match its contract. @returns Whether it speaks another contract, so that another runner
   * reads it from now on.
   */
  onMisfit(): Promise<boolean>;
}

/**
 * Pulls one app, one pull at a time; requests during a pull are merged into the next. A failure ends here: it becomes a
 * problem in the app's status and a time before which the app is left alone. It never affects the other app.
 */
export class AppRunner {
  readonly #pulls = coalesce(() => this.#runNext());
  #next: PullPlan | null = null;
  readonly #stopped = new AbortController();

  constructor(
    private readonly parts: RunnerParts,
    readonly connection: Connection,
  ) {}

  get busy(): boolean {
    return this.#pulls.isRunning();
  }

  /** Aborted when the app was disconnected. */
  get stopped(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Resolves when a pull that includes this plan has ended, with or without success. */
  pull(plan: PullPlan): Promise<void> {
    if (this.#stopped.signal.aborted) return Promise.resolve();
    this.#next = this.#next ? mergePlans(this.#next, plan) : plan;
    if (plan.urgency === 'user') void this.parts.gate.open();
    return this.#pulls.run();
  }

  /** Requests that arrive while a page loads are part of this pull. */
  async #runNext(): Promise<void> {
    const { gate } = this.parts;
    if (!this.#next) return;
    if (!gate.isOpen) await gate.whenOpen();
    const plan = this.#next;
    this.#next = null;
    if (plan && !this.#stopped.signal.aborted) await this.#run(plan);
  }

  /** The connection was removed: the running pull is aborted and none starts any more. */
  stop(): void {
    this.#stopped.abort(new DOMException('The app was disconnected.', 'AbortError'));
  }

  /** Notes a failure of the app, of any request. */
  async failed(error: unknown): Promise<void> {
    const { ports, memory } = this.parts;
    const { id } = this.connection;
    const before = await memory.get(id, 'poll');
    const failures = (before?.failures ?? 0) + 1;
    const wish = error instanceof TandemError ? error.retryAfterMs : null;
    const longest = error instanceof InFrontError ? longestWaitInFront : undefined;
    const retryAt = ports.now() + backoff(failures, ports.random(), wish, longest);
    const askedToWaitUntil = wish === null ? null : ports.now() + wish;
    const { checkedAt = null, readAt = null } = before ?? {};
    await memory.set(id, 'poll', { checkedAt, readAt, failures, retryAt, askedToWaitUntil });
    await this.#finish(toProblem(error, new Date(ports.now()).toISOString()), 'as-before');
  }

  async #run(plan: PullPlan): Promise<void> {
    const { ports, store, memory, sessions } = this.parts;
    const signal = this.#stopped.signal;
    if (await this.#mustWait(plan)) return;
    const startedAt = ports.now();
    const ended = (end: Events['pull-ended']['end'], error?: unknown) =>
      ports.log.note('pull-ended', {
        app: this.connection.app,
        urgency: plan.urgency,
        extent: plan.fully ? 'full' : 'part',
        end,
        ms: ports.now() - startedAt,
        ...(error === undefined ? {} : failureOf(error)),
      });
    try {
      if (!(await ports.isGranted(this.connection))) throw missingPermission(this.connection);
      const wasCutOff = (await memory.get(this.connection.id, 'reading')) !== null;
      const reading = crypto.randomUUID();
      await memory.set(this.connection.id, 'reading', reading);
      const version = await this.parts.version();
      const pull = new Pull(ports, store, memory, sessions, this.connection, plan, version, signal);
      const end = await pull.run();
      ended(end.kind);
      if (end.kind === 'resting') await this.#rest();
      else
        await this.#answered(end.kind, end.kind === 'done' ? null : end.problem, pull.stored ? 'stored' : 'as-before');
      if (end.kind === 'done') {
        this.parts.onRead(pull.stored || plan.fully || wasCutOff ? 'news' : 'no-news', reading, pull.round);
      }
    } catch (error) {
      if (signal.aborted) return ended('cut-off');
      if (isMisfit(error) && (await this.parts.onMisfit())) return ended('other-contract', error);
      ended('failed', error);
      await this.failed(error);
    }
  }

  async #mustWait({ urgency }: PullPlan): Promise<boolean> {
    if (urgency === 'user') return false;
    const poll = await this.parts.memory.get(this.connection.id, 'poll');
    const until = urgency === 'poll' ? poll?.retryAt : poll?.askedToWaitUntil;
    return typeof until === 'number' && this.parts.ports.now() < until;
  }

  /** An app that answers "not signed in" has answered, but the copy gets no younger. */
  async #answered(
    kind: 'done' | 'not-signed-in',
    problem: Problem | null,
    copy: 'stored' | 'as-before',
  ): Promise<void> {
    const { ports, memory } = this.parts;
    const { id } = this.connection;
    const checkedAt = ports.now();
    const readAt = kind === 'done' ? checkedAt : ((await memory.get(id, 'poll'))?.readAt ?? null);
    await memory.set(id, 'poll', { checkedAt, readAt, failures: 0, retryAt: null, askedToWaitUntil: null });
    await this.#finish(problem, copy);
  }

  /** The app was not asked. The only news is that Tandem may ask it. */
  async #rest(): Promise<void> {
    const key = records.status(this.connection.id);
    await this.parts.store.commit((transaction) => {
      const status = transaction.read(key);
      if (status && !status.granted) transaction.write(key, { ...status, problem: null, granted: true });
    });
  }

  /** @param copy Whether the stored copy changed. */
  async #finish(problem: Problem | null, copy: 'stored' | 'as-before'): Promise<void> {
    const { memory, store } = this.parts;
    const { id } = this.connection;
    const lastRead = (await memory.get(id, 'poll'))?.readAt ?? null;
    await store
      .commit((transaction) => {
        setProblem(transaction, id, problem, { at: lastRead, copy });
      })
      .catch(() => {
        // The store's own event reports a copy that cannot be written; the pull itself is over.
      });
  }
}

/** An answer that nothing in front gave, and that the connected app would not give under its contract. */
const isMisfit = (error: unknown) =>
  error instanceof NotJsonError || error instanceof NotFoundError || error instanceof UnexpectedAnswerError;

const missingPermission = ({ app }: Connection) => new PermissionMissingError(app);

/** Stores an app's problem, or that it has none; a problem that lasts keeps its start. */
function setProblem(
  transaction: Transaction,
  connection: string,
  problem: Problem | null,
  read: { readonly at: number | null; readonly copy: 'stored' | 'as-before' },
): void {
  const key = records.status(connection);
  const status = transaction.read(key) ?? initialStatus;
  const lasts = problem && status.problem && isSameProblem(status.problem, problem);
  const next = lasts ? status.problem : problem;
  const granted = problem?.code !== 'permission-missing';
  const isAsBefore = read.copy === 'as-before' && status.problem === next && status.granted === granted;
  if (isAsBefore && status.syncedAt !== null) return;
  const syncedAt = read.at === null ? status.syncedAt : new Date(read.at).toISOString();
  transaction.write(key, { ...status, problem: next, granted, syncedAt });
}
