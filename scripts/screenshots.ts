/**
 * `npm run screenshots`: the pictures of the README, from the stand-ins' sample data. It uses the build for tests: the
 * launcher's shadow root is closed in the release build. Nothing else differs.
 */
import { rm } from 'node:fs/promises';
import { startAnythingLlm } from '../tests/apps/anythingllm';
import { type Harness, launch } from '../tests/e2e/harness';
import { ensureBrowsers } from './lib/browsers';
import { build, buildDirectory } from './lib/build';
import { startDemo } from './lib/demo';
import { main } from './lib/main';
import { inProject } from './lib/paths';
import { Tour } from './lib/tour';
import { firstRunViews, readyViews, takePictures } from './lib/views';

const directory = inProject('docs', 'screenshots');

async function inBrowser(use: (harness: Harness) => Promise<readonly string[]>): Promise<void> {
  const harness = await launch({ browser: 'chromium', extensionDirectory: buildDirectory('chromium', 'e2e') });
  try {
    console.log((await use(harness)).join('\n'));
  } finally {
    await harness.close();
  }
}

await main(async () => {
  await ensureBrowsers(['chromium']);
  const code = await build('chromium', 'e2e');
  if (code !== 0) return code;
  await rm(directory, { recursive: true, force: true });
  const demo = await startDemo();
  const shared = await startAnythingLlm({ mode: 'multi' });
  try {
    await inBrowser(async (harness) => {
      const first = await takePictures(harness, firstRunViews, directory);
      const tour = new Tour(harness, directory);
      await tour.connect(demo);
      const ready = await takePictures(harness, readyViews, directory);
      await tour.widgets(demo);
      await tour.appDown(demo.librechat);
      return [...first, ...ready, ...tour.paths];
    });
    await inBrowser(async (harness) => {
      const tour = new Tour(harness, directory);
      await tour.defaultRole(shared, { name: 'dana', password: 'dana-demo-1' });
      return tour.paths;
    });
  } finally {
    await Promise.all([demo.stop(), shared.stop()]);
  }
  return 0;
});
