import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundles } from '@/scripts/lib/sizes';
import wxtConfig from '@/wxt.config';
import { type Figure, figuresOf, shown } from '../bench/figures';
import { plots } from '../bench/plots';
import { reportOf } from '../bench/report';
import type { LibraryFigures } from '../bench/search-inside/bench';

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(inProject(path), 'utf8');
const readme = read('README.md');
const architecture = read('docs/ARCHITECTURE.md');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];

/** The text below a heading, up to the next one of its rank or higher. */
function section(text: string, heading: string): string {
  const [, rest = ''] = text.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}

/** The first cells of a section's table rows. */
const firstCells = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|')[1]?.trim() ?? '');

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
  readonly homepage_url?: string;
  readonly minimum_chrome_version?: string;
  readonly browser_specific_settings?: { readonly gecko?: { readonly strict_min_version?: string } };
}

async function manifestOf(browser: 'chrome' | 'firefox'): Promise<Manifest> {
  if (typeof wxtConfig.manifest !== 'function') throw new TypeError('The manifest is no function any more.');
  const environment = { browser, command: 'build', mode: 'production', manifestVersion: 3 } as const;
  return (await wxtConfig.manifest(environment)) as Manifest;
}

const manifests = await Promise.all([manifestOf('chrome'), manifestOf('firefox')]);

test('when a manifest asks for a permission, then README gives a reason for it', () => {
  const asked = manifests.flatMap((manifest) => [
    ...manifest.permissions.map((name) => `\`${name}\``),
    ...(manifest.host_permissions ?? []).map((name) => `\`${name}\``),
    ...(manifest.optional_permissions ?? []).map((name) => `\`${name}\` (optional)`),
    ...(manifest.optional_host_permissions ?? []).map((name) => `\`${name}\` (optional)`),
  ]);
  expect(firstCells(section(readme, 'Permissions')).sort()).toEqual([...new Set(asked)].sort());
});

test('when a manifest names an oldest browser, then README does, too', () => {
  const [chrome, firefox] = manifests;
  const oldest = firefox?.browser_specific_settings?.gecko?.strict_min_version?.replace(/\.0$/, '');
  expect(readme).toContain(`Edge (${chrome?.minimum_chrome_version} or later)`);
  expect(readme).toContain(`**Firefox (${oldest} or later).**`);
});

test('when README names an npm script, then it exists, and each is explained', () => {
  const named = [...all(readme, /\bnpm run ([\w:-]+)/g), ...all(readme, /\bnpm (start|test)\b/g)];
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  expect(scripts.filter((name) => !/^(?:pre|post)/.test(name) && !named.includes(name))).toEqual([]);
});

test('when an end-to-end test says where it runs, then README knows its tag', () => {
  const specs = readdirSync(inProject('tests/e2e')).filter((name) => name.endsWith('.spec.ts'));
  const tags = new Set(specs.flatMap((name) => all(read(`tests/e2e/${name}`), /'@([\w-]+)'/g)));
  expect([...tags].sort()).toEqual(['chromium-only', 'firefox-only', 'firefox-too']);
  expect(all(readme, /`@([\w-]+)`/g).sort()).toEqual([...tags].filter((tag) => tag.startsWith('firefox-')).sort());
  expect(read('scripts/test.ts')).toContain("'--grep', '@firefox-'");
});

test('when README links to a file or picture, then it exists', () => {
  const targets = all(readme, /\]\(([^)\s]+)\)/g).filter((target) => !/^https?:/.test(target));
  expect(targets.length).toBeGreaterThan(3);
  expect(targets.filter((target) => !existsSync(inProject(target)))).toEqual([]);
});

test('when a browser shows the extension, then its manifest leads to no site of others', () => {
  expect(manifests.map(({ homepage_url }) => homepage_url)).toEqual([undefined, undefined]);
});

