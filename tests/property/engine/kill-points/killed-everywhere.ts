import type { Action } from '../history/actions';
import { calmDown, readAgain, restore } from '../history/calm';
import { perform } from '../history/perform';
import { begin, witnessed } from '../history/run';
import { wrongs } from '../oracle/invariants';
import { peek } from '../oracle/peek';
import type { SimWorld } from '../world/world';
import type { Scenario } from './scenarios';

interface Outcome {
  /** How many different moments the worker waited at, from the first step on. */
  readonly moments: number;
  readonly wrong: readonly string[];
  /** What everything came to. */
  readonly end: string;
}

/**
 * Lives a scenario through once, and then once for each of its moments with the worker stopped there. Awaits between which
 * nothing was done and nothing happened are one moment: the worker leaves the same behind at each.
 */
export async function killedEverywhere(scenario: Scenario): Promise<Omit<Outcome, 'end'>> {
  const whole = await once(scenario, null);
  const wrong = whole.wrong.map((one) => `never stopped: ${one}`);
  for (let at = 1; at <= whole.moments; at++) {
    const killed = await once(scenario, at);
    wrong.push(...killed.wrong.map((one) => `stopped at ${at} of ${whole.moments}: ${one}`));
    if (killed.end !== whole.end) wrong.push(`stopped at ${at}: came to\n  ${killed.end}\ninstead of\n  ${whole.end}`);
    if (wrong.length > 6) break;
  }
  return { moments: whole.moments, wrong };
}

/** @param killAfter Which moment, from the first step on, is the worker's last. */
async function once(scenario: Scenario, killAfter: number | null): Promise<Outcome> {
  const contracts = { anythingllm: 'stock', librechat: 'stock' } as const;
  const { anythingllm = 'open' } = scenario;
  const { world, diary } = witnessed({ seed: 1, contracts, anythingllm, order: 'asked', killAt: null });
  const live = async (actions: readonly Action[]) => {
    for (const action of actions) {
      perform(world, diary, action);
      await world.pass(3_000);
      await world.ticks.settle();
    }
  };
  await begin(world);
  await live([{ kind: 'begin' }, ...scenario.before]);
  const { life } = world;
  const before = life.moments;
  if (killAfter !== null) life.killAfter(killAfter);
  await live(scenario.steps);
  const moments = life.moments - before;
  await restore(world);
  await calmDown(world, diary);
  await readAgain(world, diary);
  return { moments, wrong: wrongs(world, diary), end: endOf(world) };
}

function endOf(world: SimWorld): string {
  const stored = peek(world);
  const places = Object.entries(world.servers).map(([app, server]) => [
    app,
    [...server.places].map(([place, { held, standing }]) => [place, held, standing]).sort(),
  ]);
  const pages = Object.values(world.origins).map((origin) => [origin.held('ui.theme'), origin.held('llm.model')]);
  const values = Object.entries(stored?.settings.registers ?? {}).map(([register, { value }]) => [register, value]);
  // What the place made of a write whose answer nobody heard looks like somebody's change: it may be listed as a conflict.
  const open = [stored?.settings.dueWrites, stored?.settings.outbox.length];
  return JSON.stringify([places, pages, values, open]);
}
