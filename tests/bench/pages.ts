import type { Harness } from '../e2e/harness';
import { costOf, type PageCost } from './browser';
import { median, type Result } from './kit';

interface Compared {
  readonly ours: Harness;
  readonly baseline: Harness;
}

/** Loads in turns and gives the medians of every cost; `more`: of what a load costs more than the one after it without. */
async function inTurns(rounds: number, ours: () => Promise<PageCost>, baseline: () => Promise<PageCost>) {
  const [a, b]: [PageCost[], PageCost[]] = [[], []];
  await ours();
  await baseline();
  for (let round = 0; round < rounds; round++) {
    a.push(await ours());
    b.push(await baseline());
  }
  const line = (what: string, cost: keyof PageCost, against: string): Result => ({
    what,
    ours: median(a.map((each) => each[cost])),
    baseline: median(b.map((each) => each[cost])),
    against,
  });
  const more = (cost: keyof PageCost) => median(a.map((each, at) => each[cost] - (b[at]?.[cost] ?? Number.NaN)));
  return { line, more };
}

/** What Tandem adds to the load of an app's page. The baseline browser has it installed and not connected. */
export async function benchAppPage({ ours, baseline }: Compared, app: string, url: string): Promise<readonly Result[]> {
  const load = (harness: Harness) => () => costOf(harness, url, 300);
  const { line, more } = await inTurns(9, load(ours), load(baseline));
  const against = 'the same page without Tandem';
  return [
    line(`${app}'s page: script (${more('script').toFixed(1)} ms more)`, 'script', against),
    line(`${app}'s page: script by the clock`, 'scriptByClock', against),
    line(`${app}'s page: main thread in all`, 'task', against),
    line(`${app}'s page: in long tasks`, 'longTasks', against),
    line(`${app}'s page: load`, 'load', against),
  ];
}

/** The first sight of the panel, opened in a new tab, with and without 10,000 conversations in the copy. */
export async function benchPanel({ ours, baseline }: Compared): Promise<readonly Result[]> {
  const open = (harness: Harness) => () => costOf(harness, `${harness.extensionOrigin}/panel.html`, 1500);
  const { line } = await inTurns(9, open(ours), open(baseline));
  const against = 'the panel with no conversations';
  return [
    line('panel, 10,000 conversations: first content', 'firstContent', against),
    line('panel, 10,000 conversations: script until it rests', 'script', against),
  ];
}
