import { startAnythingLlm } from '../apps/anythingllm';
import type { StandIn } from '../apps/kit';
import { startLibreChat } from '../apps/librechat';
import { expect, type Harness, test, untilTrue } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { letTimePass } from './harness/time';

/** Both apps are connected, due to be asked, and nobody looks into Tandem. */
async function setTheScene(harness: Harness) {
  const [anythingllm, librechat] = [await startAnythingLlm({ mode: 'open' }), await startLibreChat()];
  const chat = await signInToLibreChat(harness, librechat);
  const blank = await connectAndRead(harness, { anythingllm, librechat });
  await chat.close();
  await blank.bringToFront();
  const last = () => Math.max(...[anythingllm, librechat].flatMap(({ log }) => log.all()).map(({ at }) => at));
  // What the closed tabs still set off is over.
  await untilTrue('nobody to be asked', async () => Date.now() - last() > 2_000, { timeoutMs: 60_000 });
  await letTimePass(blank, 60_000);
  // It stays in front: in Firefox the tab that opened at install would come to sight instead, which is a look at Tandem.
  for (const { log } of [anythingllm, librechat]) log.clear();
  return { anythingllm, librechat };
}

const hasLauncher = () => document.querySelector('tandem-launcher') !== null;

const asked = ({ log }: StandIn) => log.matching({ from: 'extension' });

test('when a page loads, then Tandem sends requests only after it has settled', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const { anythingllm, librechat } = await setTheScene(harness);
  const tab = await harness.openPage(librechat.url);
  await tab.waitFor({ label: 'Message input' });
  await untilTrue('Tandem to ask LibreChat', async () => asked(librechat).length > 0, { timeoutMs: 30_000 });
  await untilTrue('Tandem to ask AnythingLLM', async () => asked(anythingllm).length > 0, { timeoutMs: 30_000 });
  const first = Math.min(...[...asked(librechat), ...asked(anythingllm)].map(({ at }) => at));
  const before = librechat.log.matching({ from: 'page' }).filter(({ at }) => at < first);
  expect(before.length).toBeGreaterThan(3);
  // The page was quiet, and had 0.5 s to show its last answer.
  expect(first - Math.max(...before.map(({ at }) => at))).toBeGreaterThan(450);
  await tab.waitForFunction(hasLauncher, undefined, { timeoutMs: 10_000 });
});
