import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const glossary = readFileSync(join(root, 'docs/GLOSSARY.md'), 'utf8');

/** Words that once had several meanings, or none that a newcomer would guess. Each stands for what took its place. */
const retired: Readonly<Record<string, string>> = {
  book: 'store',
  keeper: 'sync',
  lane: 'keyed queue',
  lanes: 'keyed queue',
  look: 'heartbeat, view status',
  outside: 'browser actions',
  pair: 'identities, provider alias',
  pairs: 'identities, provider aliases',
  repository: 'store',
  scene: 'signed in',
  standing: 'snapshot, presence',
  turn: 'reducer',
  wish: 'command',
  wishes: 'commands',
};

const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const exported = files.flatMap((file) => {
  const text = readFileSync(join(root, 'lib', file), 'utf8');
  const names = text.matchAll(/^export (?:abstract |async )*(?:class|const|function|interface|type) (\w+)/gm);
  const passedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
  const given = passedOn.map((one) => one.trim().replace(/^type |^.* as /g, '')).filter((name) => name !== '');
  return [...[...names].map(([, name = '']) => name), ...given].map((name) => ({ file, name }));
});
/** `readTheBook` has three words. */
const wordsOf = (name: string) => name.split(/(?=[A-Z])|_|-/).map((word) => word.toLowerCase());

test('when a name is exported from lib, then it uses no retired word', () => {
  expect(exported.length).toBeGreaterThan(500);
  expect(exported.filter(({ name }) => wordsOf(name).some((word) => word in retired))).toEqual([]);
});

test('when a file of lib is named, then it uses no retired word', () => {
  expect(files.filter((file) => wordsOf(file.replace(/^.*\/|\.ts$/g, '')).some((word) => word in retired))).toEqual([]);
});

test('when the glossary names a file or folder, then it exists', () => {
  const named = [...glossary.matchAll(/`((?:lib|tests)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('when a word stands in the glossary, then it stands there once', () => {
  const words = [...glossary.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.trim().split(', '));
  expect(words.length).toBeGreaterThan(30);
  expect(new Set(words).size).toBe(words.length);
});