/** The files below these folders whose name ends so, as paths in the project. */
const filesIn = (folders: readonly string[], ending: RegExp) =>
  folders.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path}`)
      .filter((path) => ending.test(path)),
  );

const texts = [
  'docs/ARCHITECTURE.md',
  ...filesIn(['lib', 'components', 'entrypoints'], /\.tsx?$/),
  ...filesIn(['tests/apps', 'tests/contract', 'tests/unit'], /\.(?:ts|tsx|js)$/),
].filter((path) => path !== 'tests/unit/docs.test.ts');
/** A comment may go on in the next line, after its star or slashes. */
const gap = String.raw`\s+(?:\*\s|//\s)?\s*`;
const name = String.raw`(?:anythingllm|librechat|facts)/[\w-]+`;
const evidence = new RegExp(String.raw`\bmeasured:${gap}(${name}(?:,${gap}${name})*)`, 'gi');
const named = texts.flatMap((path) =>
  all(read(path), evidence).flatMap((list) => list.match(new RegExp(name, 'g')) ?? []),
);

test('when a claim was measured, then it names its evidence', () => {
  const bare = texts.filter((path) => /\bmeasured\b/i.test(read(path).replaceAll(evidence, '')));
  expect(bare).toEqual([]);
});

test('when a claim names its evidence, then the recording or the fact exists', () => {
  const facts = all(read('docs/facts.md'), /^\| `([\w-]+)` \|/gm).map((fact) => `facts/${fact}`);
  const exists = (evidence: string) =>
    facts.includes(evidence) || existsSync(inProject(`tests/contract/recorded/${evidence}.json`));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((evidence) => !exists(evidence))).toEqual([]);
  expect(facts.filter((fact) => !named.includes(fact))).toEqual([]);
});

/** The sentences of a Markdown text. A heading, a cell and a point of a list end one, too; a piece of code is one word. */
function sentencesOf(markdown: string): string[] {
  const prose = markdown
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`]*`/g, 'code')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\|.*\|$/gm, (row) => `\n${row.replaceAll('|', '\n\n')}\n`)
    .replaceAll(/^ *(?:[-*]|\d+\.|#+) /gm, '\n\n');
  return prose.split(/\n\s*\n|(?<=[.!?])[*_"”’)]*\s+/).map((sentence) => sentence.trim().replaceAll(/\s+/g, ' '));
}

const documents = ['README.md', ...filesIn(['docs'], /\.md$/)];

test('when a document has a sentence, then it has at most 25 words', () => {
  const words = (sentence: string) => sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const long = documents.flatMap((path) =>
    sentencesOf(read(path))
      .filter((sentence) => words(sentence) > 25)
      .map((sentence) => `${path}: ${sentence}`),
  );
  expect(long).toEqual([]);
});

test('when a document names a folder or file, then it exists', () => {
  const paths = /`((?:entrypoints|lib|components|tests|scripts|docs)\/[\w./-]*)`/g;
  const named = documents.flatMap((path) => all(read(path), paths));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((path) => !existsSync(inProject(path)))).toEqual([]);
});

test('when docs/ARCHITECTURE.md quotes a limit, then the extension is weighed by it', () => {
  const rows = section(architecture, 'Weight')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name, limit]) => [name, limit]);
  expect(rows).toEqual(bundles.map(({ name, limitKb }) => [name, `${limitKb} KB`]));
});

const { figures, libraries } = JSON.parse(read('docs/performance.json')) as {
  figures: readonly Figure[];
  libraries: readonly LibraryFigures[];
};
const measured = Object.fromEntries(figures.map(({ id, figure }) => [id, figure])) as Record<Figure['id'], number>;

test('when the bench has run, then each figure stands there with its goal', () => {
  expect(figures).toEqual(figuresOf(measured));
});

test('when the bench has run, then docs/performance.md says the same, with its plots', () => {
  expect(read('docs/performance.md')).toBe(reportOf(figures, libraries));
  expect(plots.filter(({ file }) => !existsSync(inProject(`docs/${file}`)))).toEqual([]);
});

test('when README quotes a figure, then it is the measured one', () => {
  const rows = section(readme, 'What it costs')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const all = figures.map((one) => `| ${one.what} | ${shown(one.figure, one)} |`);
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.slice(2).filter((row) => !all.includes(row))).toEqual([]);
});
