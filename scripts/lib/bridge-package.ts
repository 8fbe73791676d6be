import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { inProject } from './paths';
import { run } from './run';
import { gzipKbOf } from './sizes';

/** The exports of each file. Only the second needs React. */
const entries = { tandem: 'lib/shared-state/package', react: 'lib/shared-state/package-react' } as const;
const files = Object.keys(entries) as (keyof typeof entries)[];

export interface BridgePackage {
  /** 0, unless the compiler or the packer failed. */
  readonly code: number;
  /** All scripts, in KB (1,000 bytes) after gzip. */
  readonly gzipKb: number;
  /** The file to install. npm would link a folder, and the hook would then find Tandem's own React beside the app's. */
  readonly tarball: string;
}

/** Builds the package for the apps' own code into its own folder, and packs it beside that. */
export async function buildBridgePackage(out: string): Promise<BridgePackage> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeScripts(out);
  const scripts = (await readdir(out)).filter((name) => name.endsWith('.js'));
  let gzipKb = 0;
  for (const name of scripts) gzipKb += await gzipKbOf(join(out, name));
  const typed = await writeTypes(out);
  const name = await writeManifest(out);
  const tarball = `${out}.tgz`;
  const packed = await run('npm', ['pack', out, '--silent', '--pack-destination', dirname(out)], {}, 'ignore');
  if (packed === 0) await rename(join(dirname(out), name), tarball);
  return { code: typed || packed, gzipKb, tarball };
}

async function writeScripts(out: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inProject(),
    publicDir: false,
    resolve: { alias: { '@': inProject().replace(/\/$/, '') } },
    build: {
      outDir: out,
      emptyOutDir: false,
      minify: true,
      lib: {
        entry: Object.fromEntries(files.map((file) => [file, inProject(`${entries[file]}.ts`)])),
        formats: ['es'],
      },
      rollupOptions: { external: ['react'], output: { entryFileNames: '[name].js', chunkFileNames: 'client.js' } },
    },
  });
}

/** The compiler's types, with other paths. @returns Its exit code */
async function writeTypes(out: string): Promise<number> {
  const types = join(out, 'types');
  const config = join(out, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: inProject(),
    outDir: types,
    // It runs in pages, without Node's APIs.
    types: [],
  };
  const include = files.map((file) => inProject(`${entries[file]}.ts`));
  await writeFile(config, JSON.stringify({ extends: inProject('tsconfig.json'), compilerOptions, include }));
  const code = await run('tsc', ['-p', config]);
  await rm(config);
  for (const name of await readdir(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(types, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, withWholePaths(text, relative(dirname(file), types) || '.'));
  }
  return code;
}

/**
 * Types whose imports resolve everywhere: `nodenext` needs the full file name in a relative path.
 * @param up The path from their folder to the folder of the project's alias `@`
 */
export const withWholePaths = (types: string, up: string): string =>
  types.replaceAll(
    /(\b(?:from|import)\s*\(?\s*)(['"])(@|\.{1,2})(\/[^'"]+?)(?:\.js)?\2/g,
    (_, before, quote, start, path) => `${before}${quote}${start === '@' ? up : start}${path}.js${quote}`,
  );

/** @returns The packer's name of its file */
async function writeManifest(out: string): Promise<string> {
  const { version, license } = JSON.parse(await readFile(inProject('package.json'), 'utf8'));
  const manifest = {
    name: 'tandem-bridge',
    version,
    license,
    type: 'module',
    sideEffects: false,
    exports: {
      '.': { types: `./types/${entries.tandem}.d.ts`, default: './tandem.js' },
      './react': { types: `./types/${entries.react}.d.ts`, default: './react.js' },
    },
    peerDependencies: { react: '>=18' },
    peerDependenciesMeta: { react: { optional: true } },
  };
  await writeFile(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return `${manifest.name}-${version}.tgz`;
}
