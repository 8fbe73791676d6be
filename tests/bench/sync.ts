import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Json } from '@/lib/model';
import { browserFetch } from '../apps/kit';
import { parsedRows } from '../unit/kit/parsed-rows';
import type { World } from '../unit/kit/world';
import { Apps, rest } from './apps';
import { inTurns, timed } from './kit';
import { Remembered } from './remembered';

const [conversations, workspaces] = [10_000, 1_000];
const pollSpan = 60_000;

/** Servers on the same network as the person. */
const latencyMs = 50;

/** The requests of a first sync by hand: each app's one after the other, and nothing is done with what they answer. */
async function bareFetches({ traffic }: World): Promise<void> {
  const gets = traffic.flatMap(({ request }) => (request.method === 'GET' ? [request] : []));
  const origins = new Set(gets.map(({ url }) => new URL(url).origin));
  await Promise.all(
    [...origins].map(async (origin) => {
      for (const { url, headers } of gets)
        if (url.startsWith(origin)) await (await browserFetch(url, { headers })).json();
    }),
  );
}

/** @returns Medians in ms. */
export async function benchFirstSync() {
  const apps = await Apps.start(conversations, workspaces, latencyMs);
  try {
    let world = await apps.browser();
    return await inTurns(
      9,
      async () => {
        world = await apps.browser();
        return timed(async () => {
          await world.engine.sync();
          await rest(world);
        });
      },
      () => timed(() => bareFetches(world)),
    );
  } finally {
    apps.stop();
  }
}

/** What a cycle costs in which nothing has changed. */
export async function benchIdleCycle() {
  const apps = await Apps.start(conversations, workspaces);
  const world = await apps.browser();
  const cycle = async () => {
    world.clockShift += pollSpan;
    await world.engine.heartbeat('input');
    await rest(world);
  };
  try {
    await world.engine.sync();
    await rest(world);
    await cycle();
    world.traffic.splice(0);
    Object.assign(world.local, { writes: 0, removals: 0 });
    const parsed = await parsedRows(cycle);
    const { writes, removals } = world.local;
    const changed = world.traffic.filter(({ status }) => status !== 304).length;
    return { requests: world.traffic.length, changed, writes: writes + removals, parsed };
  } finally {
    apps.stop();
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapUsed = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

/** After how many cycles the heap is measured. */
export const heapCycles = [10, 100, 250, 500, 750, 1_000] as const;

/** @returns What the engine adds to the heap, in bytes, when in each cycle one conversation has changed. */
export async function benchHeap(): Promise<readonly number[]> {
  const before = heapUsed();
  const apps = await Apps.start(conversations, workspaces);
  const remembered = new Remembered();
  const world = await apps.browser((usual) => ({ http: remembered.http(usual.http) }));
  const sizes: number[] = [];
  try {
    await world.engine.sync();
    await rest(world);
    world.clockShift += pollSpan;
    await world.engine.heartbeat('input');
    await rest(world);
    for (let count = 1; count <= 1_000; count++) {
      world.clockShift += pollSpan;
      await remembered.change(`${apps.urls.librechat}api/convos?limit=25`, (page) => renamed(page, `Renamed ${count}`));
      await world.engine.heartbeat('input');
      await rest(world);
      if (heapCycles.some((wanted) => wanted === count)) sizes.push(heapUsed() - before);
    }
  } finally {
    apps.stop();
  }
  return sizes;
}

const renamed = (page: Json, title: string): Json => {
  const { conversations: [first, ...others] = [], ...rest } = page as { conversations?: object[] };
  return { ...rest, conversations: [{ ...first, title }, ...others] } as Json;
};
