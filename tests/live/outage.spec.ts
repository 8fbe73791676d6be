import { words } from '@/components/words/en/view';
import type { AppId } from '@/lib/model';
import { expect, type Harness, type Tab, untilTrue } from '../e2e/harness';
import { connectAsAPerson, waitUntilRead } from '../e2e/harness/flows';
import { statusOf } from '../e2e/harness/panel';
import { systemModel } from './anythingllm';
import { type Both, onServers, say, slow, testCutOff } from './both';
import { commonModel, putModelBack, untilModelIs } from './model';
import { draftModel, readOffers, saveModel, untilHas } from './panel';
import { saveTemperature, startPreset } from './preset';

/** `good`: it answers and the person is in; `down`: it is out of reach, and Tandem tries again by itself. */
const untilIs = (panel: Tab, app: AppId, tone: 'good' | 'down') =>
  panel.waitFor(`.app-status[data-app="${app}"][data-tone="${tone}"]`, slow);

const syncNow = (panel: Tab) => panel.click({ role: 'button', name: words.status.syncNow }, slow);

/** Both apps connected and read; the panel is in front. */
async function connectBoth(harness: Harness, { brain, chat }: Both): Promise<Tab> {
  const connect = await connectAsAPerson(harness, { anythingllm: brain, librechat: chat });
  await waitUntilRead(connect);
  await connect.close();
  const panel = await harness.openExtensionPage('panel.html', { width: 1280, height: 900 });
  for (const app of ['anythingllm', 'librechat'] as const) await untilIs(panel, app, 'good');
  return panel;
}

/** Says what waits for an app: where the setting stands, and where the app stands. */
async function untilSaysThatItWaits(panel: Tab, app: AppId): Promise<void> {
  await panel.waitFor('.setting-stand li[data-kind="waiting"]', slow);
  await untilIs(panel, app, 'down');
  await panel.waitForText(words.status.waiting(1), { ...slow, within: statusOf(app) });
}

/** Nobody presses anything: the app is back, and what waited is there. */
async function untilNothingWaits(panel: Tab, app: AppId): Promise<void> {
  await untilIs(panel, app, 'good');
  await panel.waitFor('.setting-stand li[data-kind="waiting"]', { ...slow, state: 'hidden' });
}

testCutOff(
  'when one app is down or silent, then the other goes on, and it heals by itself',
  async ({ harness, both, fronts }) => {
    testCutOff.setTimeout(600_000);
    const panel = await connectBoth(harness, both);
    const items: Readonly<Record<AppId, string | undefined>> = {
      anythingllm: both.before.anythingllm.workspaces[0]?.name,
      librechat: both.before.librechat.conversations.find(([, title]) => /^[\w ]{4,60}$/.test(title))?.[1],
    };
    const untilCopyIsFound = async (app: AppId) => {
      const title = items[app];
      if (!title) return say('There is nothing to look for.');
      await panel.fill({ role: 'combobox', name: /^Search/ }, title);
      await panel.waitForText(title, { ...slow, within: '.find' });
      await panel.fill({ role: 'combobox', name: /^Search/ }, '');
    };
    for (const [app, other, trouble] of [
      ['anythingllm', 'librechat', 'refuse'],
      ['librechat', 'anythingllm', 'hang'],
    ] as const) {
      await fronts[app][trouble]();
      await syncNow(panel);
      await untilIs(panel, app, 'down');
      await untilIs(panel, other, 'good');
      await untilCopyIsFound(app);
      await fronts[app].pass();
      await untilIs(panel, app, 'good');
    }
    expect(onServers(await both.held())).toEqual(onServers(both.before));
  },
);

testCutOff(
  'when an app goes in the middle of an edit, then it waits, says so, and arrives',
  async ({ harness, both, fronts }) => {
    testCutOff.setTimeout(900_000);
    const panel = await connectBoth(harness, both);
    const offered = await readOffers(panel);

    const choice = both.before.anythingllm.mode === 'accounts' ? undefined : commonModel(offered, both);
    if (choice) {
      await draftModel(panel, choice);
      await untilHas(panel, 'anythingllm');
      await untilHas(panel, 'librechat');
      await fronts.anythingllm.refuse();
      await saveModel(panel);
      await untilSaysThatItWaits(panel, 'anythingllm');
      expect(systemModel(await both.brain.server.read())).toEqual(systemModel(both.before.anythingllm));
      await fronts.anythingllm.pass();
      await untilModelIs(both, choice);
      await untilNothingWaits(panel, 'anythingllm');
      await putModelBack(panel, choice, both);
    } else {
      say('No model of AnythingLLM can be changed and put back, so that only LibreChat is cut off.');
    }

    const preset = await startPreset(panel, offered, both);
    if (preset) {
      const isSave = (method: string, path: string) => method === 'POST' && path.endsWith('/api/presets');
      for (const trouble of ['hang', 'lose'] as const) {
        // Never heard by LibreChat, or heard while its answer is lost.
        const temperature = await preset.other();
        fronts.librechat[trouble](isSave);
        await saveTemperature(panel, temperature);
        await untilTrue('the write to be on its way', async () => fronts.librechat.troubled() > 0, slow);
        await fronts.librechat.refuse();
        await untilSaysThatItWaits(panel, 'librechat');
        await fronts.librechat.pass();
        await preset.untilHas(temperature);
        await untilNothingWaits(panel, 'librechat');
      }
      await preset.end();
    }
    expect(onServers(await both.held())).toEqual(onServers(both.before));
  },
);
