import { type Connection, initialStatus } from '@/lib/model';
import { type Repository, records } from '@/lib/storage';
import type { EnginePorts } from './ports';
import type { SessionMemory } from './session-memory';

/** Threads read less than this long ago are not asked for again, in ms. */
const freshSpan = 60_000;
/** Workspaces read in one go; AnythingLLM in password mode spends 170 ms of CPU on each. */
const mostAtOnce = 100;

/**
 * Reads the threads of the workspaces that are not known or old, one after the other. A workspace that fails (deleted
 * meanwhile, role refused) is left out; the next poll tells what is wrong with the app, if anything is.
 */
export async function readThreads(
  ports: EnginePorts,
  { repository, memory }: { readonly repository: Repository; readonly memory: SessionMemory },
  connection: Connection,
  workspaceSlugs: readonly string[],
): Promise<void> {
  const read = ports.adapterFor(connection).threads;
  const status = (await repository.read(records.status(connection.id))) ?? initialStatus;
  const { identity } = status;
  if (!read || identity === null || !(await ports.isGranted(connection))) return;
  const token = await memory.get(connection.id, 'token');
  const http = ports.http(connection, token ? { kind: 'bearer', token: token.token } : { kind: 'none' });
  const readAt = (await memory.get(connection.id, 'threadsReadAt')) ?? {};
  const now = ports.now();
  const due = workspaceSlugs.filter((slug) => now - (readAt[slug] ?? 0) > freshSpan).slice(0, mostAtOnce);
  for (const slug of due) {
    try {
      const answer = await read(http, slug, { signal: AbortSignal.timeout(20_000) });
      if (answer.changed) {
        await repository.commit(async (transaction) => {
          if ((await transaction.read(records.status(connection.id)))?.identity !== identity) return;
          await transaction.write(records.threads(connection.id, identity, slug), [...answer.value]);
        });
      }
      const latest = (await memory.get(connection.id, 'threadsReadAt')) ?? {};
      await memory.set(connection.id, 'threadsReadAt', { ...latest, [slug]: now });
    } catch {
      // The workspace keeps the threads that it had.
    }
  }
}
