/** `npm run build:bridge`: the package for the apps' own code, in `dist/bridge`. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { main } from './lib/main';
import { inProject } from './lib/paths';
import { run } from './lib/run';
import { bridgeLimitKb, gzipKbOf } from './lib/sizes';

const out = inProject('dist', 'bridge');
/** By file: what it gives. React is needed by the second alone. */
const entries = { tandem: 'lib/shared-state/package', react: 'lib/shared-state/package-react' } as const;
const files = Object.keys(entries) as (keyof typeof entries)[];

/** The types as the compiler gives them, with paths instead of the project's own alias. */
async function writeTypes(): Promise<number> {
  const types = join(out, 'types');
  const config = inProject('dist', 'tsconfig.bridge.json');
  await writeFile(
    config,
    JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: '..', outDir: types },
      include: files.map((file) => `../${entries[file]}.ts`),
    }),
  );
  const code = await run('tsc', ['-p', config]);
  await rm(config);
  for (const name of await readdir(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(types, name);
    const text = await readFile(file, 'utf8');
    const up = relative(dirname(file), types) || '.';
    await writeFile(file, text.replaceAll(/(['"])@\/(?=lib\/)/g, `$1${up}/`));
  }
  return code;
}

await main(async () => {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    root: inProject(),
    publicDir: false,
    resolve: { alias: { '@': inProject().replace(/\/$/, '') } },
    build: {
      outDir: out,
      minify: true,
      lib: {
        entry: Object.fromEntries(files.map((file) => [file, inProject(`${entries[file]}.ts`)])),
        formats: ['es'],
      },
      rollupOptions: { external: ['react'], output: { entryFileNames: '[name].js', chunkFileNames: 'client.js' } },
    },
  });
  const code = await writeTypes();
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
  const scripts = (await readdir(out)).filter((name) => name.endsWith('.js'));
  let weight = 0;
  for (const name of scripts) weight += await gzipKbOf(join(out, name));
  console.log(`dist/bridge: ${weight.toFixed(1)} KB after gzip, of ${bridgeLimitKb}`);
  return code !== 0 || weight > bridgeLimitKb ? 1 : 0;
});
