import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ElementActions } from './types';

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * What axe finds wrong in a document, one line each. Its source is evaluated, because that works in both browsers, in a
 * frame and under any policy. Frames inside the document are left out: they are looked at by themselves.
 *
 * @param within A CSS selector: only this part, with its open shadow roots.
 */
export async function accessibilityProblems(view: ElementActions, within?: string): Promise<string[]> {
  await view.runScript(await readFile(axePath, 'utf8'));
  await untilColoursRest(view);
  const { violations } = await view.evaluate((part) => {
    const { axe } = globalThis as unknown as { axe: { run(context: unknown, options: object): Promise<Found> } };
    return axe.run(part ?? document, { iframes: false, resultTypes: ['violations'] });
  }, within ?? null);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}

/** A change of colours under way (a transition takes 120 ms) would be measured half-way. What turns for ever changes none. */
async function untilColoursRest(view: ElementActions): Promise<void> {
  await view.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity),
  );
}

/** By how many CSS pixels the document is wider than its view, so that a person has to scroll sideways. */
export const sidewaysScroll = (view: ElementActions): Promise<number> =>
  view.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
