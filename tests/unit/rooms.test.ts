import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** `lib/sync/pull.ts` is in the room `lib/sync`. */
const roomOf = (path: string) => path.split('/').slice(0, 2).join('/');

test('when a file of lib imports from another room, then it does so by its full name', () => {
  const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.tsx?$/.test(one),
  );
  const relative = files.flatMap((name) => {
    const file = `lib/${name}`;
    const imports = readFileSync(join(root, file), 'utf8').matchAll(/ from '(\.[^']+)'/g);
    return [...imports].map(([, path = '']) => ({ file, path: normalize(join(dirname(file), path)) }));
  });
  expect(relative.length).toBeGreaterThan(300);
  // The rules of `biome.json` on what a room may import know full names only.
  expect(relative.filter(({ file, path }) => roomOf(file) !== roomOf(path))).toEqual([]);
});
