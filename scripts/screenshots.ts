/** `npm run screenshots`: the pictures of the README, from the release build and the stand-ins' sample data. */
import { launch } from '../tests/e2e/harness';
import { ensureBrowsers } from './lib/browsers';
import { build, buildDirectory } from './lib/build';
import { makeReady, startDemo } from './lib/demo';
import { main } from './lib/main';
import { inProject } from './lib/paths';
import { firstRunViews, readyViews, takePictures } from './lib/views';

await main(async () => {
  await ensureBrowsers(['chromium']);
  const code = await build('chromium', 'release');
  if (code !== 0) return code;
  const demo = await startDemo();
  try {
    const harness = await launch({
      browser: 'chromium',
      extensionDirectory: buildDirectory('chromium', 'release'),
    });
    try {
      const directory = inProject('docs', 'screenshots');
      const first = await takePictures(harness, firstRunViews, directory);
      await makeReady(harness, demo);
      const ready = await takePictures(harness, readyViews, directory);
      console.log([...first, ...ready].join('\n'));
    } finally {
      await harness.close();
    }
  } finally {
    await demo.stop();
  }
  return 0;
});
