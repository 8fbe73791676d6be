import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundles, measureBundles, unweighedEntries } from '@/scripts/lib/sizes';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tandem-sizes-'));
  mkdirSync(join(directory, 'chunks'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
const page = { name: 'page', entries: ['page.html'], limitKb: 1 };

test('when a page is weighed, then each file that it loads counts once', async () => {
  const html =
    '<script type="module" src="/chunks/a.js"></script><link rel="modulepreload" href="/chunks/b.js"><link href="/x.css">';
  write('page.html', html);
  write('x.css', 'p{}');
  const a = 'import{b as e}from"./b.js";import"./c.js";e(()=>import(`./soon-A1b2_C3-.js`))';
  write('chunks/a.js', a);
  write('chunks/b.js', 'export const b=1');
  write('chunks/c.js', '1');
  write('chunks/soon-A1b2_C3-.js', 'x'.repeat(5000));
  const [size] = await measureBundles(directory, [page]);
  expect(size?.files).toBe(6);
  expect(size?.rawKb).toBeCloseTo((html.length + 3 + a.length + 16 + 1 + 5000) / 1000, 6);
});

test('when only a user’s action loads a chunk, then the chunk does not count', async () => {
  write('page.html', '<script src="/chunks/a.js"></script>');
  write('chunks/a.js', 'e(()=>import(`./opened-ABCDEFGH.js`))');
  write('chunks/opened-ABCDEFGH.js', 'import"./inner.js"');
  write('chunks/inner.js', '1');
  const [size] = await measureBundles(directory, [{ ...page, onDemand: ['opened'] }]);
  expect(size?.files).toBe(2);
});

test('when a file of a bundle is missing, then weighing fails', async () => {
  write('page.html', '<script src="/chunks/gone.js"></script>');
  await expect(measureBundles(directory, [page])).rejects.toThrow(/gone\.js/);
});

test('when no bundle loads a script, then it is named', async () => {
  for (const name of bundles.flatMap(({ entries }) => entries)) write(name, '');
  write('stranger.js', '');
  write('manifest.json', '{}');
  expect(await unweighedEntries(directory)).toEqual(['stranger.js']);
});
