import { build } from 'vite';
import { inProject } from '../../scripts/lib/paths';
import type { Harness } from '../e2e/harness';
import { chromiumPage } from './browser';
import type { Ways } from './commit-page';

export const commitSizes = [100, 300, 1_000, 3_000, 10_000] as const;

/** Storing one changed conversation in the browser's own storage, by how many there are. */
export async function benchCommit(harness: Harness): Promise<readonly Ways[]> {
  const output = await build({
    root: inProject('tests', 'bench'),
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': inProject().replace(/\/$/, '') } },
    build: { write: false, lib: { entry: 'commit-page.ts', formats: ['iife'], name: 'bench', fileName: 'bench' } },
  });
  const built = (Array.isArray(output) ? output : [output]).flatMap((each) => ('output' in each ? each.output : []));
  const chunk = built.find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('The bench was not built.');
  const tab = await harness.openExtensionPage('harness-blank.html');
  // The extension's policy lets no page evaluate text; what the browser's driver evaluates is free of it.
  const page = chromiumPage(tab);
  const costs: Ways[] = [];
  for (const size of commitSizes)
    costs.push(await page.evaluate(`(() => { ${chunk.code}; return bench.commitCosts(${size}); })()`));
  await tab.close();
  return costs;
}
