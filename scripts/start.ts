/**
 * `npm start`: Tandem in Chromium with two demo apps, connected and ready. `-- --fresh` shows the real first run. `--
 * --headless`, or a machine without a display, runs the same, writes pictures to `screenshots/` and ends.
 */
import { type Harness, launch } from '../tests/e2e/harness';
import { ensureBrowsers } from './lib/browsers';
import { build, buildDirectory } from './lib/build';
import { type Demo, makeReady, startDemo } from './lib/demo';
import { main } from './lib/main';
import { inProject } from './lib/paths';
import { firstRunViews, readyViews, takePictures } from './lib/views';

const fresh = process.argv.includes('--fresh');
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
const headless = process.argv.includes('--headless') || !hasDisplay;

/** Resolves when the user presses Ctrl-C or the process gets a signal to end. */
const toldToEnd = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

function explain(demo: Demo): void {
  console.log(`
AnythingLLM, demo data   ${demo.anythingllm.url}   (open to everyone)
LibreChat, demo data     ${demo.librechat.url}   (${demo.person.name}, password ${demo.person.password})`);
  if (fresh) console.log('\nTandem is installed and knows nothing yet: type the two addresses on its page.');
}

async function show(harness: Harness, demo: Demo): Promise<void> {
  if (fresh) await harness.openExtensionPage('connect.html');
  else {
    await makeReady(harness, demo);
    await harness.openExtensionPage('panel.html');
  }
  console.log('\nClose the browser or press Ctrl-C to end.');
  await Promise.race([harness.whenClosed(), toldToEnd]);
}

async function drive(harness: Harness, demo: Demo): Promise<void> {
  if (!hasDisplay) console.log('\nThere is no display, so Tandem is driven without a window.');
  if (!fresh) await makeReady(harness, demo);
  const paths = await takePictures(harness, fresh ? firstRunViews : readyViews, inProject('screenshots'));
  console.log(`\n${paths.join('\n')}`);
}

await main(async () => {
  await ensureBrowsers(['chromium']);
  const code = await build('chromium', 'release');
  if (code !== 0) return code;
  const demo = await startDemo();
  try {
    explain(demo);
    const harness = await launch({
      browser: 'chromium',
      extensionDirectory: buildDirectory('chromium', 'release'),
      window: headless ? 'headless' : 'shown',
    });
    try {
      await (headless ? drive(harness, demo) : show(harness, demo));
    } finally {
      await harness.close();
    }
  } finally {
    await demo.stop();
  }
  return 0;
});
