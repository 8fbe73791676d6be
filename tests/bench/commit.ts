import { build } from 'vite';
import { z } from 'zod';
import { inProject } from '../../scripts/lib/paths';
import type { Harness } from '../e2e/harness';
import { chromiumPage } from './browser';
import type { Result } from './kit';

const mediansSchema = z.object({ ours: z.number(), baseline: z.number() });

/** Storing one changed conversation of 10,000, in the browser's own storage. */
export async function benchCommit(harness: Harness): Promise<readonly Result[]> {
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
  const medians = await chromiumPage(tab).evaluate(`(() => { ${chunk.code}; return bench.commitMedians(); })()`);
  await tab.close();
  const what = 'storage: one changed conversation of 10,000';
  return [{ what, ...mediansSchema.parse(medians), against: 'writing the whole list as one text' }];
}
