/** `npm run build:bridge`: the package for the apps' own code, in `dist/bridge`, and packed in `dist/bridge.tgz`. */
import { buildBridgePackage } from './lib/bridge-package';
import { main } from './lib/main';
import { inProject } from './lib/paths';
import { bridgeLimitKb } from './lib/sizes';

await main(async () => {
  const { code, gzipKb } = await buildBridgePackage(inProject('dist', 'bridge'));
  console.log(`dist/bridge.tgz: ${gzipKb.toFixed(1)} KB of scripts after gzip, of ${bridgeLimitKb}`);
  return code !== 0 || gzipKb > bridgeLimitKb ? 1 : 0;
});
