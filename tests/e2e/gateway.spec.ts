import { startAnythingLlm } from '../apps/anythingllm';
import { startLibreChat } from '../apps/librechat';
import { expect, type Harness, test } from './harness';
import { signInToAnythingLlm } from './harness/anythingllm';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { list, openPanel, statusOf, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { until } from './harness/wait';

const patiently = { timeoutMs: 30_000 };

/** Presses the button that brings the cookie of what stands in front, in whichever tab shows it. */
async function pass(harness: Harness, button: string): Promise<void> {
  const selector = { role: 'button', name: button } as const;
  const tab = await until(`a tab with “${button}”`, async () => {
    for (const each of await harness.tabs()) if (await each.isVisible(selector)) return { value: each };
    return { problem: 'no tab shows it' };
  });
  await tab.click(selector, patiently);
  await tab.waitFor(selector, { state: 'hidden', ...patiently });
}

test('when a gateway’s sign-in expires, then the apps’ sessions survive', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'multi', sample: 'demo', passwordCostMs: 0 });
  const librechat = await startLibreChat({ sample: 'demo' });
  const brain = await signInToAnythingLlm(harness, anythingllm, { username: 'dana', password: 'dana-demo-1' });
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  const panel = await openPanel(harness);
  await waitForStatus(panel, 'anythingllm', 'Signed in as');
  await waitForStatus(panel, 'librechat', 'Signed in as');
  // One app has no page that could lend its token once more, the other one that shows nothing of what will stand in front.
  await brain.close();
  await untilAtRest(panel, 'anythingllm', 'librechat');

  // Both name their cookie alike, so that one is passed after the other.
  const inFront = [
    { app: 'anythingllm', words: 'A login page stands in front of', button: 'Sign in' },
    { app: 'librechat', words: 'A security check stands in front of', button: 'I am no robot' },
  ] as const;
  anythingllm.gateway.stand('nginx 401');
  librechat.gateway.stand('Cloudflare, managed');
  await panel.bringToFront();
  await syncNow(panel);
  for (const { app, words } of inFront) {
    await waitForStatus(panel, app, words);
    expect(await panel.text(statusOf(app))).not.toMatch(/role|has expired|no longer accepts/);
  }
  await panel.waitForText('Sourdough', { within: list });
  for (const { app, button } of inFront) {
    await panel.bringToFront();
    await panel.click({ css: `.app-status[data-app="${app}"] .actions button` });
    await pass(harness, button);
    await panel.bringToFront();
    await waitForStatus(panel, app, /checked/, 45_000);
    await waitForStatus(panel, app, 'Signed in as');
  }
});
