import type { Harness } from '../e2e/harness';
import { inTurns, least } from './kit';

/** Stops the background, and asks it something from a page that is open already. @returns ms to its answer */
const coldStart = (harness: Harness) => async (): Promise<number> => {
  const view = await harness.openExtensionPage('harness-blank.html');
  await harness.killBackground();
  const ms = await view.evaluate(async () => {
    const { runtime } = (globalThis as unknown as { chrome: typeof import('webextension-polyfill') }).chrome;
    const begun = performance.now();
    await runtime.sendMessage({ type: 'heartbeat', input: false });
    return performance.now() - begun;
  });
  await view.close();
  return ms;
};

/** From a stopped worker to its first answer. @returns ms: with 10,000 conversations stored, and with nothing. */
export const benchColdStart = (full: Harness, empty: Harness) => inTurns(15, coldStart(full), coldStart(empty), least);
