import type { TandemError } from '@/lib/errors';
import type { Connection } from '@/lib/model';
import { AppRunner, type RunnerParts } from '@/lib/sync/app-runner';
import { fullPlan, type PullPlan, pollPlan, type Urgency } from '@/lib/sync/pull';
import { isLooking, isPollDue } from '@/lib/sync/schedule';
import type { RefreshPolicy } from '@/lib/sync/session-manager';
import type { Connections } from './connections';

/** How often code in the apps' pages may have both apps read, in ms. */
const pagesSyncSpan = 10_000;

type OfRunner = 'version' | 'onRead' | 'onMisfit';

export interface AppReadingsParts extends Omit<RunnerParts, OfRunner> {
  readonly connections: Connections;
  /** Whether something waits to be written to an app. */
  isAwaited(connection: Connection): Promise<boolean>;
  /** What belongs to one app's readings. */
  of(connection: Connection): Pick<RunnerParts, OfRunner>;
}

/** When which app is read: each by a runner of its own. */
export class AppReadings {
  readonly #runners = new Map<string, AppRunner>();

  constructor(private readonly parts: AppReadingsParts) {}

  /** The user looks at a view or at a page of an app. */
  async heartbeat(hasInput: 'input' | 'no-input'): Promise<void> {
    const { memory, ports } = this.parts;
    const now = ports.now();
    const before = await memory.attention();
    const inputAt = hasInput === 'input' || before.inputAt === null ? now : before.inputAt;
    await memory.setAttention({ lookedAt: now, inputAt });
    await this.#pollDue();
  }

  /** The alarm rang: nobody need be looking. */
  async idle(): Promise<void> {
    const { memory, ports } = this.parts;
    const attention = await memory.attention();
    if (attention.inputAt === null) await memory.setAttention({ ...attention, inputAt: ports.now() });
    await this.#pollDue();
  }

  /** The network is back: what failed is tried again at once. */
  async online(): Promise<void> {
    const { memory, connections } = this.parts;
    for (const { id } of await connections.all()) {
      const poll = await memory.get(id, 'poll');
      if (poll && poll.failures > 0) await memory.set(id, 'poll', { ...poll, retryAt: poll.askedToWaitUntil });
    }
    await this.#pollDue();
  }

  /** Reads all of every app, whatever the schedule says. Resolves when all were asked. */
  async readAll(): Promise<void> {
    await Promise.all((await this.parts.connections.all()).map((one) => this.readNow(one)));
  }

  /** Reads all of an app because the user wants it. */
  readNow(connection: Connection): Promise<void> {
    return this.pull(connection, fullPlan('allowed', 'user'));
  }

  /** As {@link readAll}, for code in a page: as patient as a poll, and not too often. */
  async readAllForPages(): Promise<void> {
    const { memory, ports, connections } = this.parts;
    await Promise.all(
      (await connections.all()).map(async (connection) => {
        const checkedAt = (await memory.get(connection.id, 'poll'))?.checkedAt ?? 0;
        if (ports.now() - checkedAt < pagesSyncSpan) return;
        await this.pull(connection, fullPlan(await this.policy(connection), 'poll'));
      }),
    );
  }

  /** Begins to read all of an app for something that happened; resolves once that has begun. */
  async readFor(connection: Connection, urgency: Exclude<Urgency, 'poll'> = 'news'): Promise<void> {
    const plan = fullPlan(await this.policy(connection), urgency);
    void this.pull(connection, plan);
  }

  /** Begins to read what a page of the app changed. */
  async readChanged(connection: Connection, changed: Pick<PullPlan, 'slices' | 'fully'>): Promise<void> {
    const refresh = await this.policy(connection);
    void this.pull(connection, { ...changed, refresh, urgency: 'news' });
  }

  /** Resolves when a pull that includes this plan has ended, well or not. */
  pull(connection: Connection, plan: PullPlan): Promise<void> {
    return this.#runner(connection).pull(plan);
  }

  /** Notes that an app failed us, for whatever it was asked. */
  failed(connection: Connection, error: TandemError): Promise<void> {
    return this.#runner(connection).failed(error);
  }

  /** LibreChat's session is refreshed by us only while somebody looks, or a change of the user's waits for it. */
  async policy(connection: Connection): Promise<RefreshPolicy> {
    const { memory, ports, isAwaited } = this.parts;
    if (isLooking(await memory.attention(), ports.now())) return 'allowed';
    return (await isAwaited(connection)) ? 'allowed' : 'never';
  }

  isBusy({ id }: Connection): boolean {
    return this.#runners.get(id)?.busy ?? false;
  }

  /** Aborted once the app is not to be asked by this connection any more. */
  stopped(connection: Connection): AbortSignal {
    return this.#runner(connection).stopped;
  }

  /** What runs is cut off, and nothing starts any more. */
  stop({ id }: Connection): void {
    this.#runners.get(id)?.stop();
    this.#runners.delete(id);
  }

  #runner(connection: Connection): AppRunner {
    let runner = this.#runners.get(connection.id);
    if (!runner) {
      runner = new AppRunner({ ...this.parts, ...this.parts.of(connection) }, connection);
      this.#runners.set(connection.id, runner);
    }
    return runner;
  }

  async #pollDue(): Promise<void> {
    const { memory, ports, connections } = this.parts;
    const now = ports.now();
    const attention = await memory.attention();
    const preferences = await connections.preferences();
    for (const connection of await connections.all()) {
      const refresh = await this.policy(connection);
      const poll = (await memory.get(connection.id, 'poll')) ?? { checkedAt: null, failures: 0, retryAt: null };
      const runner = this.#runner(connection);
      if (!runner.busy && isPollDue({ ...attention, ...poll }, now, preferences, ports.random()))
        void runner.pull(pollPlan(refresh));
    }
  }
}
