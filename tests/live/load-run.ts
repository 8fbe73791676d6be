/**
 * What Tandem adds to the loads of running apps' pages; started by `npm run test:live -- --load`. "Without" is the same
 * browser, signed in in the same way, with the extension installed and nothing connected.
 */
import { parseArgs } from 'node:util';
import { buildDirectory } from '../../scripts/lib/build';
import { main } from '../../scripts/lib/main';
import { readInstances } from './instances';
import { highestRatio, measureLoads, printLoads } from './load';

const { values } = parseArgs({
  options: { browser: { type: 'string', multiple: true, default: [] }, loads: { type: 'string', default: '30' } },
});

await main(async () => {
  const loads = Number(values.loads);
  if (!Number.isSafeInteger(loads) || loads < 1) {
    console.error(`--loads takes a number from 1 on, not ${values.loads}.`);
    return 1;
  }
  let highest = 0;
  for (const browser of (['chromium', 'firefox'] as const).filter((one) => values.browser.includes(one))) {
    const directory = buildDirectory(browser, 'release');
    const builds = [
      { name: 'without', directory },
      { name: browser, directory },
    ];
    highest = Math.max(highest, printLoads(await measureLoads({ browser, loads, instances: readInstances(), builds })));
  }
  if (highest <= highestRatio) return 0;
  console.error(`A page takes ${highest.toFixed(3)} of its time without Tandem; at most ${highestRatio} is admitted.`);
  return 1;
});
