/** Weighs the built extension and fails if a part is heavier than its limit: `npx tsx scripts/sizes.ts`. */
import { buildDirectory } from './lib/build';
import { main } from './lib/main';
import { measureBundles, unweighedEntries } from './lib/sizes';

await main(async () => {
  const directory = buildDirectory('chromium', 'release');
  const sizes = await measureBundles(directory);
  const unweighed = await unweighedEntries(directory);
  console.log(`${'part'.padEnd(14)} files   raw KB  gzip KB  limit KB`);
  for (const { name, files, rawKb, gzipKb, limitKb } of sizes) {
    const numbers = `${rawKb.toFixed(1).padStart(7)}  ${gzipKb.toFixed(1).padStart(7)}  ${String(limitKb).padStart(8)}`;
    console.log(
      `${name.padEnd(14)} ${String(files).padStart(5)}  ${numbers}${gzipKb > limitKb ? '  over its limit' : ''}`,
    );
  }
  for (const name of unweighed) console.log(`${name} is in no part: give it a limit in scripts/lib/sizes.ts.`);
  return unweighed.length > 0 || sizes.some(({ gzipKb, limitKb }) => gzipKb > limitKb) ? 1 : 0;
});
