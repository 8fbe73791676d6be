import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { inProject } from '../../scripts/lib/paths';
import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { keepInStep, patiently, saveLlmPreference } from './harness/settings';

/** The package and React, as a platform's own project has them: found by their names alone. */
async function install(modules: string): Promise<void> {
  await cp(inProject('dist', 'bridge'), join(modules, 'tandem-bridge'), { recursive: true }).catch(() => {
    throw new Error('There is no dist/bridge. Build it first: npm run build:bridge.');
  });
  for (const name of ['react', 'react-dom']) {
    await symlink(inProject('node_modules', name), join(modules, name), 'junction');
  }
}

/** A platform's own component: the guide's example, rendered in the page. */
async function exampleScript(): Promise<string> {
  const guide = await readFile(inProject('docs', 'bridge.md'), 'utf8');
  const example = /```tsx\n(.*?)```/s.exec(guide)?.[1] ?? '';
  const directory = await mkdtemp(join(tmpdir(), 'tandem-example-'));
  try {
    await install(join(directory, 'node_modules'));
    const entry = join(directory, 'entry.tsx');
    const start = `
      import { createRoot } from 'react-dom/client';
      const place = document.createElement('p');
      place.id = 'example';
      document.body.append(place);
      createRoot(place).render(<ModelName />);`;
    await writeFile(entry, example + start);
    const output = await build({
      root: directory,
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: { write: false, lib: { entry, formats: ['iife'], name: 'example', fileName: 'example' } },
    });
    const built = (Array.isArray(output) ? output : [output]).flatMap((each) => ('output' in each ? each.output : []));
    const chunk = built.find((each) => each.type === 'chunk');
    if (!chunk) throw new Error('The example was not built.');
    return chunk.code;
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('when the guide’s component runs in LibreChat’s page, then it follows the model', async ({ harness }) => {
  const example = await exampleScript();
  const anythingllm = await startAnythingLlm({ mode: 'open' });
  const librechat = await startLibreChat();
  // Before Tandem is connected there, the component says so; it needs no reload afterwards.
  const chat = await signInToLibreChat(harness, librechat);
  await chat.runScript(example);
  await chat.waitForText('not-installed', { within: '#example', ...patiently });
  const view = await connectAndRead(harness, { anythingllm, librechat });
  await keepInStep(view);
  await view.close();
  await chat.waitForText('gpt-4o', { within: '#example', ...patiently });

  const brain = await harness.openPage(anythingllm.url);
  await brain.waitFor({ testId: 'home' }, patiently);
  await saveLlmPreference(brain, 'openai', 'gpt-4o-mini');
  await chat.waitForText('gpt-4o-mini', { within: '#example', ...patiently });
  expect(await chat.text('#example')).toBe('gpt-4o-mini');
});
