import type { AppId } from '@/lib/model';
import { median } from '../bench/kit';
import { type BrowserName, type Harness, launch } from '../e2e/harness';
import { connectAsAPerson } from '../e2e/harness/flows';
import { untilAtRest } from '../e2e/harness/panel';
import * as anythingllm from './anythingllm';
import type { Instances } from './instances';
import * as librechat from './librechat';
import { type Load, loadOnce } from './one-load';

/** The most that a load with Tandem may take, as a share of one without (median). */
export const highestRatio = 1.03;

const apps: readonly AppId[] = ['anythingllm', 'librechat'];

interface Options {
  readonly browser: BrowserName;
  /** How many loads of each page with each build count. */
  readonly loads: number;
  readonly instances: Instances;
  /** Built extensions that are measured. The first one is installed with nothing connected: it does nothing anywhere. */
  readonly builds: readonly { readonly name: string; readonly directory: string }[];
}

export interface Measured {
  readonly app: AppId;
  readonly name: string;
  readonly loads: Load[];
}

/** A browser in which a person is signed in at the apps, and has connected them, or not. */
async function start(
  browser: BrowserName,
  extensionDirectory: string,
  { anythingllm: brain, librechat: chat }: Instances,
  connection: 'connected' | 'not-connected',
): Promise<Harness> {
  const harness = await launch({ browser, extensionDirectory });
  const tabs = [
    ...(brain ? [await anythingllm.signIn(harness, brain)] : []),
    ...(chat ? [await librechat.signIn(harness, chat)] : []),
  ];
  if (connection === 'connected') {
    const connect = await connectAsAPerson(harness, {
      ...(brain && { anythingllm: brain }),
      ...(chat && { librechat: chat }),
    });
    if (brain) await untilAtRest(connect, 'anythingllm');
    if (chat) await untilAtRest(connect, 'librechat');
    await connect.close();
  }
  for (const tab of tabs) await tab.close();
  return harness;
}

/** Loads the apps' pages in turns with each build, each in a browser of its own that is signed in in the same way. */
export async function measureLoads({ browser, loads, instances, builds }: Options): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const started: { readonly name: string; readonly harness: Harness }[] = [];
  try {
    for (const { name, directory } of builds) {
      const connection = started.length === 0 ? 'not-connected' : 'connected';
      started.push({ name, harness: await start(browser, directory, instances, connection) });
    }
    for (const app of apps.filter((one) => instances[one])) {
      const ofApp = started.map(({ name }): Measured => ({ app, name, loads: [] }));
      measured.push(...ofApp);
      // The first round fills the browsers' caches.
      for (let round = 0; round <= loads; round++) {
        for (const [turn] of started.entries()) {
          // Turn about, so that none always has the same one before it.
          const at = (round + turn) % started.length;
          const harness = started[at]?.harness;
          if (!harness) continue;
          const load = await loadOnce(harness, app, instances[app]?.url ?? '', 3_000);
          if (round > 0) ofApp[at]?.loads.push(load);
        }
      }
    }
    return measured;
  } finally {
    for (const { harness } of started) await harness.close();
  }
}

/** Prints the medians of each build and its ratio to the first one. @returns the highest ratio */
export function printLoads(measured: readonly Measured[]): number {
  let highest = 0;
  for (const app of apps) {
    const [baseline, ...others] = measured.filter((one) => one.app === app);
    for (const other of baseline ? others : []) {
      for (const what of ['lcp', 'usable'] as const) {
        const [ours, without] = [other, baseline].map((one) => median(one?.loads.map((load) => load[what]) ?? []));
        const ratio = (ours ?? Number.NaN) / (without ?? Number.NaN);
        highest = Math.max(highest, ratio);
        const times = `${ours?.toFixed(0).padStart(6)} ms with, ${without?.toFixed(0).padStart(6)} ms without`;
        console.log(`${app.padEnd(12)} ${what.padEnd(7)} ${other.name.padEnd(8)} ${times}, ratio ${ratio.toFixed(3)}`);
      }
    }
  }
  return highest;
}
