import { type About, line, logLines } from '@/lib/diagnostics';
import { type Connection, initialStatus, placeKind, registerIds, type Settings } from '@/lib/model';
import { decodeRecord, parseAsideName, parseRecordName, type RecordKind, records } from '@/lib/store';
import type { EnginePorts } from '@/lib/sync/ports';
import type { Engine } from './engine';

/** Writes the report that a user can paste into an issue: how everything stands, then the log. */
export async function diagnosticsOf(
  engine: Engine,
  { local, now }: Pick<EnginePorts, 'local' | 'now'>,
  about: About,
): Promise<string> {
  const stored = Object.entries(await local.get(null));
  const apps: string[] = [];
  for (const connection of await engine.connections())
    apps.push(await appLine(engine, connection, countsOf(stored, connection), now()));
  const { pollSeconds, bridge = 'on', launcher } = await engine.preferences();
  const identities = await engine.store.read(records.identities);
  const settings = identities && (await engine.store.read(records.settings(identities)));
  const lines = [
    line('tandem', { ...about }),
    line('preferences', { pollSeconds, bridge, launcher: launcher ? 'on' : 'off' }),
    ...apps,
    ...(settings ? settingLines(settings) : []),
    ...sizeLines(stored),
    ...logLines(engine.log.entries, now()),
  ];
  return ['```', ...lines, '```'].join('\n');
}

async function appLine(engine: Engine, connection: Connection, counts: Counts, now: number): Promise<string> {
  const { id, app, contract } = connection;
  const { session, problem, granted } = (await engine.store.read(records.status(id))) ?? initialStatus;
  const facts = (await engine.memory.get(id, 'facts'))?.facts;
  const { failures = 0, checkedAt = null, retryAt = null } = (await engine.memory.get(id, 'poll')) ?? {};
  // Neither app tells its version; LibreChat shows by its lists whether it is of 0.8.8 or later.
  const isLater = (await engine.memory.get(id, 'swept'))?.keepsTimes === true;
  return line('app', {
    app,
    contract,
    mode: facts?.mode ?? 'unknown',
    signIn: facts?.signIn ?? 'unknown',
    version: isLater ? '0.8.8-or-later' : 'unknown',
    session,
    granted: granted ? 'yes' : 'no',
    problem: problem?.code ?? 'none',
    failures,
    ...(checkedAt !== null && { answeredSecondsAgo: seconds(now - checkedAt) }),
    ...(retryAt !== null && { retryInSeconds: seconds(retryAt - now) }),
    ...counts,
  });
}

const seconds = (ms: number) => Math.round(ms / 1000);

type Counts = Readonly<Record<'workspaces' | 'threads' | 'conversations', number>>;

/** How many items the stored lists of a connection hold. */
function countsOf(stored: readonly (readonly [string, unknown])[], { id }: Connection): Counts {
  const counts = { workspaces: 0, threads: 0, conversations: 0 };
  for (const [name, value] of stored) {
    const key = parseRecordName(name);
    if (key?.connection !== id || !(key.kind in counts)) continue;
    const kind = key.kind as keyof Counts;
    const decoded = decodeRecord(kind, value);
    if (decoded.ok) counts[kind] += decoded.data.length;
  }
  return counts;
}

/** Each setting's mode, and what its places do and how the last write to them went. Equal places are counted. */
function settingLines({ modes, inStep, replicas, paused, conflicts, outbox, dueWrites }: Settings): string[] {
  const places = new Map<string, number>();
  for (const { id, register, role, lastWrite, pinned } of replicas) {
    const state = pinned?.by ?? lastWrite?.state ?? 'never-written';
    const text = line('place', { register, place: placeKind(id), role, state });
    places.set(text, (places.get(text) ?? 0) + 1);
  }
  const isOf = (register: string) => (one: { readonly register: string }) => one.register === register;
  const settings = registerIds.map((register) =>
    line('setting', {
      register,
      mode: paused ? 'paused' : (modes[register] ?? 'automatic'),
      inStep: inStep.includes(register) ? 'yes' : 'no',
      waitingEdits: outbox.filter(isOf(register)).length,
      dueWrites: dueWrites.filter(isOf(register)).length,
      conflicts: conflicts.filter(isOf(register)).length,
    }),
  );
  return [...settings, ...[...places].map(([text, count]) => `${text} count=${count}`)];
}

/** What is stored, by kind of record. `aside`: damaged ones. */
function sizeLines(stored: readonly (readonly [string, unknown])[]): string[] {
  const sizes = new Map<RecordKind | 'aside' | 'other', { records: number; bytes: number }>();
  for (const [name, value] of stored) {
    const kind = parseAsideName(name) ? 'aside' : (parseRecordName(name)?.kind ?? 'other');
    const { records: before, bytes } = sizes.get(kind) ?? { records: 0, bytes: 0 };
    sizes.set(kind, { records: before + 1, bytes: bytes + new TextEncoder().encode(String(value)).length });
  }
  return [...sizes].map(([kind, size]) => line('storage', { kind, ...size }));
}
