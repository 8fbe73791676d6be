/** `npm test`: all checks, in both browsers. Ends with "N passed, N failed". */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserName, browserVersion, ensureBrowsers } from './lib/browsers';
import { build, buildDirectory } from './lib/build';
import { main } from './lib/main';
import { counted, readPlaywrightReport, readVitestReport } from './lib/reports';
import { run } from './lib/run';
import { printTable, runSteps, type Step, total } from './lib/steps';

function vitest(name: string, projects: readonly string[], reports: string): Step {
  return {
    name: `test:${name}`,
    async run() {
      const report = join(reports, `${name}.json`);
      // JSON first: a reporter that fails while it prints (Vitest 5.1's on Node 20) stops those after it.
      const reporters = ['--reporter=json', '--reporter=default', `--outputFile.json=${report}`];
      const code = await run('vitest', ['run', ...projects.map((project) => `--project=${project}`), ...reporters]);
      return counted(code, readVitestReport(report));
    },
  };
}

function endToEnd(browser: BrowserName, reports: string): Step {
  return {
    name: `test:e2e in ${browser}`,
    needs: [`build for tests, ${browser}`],
    async run() {
      const report = join(reports, `${browser}.json`);
      const args = ['test', `--project=${browser}`, '--reporter=list,json', `--output=test-results/${browser}`];
      // Tests that cannot differ between browsers run only in Chromium; `playwright.config.ts` lists the tags.
      if (browser === 'firefox') args.push('--grep', '@firefox-');
      const code = await run('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
      return counted(code, readPlaywrightReport(report));
    },
  };
}

const plain = (name: string, program: string, ...args: string[]): Step => ({
  name,
  run: async () => ({ code: await run(program, args) }),
});

async function command(): Promise<number> {
  await ensureBrowsers(['chromium', 'firefox']);
  console.log(`Node ${process.version}, ${await browserVersion('chromium')}, ${await browserVersion('firefox')}`);
  const reports = await mkdtemp(join(tmpdir(), 'tandem-reports-'));
  const lint = ['lint', '--source-dir', buildDirectory('firefox', 'release'), '--no-config-discovery'];
  const without = await runSteps([
    [vitest('unit', ['unit', 'pure'], reports)],
    [vitest('contract', ['contract'], reports)],
    [
      plain('check', 'npm', 'run', '--silent', 'check'),
      { name: 'build', run: async () => ({ code: await build('chromium', 'release') }) },
      { ...plain('sizes', 'tsx', 'scripts/sizes.ts'), needs: ['build'] },
      plain('build:bridge', 'tsx', 'scripts/build-bridge.ts'),
      { name: 'build:firefox', run: async () => ({ code: await build('firefox', 'release') }) },
      { ...plain('lint of the Firefox add-on', 'web-ext', ...lint), needs: ['build:firefox'] },
      { name: 'build for tests, chromium', run: async () => ({ code: await build('chromium', 'e2e') }) },
      { name: 'build for tests, firefox', run: async () => ({ code: await build('firefox', 'e2e') }) },
    ],
  ]);
  // In turn, and nothing else runs then: four browsers at once are slower than what some tests wait for.
  const results = await runSteps([[endToEnd('chromium', reports), endToEnd('firefox', reports)]], without);
  await rm(reports, { recursive: true, force: true });
  const { passed, failed } = total(results);
  printTable(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

await main(command);
