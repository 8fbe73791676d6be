/**
 * `npm run bench`: how fast Tandem is, as ratios to baselines of the same run, since absolute times say more about the
 * machine. Never part of `npm test`.
 */
import { ensureBrowsers } from '../../scripts/lib/browsers';
import { build, buildDirectory } from '../../scripts/lib/build';
import { main } from '../../scripts/lib/main';
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { type Harness, launch } from '../e2e/harness';
import { connectAsAPerson, signInToLibreChat } from '../e2e/harness/flows';
import { benchCommit } from './commit';
import { benchHeavyPage, startHeavy } from './heavy';
import { print, printHead } from './kit';
import { benchAppPage, benchPanel } from './pages';
import { benchPush } from './push';
import { benchReconcile } from './reconcile';
import { benchSearch } from './search';
import { benchSettings } from './settings';

const person = { name: ALEX.email, password: ALEX.password };
const start = () => launch({ browser: 'chromium', extensionDirectory: buildDirectory('chromium', 'release') });

/** Connects both apps and waits until everything was read. */
async function connect(harness: Harness, anythingllm: { url: string }, librechat: { url: string }): Promise<void> {
  const connectPage = await connectAsAPerson(harness, { anythingllm, librechat });
  const chat = await signInToLibreChat(harness, librechat, person);
  await connectPage.bringToFront();
  await connectPage.waitForText(/\d+ workspaces? · [\d,.]+ conversations?/, { timeoutMs: 60_000 });
  await connectPage.close();
  await chat.close();
}

await main(async () => {
  await ensureBrowsers(['chromium']);
  const code = await build('chromium', 'release');
  if (code !== 0) return code;
  printHead();
  print(await benchSearch());
  print(await benchReconcile());
  print(await benchSettings());
  const brain = await startAnythingLlm();
  const full = await startLibreChat({ sample: { conversations: 10_000 } });
  const empty = await startLibreChat({ sample: 'empty' });
  const heavy = await startHeavy(brain);
  const [ours, without, hasNone] = [await start(), await start(), await start()];
  try {
    await connect(ours, brain, full);
    await connect(hasNone, brain, empty);
    await (await signInToLibreChat(without, full, person)).close();
    print(await benchAppPage({ ours, baseline: without }, 'AnythingLLM', brain.url));
    print(await benchAppPage({ ours, baseline: without }, 'LibreChat', full.url));
    print(await benchPush(ours, full.url));
    print(await benchPanel({ ours, baseline: hasNone }));
    print(await benchCommit(without));
    await connect(ours, heavy, full);
    print(await benchHeavyPage(ours, without, heavy.page));
  } finally {
    await Promise.all([ours.close(), without.close(), hasNone.close()]);
    await Promise.all([heavy.stop(), brain.stop(), full.stop(), empty.stop()]);
  }
  return 0;
});
