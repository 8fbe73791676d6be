import { NotFoundError, RoleRefusedError } from '@/lib/errors';
import type { Connection } from '@/lib/model';
import { records, type Store } from '@/lib/store';
import { type AccessParts, accessAs } from './access';
import { noteThreadsLeftOut } from './left-out';
import type { EnginePorts } from './ports';
import type { SessionMemory } from './session-memory';

/** In ms. Threads that were read less than this long ago are fresh. */
const freshSpan = 60_000;
/**
 * Workspaces in one reading; AnythingLLM in password mode spends 170 ms of CPU on each (measured:
 * facts/anythingllm-password-cost).
 */
const mostAtOnce = 100;

/**
 * Reads the threads of workspaces whose threads are unknown or stale, one after the other, the stalest first. A
 * workspace that was deleted, or that the role may not see, is left out. Any other error ends the reading, and the next
 * poll reports the app's problem.
 */
export async function readThreads(
  parts: AccessParts & { readonly store: Store },
  connection: Connection,
  workspaceSlugs: readonly string[],
  stopped: AbortSignal,
): Promise<void> {
  const { ports, memory, store } = parts;
  const { id } = connection;
  const read = ports.adapterFor(connection).threads;
  const status = await store.read(records.status(id));
  const identity = status?.identity ?? null;
  if (!read || !status || identity === null) return;
  const user = await store.read(records.user(id, identity));
  const access = await accessAs({ connection, identity, status, user }, parts, stopped).catch(() => null);
  if (!access) return;
  for (const slug of await dueFirst(ports, memory, connection, workspaceSlugs)) {
    const until = (await memory.get(id, 'poll'))?.askedToWaitUntil ?? 0;
    if (stopped.aborted || ports.now() < until) return;
    try {
      const answer = await read(access.http, slug, { signal: AbortSignal.any([stopped, AbortSignal.timeout(20_000)]) });
      if (answer.changed) {
        await store.commit((transaction) => {
          if (transaction.read(records.status(id))?.identity !== identity) return;
          transaction.write(records.threads(id, identity, slug), [...answer.value]);
          noteThreadsLeftOut(transaction, id, identity, { [slug]: answer.leftOut ?? 0 });
        });
      }
    } catch (error) {
      if (!(error instanceof NotFoundError || error instanceof RoleRefusedError)) return;
    }
    if (stopped.aborted) return;
    const latest = (await memory.get(id, 'threadsReadAt')) ?? {};
    await memory.set(id, 'threadsReadAt', { ...latest, [slug]: ports.now() });
  }
}

async function dueFirst(
  ports: EnginePorts,
  memory: SessionMemory,
  connection: Connection,
  workspaceSlugs: readonly string[],
): Promise<string[]> {
  const readAt = (await memory.get(connection.id, 'threadsReadAt')) ?? {};
  const age = (slug: string) => ports.now() - (readAt[slug] ?? 0);
  return workspaceSlugs
    .filter((slug) => age(slug) > freshSpan)
    .sort((a, b) => age(b) - age(a))
    .slice(0, mostAtOnce);
}
