import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Builds the gallery as the extension is built (production React) and serves it on a free port of this machine. */
export async function openGallery(): Promise<{ readonly base: string; close(): Promise<void> }> {
  const outDir = `${tmpdir()}/tandem-gallery-${process.pid}`;
  const common = { root: `${root}/tests/gallery`, configFile: false, logLevel: 'error' } as const;
  await build({ ...common, resolve: { alias: { '@': root } }, build: { outDir, emptyOutDir: true } });
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return {
    base: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
