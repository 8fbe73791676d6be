import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBridgePackage, withWholePaths } from '@/scripts/lib/bridge-package';
import { inProject } from '@/scripts/lib/paths';
import { run } from '@/scripts/lib/run';
import { misuse, use } from './bridge-code';

const guide = await readFile(inProject('docs', 'bridge.md'), 'utf8');
const example = /```tsx\n(.*?)```/s.exec(guide)?.[1] ?? '';

let directory = '';
let tarball = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tandem-bridge-'));
  const built = await buildBridgePackage(join(directory, 'bridge'));
  expect(built.code).toBe(0);
  tarball = built.tarball;
});
afterAll(() => rm(directory, { recursive: true }));

/** A project that installed the package as the guide says, and has some of this project's modules. @returns Its folder */
async function startProject(name: string, modules: readonly string[]): Promise<string> {
  const project = join(directory, name);
  await mkdir(project);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  const flags = ['--prefix', project, '--silent', '--offline', '--no-audit', '--no-fund'];
  expect(await run('npm', ['install', ...flags, tarball])).toBe(0);
  for (const module of modules) {
    const place = join(project, 'node_modules', module);
    await mkdir(dirname(place), { recursive: true });
    await symlink(inProject('node_modules', module), place, 'junction');
  }
  return project;
}

const modes = [
  { moduleResolution: 'bundler', module: 'esnext' },
  { moduleResolution: 'nodenext', module: 'nodenext' },
];

test('when a type is exported, then the compiled test code uses it', async () => {
  const types = await readFile(join(directory, 'bridge', 'types', 'lib', 'bridge', 'public.d.ts'), 'utf8');
  const names = [...types.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !use.includes(`  type ${name},\n`))).toEqual([]);
});

describe.each(modes)('the types, with moduleResolution $moduleResolution', (mode) => {
  let project = '';
  beforeAll(async () => {
    project = await startProject(mode.moduleResolution, ['@types/react']);
  });

  test('when app code uses the package, then its types refuse each misuse', async () => {
    const options = { ...mode, strict: true, skipLibCheck: false, noEmit: true, target: 'es2022', jsx: 'react-jsx' };
    const files = { 'use.tsx': use, 'guide.tsx': example, 'misuse.tsx': misuse };
    for (const [name, code] of Object.entries(files)) await writeFile(join(project, name), code);
    const config = { compilerOptions: options, files: Object.keys(files) };
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
    expect(await printedBy([inProject('node_modules', 'typescript', 'bin', 'tsc'), '-p', project])).toBe('');
  });
});

test('when types import a relative path, then it names its whole file', () => {
  const before = `export * from './a';\nimport type B from "@/lib/b";\nimport '../c';\ntype D = import('../d').D;`;
  const after = `export * from './a.js';\nimport type B from "../../lib/b.js";\nimport '../c.js';\ntype D = import('../d.js').D;`;
  expect(withWholePaths(before, '../..')).toBe(after);
  expect(withWholePaths(after, '../..')).toBe(after);
  const others = `import type { Ref } from 'react';\ntype Name = './a';`;
  expect(withWholePaths(others, '../..')).toBe(others);
});

describe('the scripts, in Node', () => {
  const evaluate = (project: string, code: string) => printedBy(['--input-type=module', '--eval', code], project);

  test('when Node imports the scripts, then they export the guide’s names without React', async () => {
    const project = await startProject('plain', []);
    const made = `
      const all = await import('tandem-bridge');
      const [client, manager] = [all.createTandemClient(), new all.SharedStateManager()];
      console.log(Object.keys(all).sort().join(), client.getStatus().loading, manager.getState());
      client.close();
      manager.close();`;
    expect(await evaluate(project, made)).toBe('SharedStateManager,createTandemClient true null\n');
    for (const name of ['new SharedStateManager()', 'createTandemClient()']) expect(guide).toContain(name);
    expect(await evaluate(project, `await import('tandem-bridge/react')`)).toContain('ERR_MODULE_NOT_FOUND');
  });

  test('when a server renders the hook, then it is loading, with the project’s React', async () => {
    const project = await startProject('with-react', ['react', 'react-dom']);
    const rendered = `
      const all = await import('tandem-bridge/react');
      const { createElement } = await import('react');
      const { renderToString } = await import('react-dom/server');
      const Component = () => (all.useSharedState().loading ? 'loading' : 'there');
      console.log(Object.keys(all).join(), renderToString(createElement(Component)));`;
    expect(await evaluate(project, rendered)).toBe('useSharedState loading\n');
  });
});

/** Runs Node. @returns What it printed, errors included */
async function printedBy(args: readonly string[], cwd: string = directory): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd }).catch((error) => error);
  return stdout + stderr;
}
