import { appIds, type Settings } from '@/lib/model';
import type { Diary } from '../oracle/diary';
import { peek } from '../oracle/peek';
import type { SimWorld } from '../world/world';
import { people } from './perform';

/** Everything works again, and everybody who was last there is there. */
export async function restore(world: SimWorld): Promise<void> {
  for (const app of appIds) {
    const server = world.servers[app];
    server.isUp = true;
    server.faults.clear();
    // A server that ended all sessions has people sign in again.
    const last = server.signedIn ?? people[app][0];
    if (server.mode === 'open') world.openTab(app);
    else if (last) world.signIn(app, last);
  }
  await world.ticks.settle();
}

/** Lets time pass with somebody looking, until nothing changes any more. */
export async function calmDown(world: SimWorld, diary: Diary): Promise<void> {
  let before = '';
  // Longer than any app that failed is left alone.
  await world.pass(700_000);
  for (let round = 0; round < 12; round++) {
    await tick(world);
    const now = JSON.stringify([peek(world)?.settings, diary.applied.length]);
    if (now === before && round > 1) return;
    before = now;
  }
  diary.violations.push('never calm');
}

async function tick(world: SimWorld): Promise<void> {
  await world.pass(31_000);
  world.say((engine) => engine.heartbeat('input'));
  // A worker that was stopped just then did not hear who signed in; the page's next request says it again.
  world.pagesAsk();
  for (const app of appIds) for (const tab of world.origins[app].tabs) void tab.reportChange();
  await world.ticks.settle();
}

/** Everything is read again in full; nothing may be written for it. */
export async function readAgain(world: SimWorld, diary: Diary): Promise<void> {
  const writes = diary.applied.length;
  const before = peek(world)?.settings;
  world.say((engine) => engine.sync());
  await world.ticks.settle();
  await tick(world);
  if (diary.applied.length !== writes) diary.violations.push('written without a change');
  const after = peek(world)?.settings;
  for (const key of Object.keys(before ?? {}) as (keyof Settings)[]) {
    const [was, is] = [parts(before?.[key]), parts(after?.[key])];
    const [gone, come] = [was.filter((one) => !is.includes(one)), is.filter((one) => !was.includes(one))];
    if (gone.length + come.length === 0) continue;
    diary.violations.push(`stored anew without a change: ${key}\n    ${gone.join()}\n    ${come.join()}`);
  }
}

const parts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : Object.entries(Object(value))).map((part) =>
    // When a place was last read is no news, nor that it was, where it holds nothing.
    JSON.stringify(part, (key, inner) =>
      key === 'readAtSeq' || (key === 'link' && (inner.candidate ?? inner.base) === 'absent') ? null : inner,
    ),
  );
