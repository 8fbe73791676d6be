import { type BackgroundPorts, idleSpan } from '@/lib/background';
import { Random } from '../property/engine/world/random';
import { World } from '../unit/kit/world';
import { Apps, rest } from './apps';
import { Remembered } from './remembered';

const people = 1_000;
/** So many open their browsers at times of their own and do the same from then on. */
const alike = 5;
const minute = 60_000;
const hour = 60 * minute;
const arrivals = 10 * minute;
const visit = 5 * minute;
/** How often a page says that somebody looks; and how often the plain design reads everything. */
const tick = 30_000;

/** Requests by the second. */
export interface Hour {
  readonly ours: Uint32Array;
  readonly plain: Uint32Array;
}

/**
 * An hour at two servers: 1,000 people open their browsers within the first ten minutes. Each looks at an app or at Tandem
 * for five of every fifteen minutes. By the plain design, everything is read anew every 30 s while the browser is open.
 */
export async function simulateHour(): Promise<Hour> {
  const apps = await Apps.start(300, 20);
  const remembered = new Remembered();
  const random = new Random(1);
  const start = Date.now();
  let now = start;
  const ports = (usual: BackgroundPorts): Partial<BackgroundPorts> => ({
    http: remembered.http(usual.http),
    now: () => now,
    random: () => random.next(),
  });
  const first = await apps.browser(ports);
  const asked: number[] = [];
  remembered.onAsked = () => asked.push(now - start);
  await first.engine.sync();
  await rest(first);
  const full = asked.length;
  const [ours, plain] = [new Uint32Array(hour / 1_000), new Uint32Array(hour / 1_000)];
  const count = (into: Uint32Array, at: number, requests: number) => {
    const second = Math.floor(at / 1_000);
    into[second] = (into[second] ?? 0) + requests;
  };
  for (let person = 0; person < people; person += alike) {
    const world = new World(ports);
    for (const [name, value] of first.local.items) world.local.items.set(name, value);
    const firstVisit = random.int(idleSpan);
    asked.splice(0);
    for (let at = 0; at < hour; at += tick) {
      now = start + at;
      if (at === 0 || (at + firstVisit) % idleSpan < visit) await world.engine.heartbeat('input');
      else if (at % idleSpan === 0) await world.engine.idle();
      else continue;
      await rest(world);
    }
    for (let one = 0; one < alike; one++) {
      const opened = random.int(arrivals);
      for (const at of asked) if (opened + at < hour) count(ours, opened + at, 1);
      for (let at = opened; at < hour; at += tick) count(plain, at, full);
    }
  }
  apps.stop();
  return { ours, plain };
}
