import { Diary } from '../oracle/diary';
import { wrongs } from '../oracle/invariants';
import { peek } from '../oracle/peek';
import { SimWorld, type WorldOptions } from '../world/world';
import { calmDown, readAgain, restore } from './calm';
import { type History, historyOf } from './generate';
import { people, perform } from './perform';

export interface End {
  readonly wrong: readonly string[];
  readonly world: SimWorld;
}

/**
 * A world with a witness of what happens in it.
 * @param trace Hears what goes on.
 */
export function witnessed(options: WorldOptions, trace: (line: string) => void = () => undefined) {
  const diary: Diary = new Diary(() => world);
  const world: SimWorld = new SimWorld(options, {
    onBegun: (write) => diary.begun(write),
    onDesired: (app, desired) => diary.desired(app, desired),
    onApplied: (write, sinceTouched) => {
      trace(`  applied ${JSON.stringify(write)}`);
      diary.reached(write, sinceTouched);
    },
  });
  world.trace = trace;
  world.local.onWrite = (items) => diary.stored(items);
  return { world, diary };
}

/**
 * Lives one history through, lets everything calm down, and looks at what became of it.
 * @param trace Hears what goes on.
 */
export async function live(history: History, trace: (line: string) => void = () => undefined): Promise<End> {
  const { world, diary } = witnessed(history.world, trace);
  let wrong: readonly string[];
  try {
    await begin(world);
    for (const { action, ticks } of history.steps) {
      // Nor does the app in another page, before the page that is used has told what was done there.
      if (action.kind === 'open-tab' || action.kind === 'sign-in') await world.pass(400);
      // While the person's hand is in the page, what its app writes by itself cannot be told from what they chose.
      if (action.kind === 'app-writes') await world.pass(2_100);
      if (action.kind === 'sign-in') await world.ticks.settle();
      trace(`${JSON.stringify(action)} ${ticks ?? 'to the end'}`);
      perform(world, diary, action);
      // Nobody does two things in the same moment.
      await world.pass(action.kind === 'pass' ? action.ms : world.random.pick([100, 400, 2_500]));
      if (ticks === null) await world.ticks.settle();
      else await world.ticks.steps(ticks);
      if (action.kind === 'sign-in') wantInStep(world);
    }
    trace('calm');
    await world.pass(3_000);
    await world.ticks.settle();
    await restore(world);
    // What was paused goes on at last, most of the time.
    if (peek(world)?.settings.paused && world.random.chance(0.8)) world.say((engine) => engine.settings.present.goOn());
    await calmDown(world, diary);
    await readAgain(world, diary);
    wrong = wrongs(world, diary);
  } catch (error) {
    wrong = [...diary.violations, `broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  return { wrong, world };
}

/** Both apps hold something, and somebody is signed in at both. */
export async function begin(world: SimWorld): Promise<void> {
  const { servers, origins } = world;
  const is = (share: number) => world.random.chance(share);
  const same = is(0.6);
  servers.anythingllm.place('system', '').held = {
    'llm.model': { provider: 'openai', model: 'gpt-a' },
    'llm.maxTokens': 1000,
  };
  servers.anythingllm.place('workspace:a', '').held = { 'llm.model': { provider: null, model: null } };
  if (is(0.8)) origins.anythingllm.hold('ui.theme', 'light');
  if (is(0.8)) origins.librechat.hold('ui.theme', same ? 'light' : 'dark');
  if (is(0.5)) origins.librechat.hold('ui.language', 'de-DE');
  if (is(0.5)) origins.librechat.hold('ui.textSize', 'text-base');
  if (is(0.6))
    origins.librechat.hold('llm.model', JSON.stringify({ endpoint: 'openAI', model: same ? 'gpt-a' : 'gpt-b' }));
  for (const app of ['anythingllm', 'librechat'] as const) {
    const [first] = people[app];
    if (servers[app].mode === 'open') world.openTab(app);
    else if (first) world.signIn(app, first);
    world.say((engine) => engine.heartbeat('input'));
    if (is(0.5)) await world.ticks.settle();
  }
  world.say((engine) => engine.sync());
  await world.ticks.settle();
  wantInStep(world);
  await world.ticks.settle();
}

/** Rule J1: whoever is here now wants everything in step. */
function wantInStep(world: SimWorld): void {
  world.say((engine) => engine.settings.present.compare([], 'follow'));
}

export const liveSeed = (seed: number) => live(historyOf(seed));
