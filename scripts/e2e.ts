/** `npm run test:e2e [-- --browser chromium|firefox] [--no-build] [arguments for Playwright…]` */
import { type BrowserName, ensureBrowsers } from './lib/browsers';
import { build } from './lib/build';
import { main } from './lib/main';
import { run } from './lib/run';

interface Wanted {
  readonly browsers: readonly BrowserName[];
  readonly builds: boolean;
  readonly rest: readonly string[];
}

function parse(args: readonly string[]): Wanted {
  const browsers: BrowserName[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    const value = argument === '--browser' ? args[++at] : /^--browser=(.*)$/.exec(argument)?.[1];
    if (value === 'chromium' || value === 'firefox') browsers.push(value);
    else if (value !== undefined || argument === '--browser')
      throw new Error(`--browser takes chromium or firefox, not ${value ?? 'nothing'}.`);
    else if (argument !== '--no-build') rest.push(argument);
  }
  return {
    browsers: browsers.length > 0 ? browsers : ['chromium', 'firefox'],
    builds: !args.includes('--no-build'),
    rest,
  };
}

async function command(): Promise<number> {
  const { browsers, builds, rest } = parse(process.argv.slice(2));
  await ensureBrowsers(browsers);
  for (const browser of builds ? browsers : []) {
    const code = await build(browser, 'e2e');
    if (code !== 0) return code;
  }
  return run('playwright', ['test', ...browsers.map((browser) => `--project=${browser}`), ...rest]);
}

await main(command);
