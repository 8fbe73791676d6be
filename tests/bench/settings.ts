import { setTimeout as pause } from 'node:timers/promises';
import { startAnythingLlm } from '../apps/anythingllm';
import { browserFetch } from '../apps/kit';
import { ALEX, startLibreChat } from '../apps/librechat';
import { World } from '../unit/kit/world';
import { median, type Result, timed } from './kit';

const latencyMs = 100;
const rounds = 15;
const models = ['gpt-4o-mini', 'gpt-4.1', 'gpt-4o'] as const;

/** How long at least one of these was under way, of a stretch of time. */
function busyTime(spans: readonly { readonly from: number; readonly to: number }[], from: number, to: number): number {
  let busy = 0;
  let end = from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const [start, stop] = [Math.max(span.from, end), Math.min(span.to, to)];
    if (stop <= start) continue;
    busy += stop - start;
    end = stop;
  }
  return busy;
}

/**
 * How long a change takes to where it goes, with servers that answer after 100 ms: the real engine over real HTTP, in Node.
 * An edit stands against the least that it needs: one app is read and then written, while the other is. A page's own change
 * stands against the requests that are under way meanwhile.
 */
export async function benchSettings(): Promise<readonly Result[]> {
  const brain = await startAnythingLlm({ mode: 'open', latencyMs });
  const chat = await startLibreChat({ refreshGapMs: 0 });
  chat.faults.add({ action: { delayMs: latencyMs } });
  const world = new World();
  const settings = world.engine.settings.present;
  try {
    world.setCookies(chat.signIn(ALEX.email).cookies);
    await world.connect('anythingllm', brain);
    await world.connect('librechat', chat);
    await world.quiet();
    await settings.edit('llm.model', { value: { provider: 'openai', model: 'gpt-4o' } });
    await settings.setRole('llm.model', 'librechat/preset', 'on');
    await world.quiet();

    const presetHolds = (model: string) =>
      [...chat.state.presets.values()].some((preset) => preset.defaultPreset && preset.model === model);
    const brainHolds = (model: string) => brain.state.env.OpenAiModelPref === model;
    /** The whole time until it is so, and of it the time in which requests were under way. */
    const until = async (isSo: () => boolean) => {
      world.traffic.splice(0);
      const from = performance.now();
      return async () => {
        while (!isSo()) await pause(1);
        const to = performance.now();
        await world.quiet();
        return { whole: to - from, asking: busyTime(world.traffic, from, to) };
      };
    };
    /** The reading before a write, and the write, by hand. */
    const leastRequests = () =>
      timed(async () => {
        await (await browserFetch(`${brain.url}api/setup-complete`)).text();
        const body = JSON.stringify({ OpenAiModelPref: brain.state.env.OpenAiModelPref });
        const headers = { 'content-type': 'application/json' };
        await (await browserFetch(`${brain.url}api/system/update-env`, { method: 'POST', headers, body })).text();
      });
    const least: number[] = [];
    const edits: { whole: number; asking: number }[] = [];
    const changes: { whole: number; asking: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const model = models[(2 * round) % 3] ?? 'gpt-4o';
      const edited = await until(() => brainHolds(model) && presetHolds(model));
      await settings.edit('llm.model', { value: { provider: 'openai', model } });
      edits.push(await edited());
      least.push(await leastRequests());

      const other = models[(2 * round + 1) % 3] ?? 'gpt-4o';
      brain.state.env.OpenAiModelPref = other;
      const followed = await until(() => presetHolds(other));
      await world.engine.pageRequested({ method: 'POST', url: `${brain.url}api/system/update-env`, status: 200 });
      changes.push(await followed());
    }
    const row = (what: string, whole: readonly number[], baselines: readonly number[], against: string): Result => {
      const [ours, baseline] = [median(whole), median(baselines)];
      return { what: `${what} (${(ours - baseline).toFixed(0)} ms more)`, ours, baseline, against };
    };
    const wholes = (times: typeof edits) => times.map(({ whole }) => whole);
    return [
      row('an edit, in both apps', wholes(edits), least, 'reading and writing one app, by hand'),
      row(
        'a page’s own change, in the other app',
        wholes(changes),
        changes.map(({ asking }) => asking),
        'the time in which its requests are under way',
      ),
    ];
  } finally {
    await Promise.all([brain.stop(), chat.stop()]);
  }
}
