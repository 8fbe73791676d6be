import { randomUUID } from 'node:crypto';
import type { World } from '../unit/kit/world';
import { Apps } from './apps';
import { inTurns, timed } from './kit';

/** As many as the list keeps. */
const longest = 500;

async function inStep(apps: Apps): Promise<World> {
  const world = await apps.browser();
  await world.engine.sync();
  await world.quiet();
  await world.engine.settings.present.compare([], 'follow');
  // Its first write begins the list of changes.
  await world.engine.settings.present.edit('llm.model', { value: { provider: 'openai', model: 'gpt-4o-mini' } });
  await world.quiet();
  return world;
}

function fillHistory({ local }: World): void {
  for (const [name, text] of local.items) {
    if (!name.includes(':changes:')) continue;
    const record = JSON.parse(String(text)) as { readonly data: readonly object[] };
    const entries = Array.from({ length: longest }, () => ({ ...record.data[0], id: randomUUID() }));
    local.items.set(name, JSON.stringify({ ...record, data: entries }));
    return;
  }
  throw new Error('nothing was written so far');
}

/** A theme edited in Tandem, all the way to both apps' pages. @returns Medians in ms: with a full list of changes, and one of an entry. */
export async function benchHistory() {
  const apps = await Apps.start(20, 5);
  try {
    const [full, short] = [await inStep(apps), await inStep(apps)];
    fillHistory(full);
    for (const world of [full, short]) {
      world.killWorker();
      await world.openPage('anythingllm', { 'ui.theme': 'light' });
      await world.openPage('librechat', { 'ui.theme': 'light' });
    }
    let edits = 0;
    const edit = (world: World) => () =>
      timed(async () => {
        const value = Math.floor(edits++ / 2) % 2 === 0 ? 'dark' : 'light';
        await world.engine.settings.present.edit('ui.theme', { value });
        await world.quiet();
      });
    await inTurns(20, edit(full), edit(short));
    return await inTurns(101, edit(full), edit(short));
  } finally {
    apps.stop();
  }
}
