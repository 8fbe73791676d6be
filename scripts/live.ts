/**
 * `npm run test:live -- --anythingllm URL --librechat URL [--write]`: the end-to-end tests for running instances, of
 * which one is enough. The user's sign-in is in TANDEM_ANYTHINGLLM_USERNAME, TANDEM_ANYTHINGLLM_PASSWORD,
 * TANDEM_LIBRECHAT_EMAIL and TANDEM_LIBRECHAT_PASSWORD. A second user has the same names with OTHER_ before the last
 * word.
 *
 * `npm run test:live -- --all FILE [--write] [--only TEXT]`: the same on all instances of a file, one combination after
 * the other. `--only` runs those whose line in the table contains the text.
 *
 * `npm run test:live -- --anythingllm URL --librechat URL --load [--loads 30]`: Tandem's cost for the loads of their
 * pages; fails above 3 %.
 *
 * `npm run test:live -- … --archive`: copies the chats of both apps, and searches in them. It takes long with many chats.
 *
 * All take `[--browser chromium|firefox] [--no-build]`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BrowserName, ensureBrowsers } from './lib/browsers';
import { build } from './lib/build';
import { combine, type Result, readLiveInstances, tableOf } from './lib/live-combinations';
import { main } from './lib/main';
import { run } from './lib/run';

const { values } = parseArgs({
  options: {
    anythingllm: { type: 'string' },
    librechat: { type: 'string' },
    all: { type: 'string' },
    only: { type: 'string' },
    browser: { type: 'string' },
    write: { type: 'boolean', default: false },
    archive: { type: 'boolean', default: false },
    load: { type: 'boolean', default: false },
    loads: { type: 'string', default: '30' },
    'no-build': { type: 'boolean', default: false },
  },
});

const browsers = (['chromium', 'firefox'] as const).filter(
  (browser) => values.browser === undefined || values.browser === browser,
);

/** The problem with the arguments; null: none. */
function problem(): string | null {
  const { anythingllm, librechat, write, load, all } = values;
  if (browsers.length === 0) return `--browser takes chromium or firefox, not ${values.browser}.`;
  if (all !== undefined && (anythingllm || librechat)) return '--all takes the instances from its file.';
  if (all !== undefined) return load ? '--load measures one pair of instances.' : null;
  if (!anythingllm && !librechat)
    return 'Name an instance that runs: npm run test:live -- --anythingllm URL --librechat URL, or --all FILE';
  return write && !(anythingllm && librechat) ? '--write keeps the settings of two apps in step: name both.' : null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The suite on two instances. @returns Its exit code */
function suite(pair: Variables, inBrowsers: readonly BrowserName[]): Promise<number> {
  const given: Variables = { ...process.env, ...pair };
  const hasOthers = given.TANDEM_ANYTHINGLLM_OTHER_USERNAME || given.TANDEM_LIBRECHAT_OTHER_EMAIL;
  const specs = values.archive
    ? ['archive.spec.ts']
    : [
        'read.spec.ts',
        ...(values.write ? ['write.spec.ts', 'outage.spec.ts'] : []),
        ...(hasOthers ? ['people.spec.ts'] : []),
      ];
  const projects = inBrowsers.map((browser) => `--project=${browser}`);
  return run('playwright', ['test', '--config', 'tests/live/playwright.config.ts', ...specs, ...projects], pair);
}

/** The suite on all instances of a file. @returns 0 if all combinations passed. */
async function suites(file: string): Promise<number> {
  const combinations = combine(readLiveInstances(await readFile(file, 'utf8')), browsers).filter((each) =>
    [each.browser, each.anythingllm, each.librechat].join(' ').includes(values.only ?? ''),
  );
  const results: Result[] = [];
  for (const { browser, anythingllm, librechat, variables } of combinations) {
    console.log(`\n${browser}: AnythingLLM ${anythingllm}, LibreChat ${librechat}`);
    const began = performance.now();
    const code = await suite(variables, [browser]);
    results.push({ browser, anythingllm, librechat, passed: code === 0, seconds: (performance.now() - began) / 1000 });
  }
  console.log(`\n${tableOf(results)}`);
  return results.length > 0 && results.every(({ passed }) => passed) ? 0 : 1;
}

await main(async () => {
  const wrong = problem();
  if (wrong !== null) {
    console.error(wrong);
    return 1;
  }
  await ensureBrowsers(browsers);
  for (const browser of values['no-build'] ? [] : browsers) {
    const code = await build(browser, values.load ? 'release' : 'e2e');
    if (code !== 0) return code;
  }
  if (values.all !== undefined) return suites(values.all);
  const { anythingllm, librechat } = values;
  const instances = {
    ...(anythingllm && { TANDEM_ANYTHINGLLM_URL: anythingllm }),
    ...(librechat && { TANDEM_LIBRECHAT_URL: librechat }),
  };
  if (values.load) {
    const which = browsers.map((browser) => `--browser=${browser}`);
    return run('tsx', ['tests/live/load-run.ts', `--loads=${values.loads}`, ...which], instances);
  }
  return suite(instances, browsers);
});
