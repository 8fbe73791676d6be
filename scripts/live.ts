/**
 * `npm run test:live -- --anythingllm URL --librechat URL [--write] [--browser chromium|firefox] [--no-build]`: the reading
 * part of the end-to-end tests on instances that somebody runs, for which one of the two is enough; with `--write` settings
 * in step, too, which are put back at the end. Who signs in is told by TANDEM_ANYTHINGLLM_USERNAME,
 * TANDEM_ANYTHINGLLM_PASSWORD, TANDEM_LIBRECHAT_EMAIL and TANDEM_LIBRECHAT_PASSWORD.
 *
 * `--load [--loads 30]` measures instead what Tandem adds to the loads of their pages, and fails above 3 %.
 */
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './lib/browsers';
import { build } from './lib/build';
import { main } from './lib/main';
import { run } from './lib/run';

const { values } = parseArgs({
  options: {
    anythingllm: { type: 'string' },
    librechat: { type: 'string' },
    browser: { type: 'string' },
    write: { type: 'boolean', default: false },
    load: { type: 'boolean', default: false },
    loads: { type: 'string', default: '30' },
    'no-build': { type: 'boolean', default: false },
  },
});

const all = ['chromium', 'firefox'] as const;

await main(async () => {
  const { anythingllm, librechat, write } = values;
  if (!anythingllm && !librechat) {
    console.error('Name an instance that runs: npm run test:live -- --anythingllm URL --librechat URL');
    return 1;
  }
  if (write && !(anythingllm && librechat)) {
    console.error('--write keeps the settings of two apps in step: name both.');
    return 1;
  }
  const browsers = all.filter((browser) => values.browser === undefined || values.browser === browser);
  if (browsers.length === 0) {
    console.error(`--browser takes chromium or firefox, not ${values.browser}.`);
    return 1;
  }
  await ensureBrowsers(browsers);
  for (const browser of values['no-build'] ? [] : browsers) {
    const code = await build(browser, values.load ? 'release' : 'e2e');
    if (code !== 0) return code;
  }
  const instances = {
    ...(anythingllm && { TANDEM_ANYTHINGLLM_URL: anythingllm }),
    ...(librechat && { TANDEM_LIBRECHAT_URL: librechat }),
  };
  if (values.load) {
    const which = browsers.map((browser) => `--browser=${browser}`);
    return run('tsx', ['tests/live/load-run.ts', `--loads=${values.loads}`, ...which], instances);
  }
  const projects = browsers.map((browser) => `--project=${browser}`);
  const specs = ['read.spec.ts', ...(write ? ['write.spec.ts'] : [])];
  return run('playwright', ['test', '--config', 'tests/live/playwright.config.ts', ...specs, ...projects], instances);
});
