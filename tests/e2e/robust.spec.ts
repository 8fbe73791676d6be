import { startAnythingLlm } from '../apps/anythingllm';
import type { LoggedRequest } from '../apps/kit';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, type Harness, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { list, lookNow, openPanel, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { letTimePass } from './harness/time';
import { until, untilTrue } from './harness/wait';

/** Both apps with sample data, read once; every tab but the panel is closed. */
async function bothConnected(harness: Harness) {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const librechat = await startLibreChat({ sample: 'demo' });
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  const others = await harness.tabs();
  const panel = await openPanel(harness);
  for (const tab of others) await tab.close();
  await waitForStatus(panel, 'anythingllm', 'Open to everyone: no sign-in needed.');
  await waitForStatus(panel, 'librechat', 'Signed in as');
  await untilAtRest(panel, 'anythingllm', 'librechat');
  return { anythingllm, librechat, panel };
}

type Both = Awaited<ReturnType<typeof bothConnected>>;

const ofOurs = (app: Both['anythingllm'] | Both['librechat']) => app.log.matching({ from: 'extension' });
const lines = (requests: readonly LoggedRequest[]) =>
  requests.map(({ method, path, status }) => `${method} ${path} ${status}`).sort();

/** Gives AnythingLLM something new to tell and waits until the panel has it. */
async function expectNews({ anythingllm, panel }: Both, name: string): Promise<void> {
  const [workspace] = anythingllm.state.workspaces;
  if (!workspace) throw new Error('the sample has no workspace');
  workspace.name = name;
  // A reading that began before may have passed over it, and counts as one of this moment.
  await untilAtRest(panel, 'anythingllm');
  await letTimePass(panel, 60_000);
  await lookNow(panel);
  await panel.waitForText(name, { within: list, timeoutMs: 20_000 });
}

test('when one app is rate-limited, silent or down, then the other goes on', async ({ harness }) => {
  const both = await bothConnected(harness);
  const { librechat, panel } = both;
  const chat = librechat.conversationsOf(ALEX.email).find(({ title }) => title)?.title ?? '';

  // A server that asks for peace gets it, though somebody looks all the while.
  const calm = librechat.faults.add({
    path: '/api/convos',
    from: 'extension',
    action: { retryAfterSeconds: 600 },
  });
  await syncNow(panel);
  await waitForStatus(panel, 'librechat', 'LibreChat asks Tandem to slow down.');
  // What else was asked for by then is answered before anything is counted.
  await untilAtRest(panel, 'librechat');
  calm();
  librechat.log.clear();
  await letTimePass(panel, 500_000);
  await expectNews(both, 'News while the other waits (Demo data)');
  expect(ofOurs(librechat)).toEqual([]);
  await letTimePass(panel, 60_000);
  await lookNow(panel);
  await waitForStatus(panel, 'librechat', /checked/);

  // Silence: the other app does not wait for it.
  librechat.faults.add({ path: '/api/convos', from: 'extension', action: { hang: true } });
  await syncNow(panel);
  await waitForStatus(panel, 'librechat', 'checking');
  await expectNews(both, 'News during the silence (Demo data)');
  await waitForStatus(panel, 'librechat', 'took too long to answer', 40_000);
  librechat.faults.clear();
  await letTimePass(panel, 15 * 60_000);
  await lookNow(panel);
  // On a slow machine the next try is on its way already, and hangs for 20 s, too.
  await waitForStatus(panel, 'librechat', /checked/, 60_000);

  // Really down and up again, in real time: nobody helps.
  await librechat.down();
  await syncNow(panel);
  await waitForStatus(panel, 'librechat', /Nothing answers at|Tandem can’t reach/);
  await panel.waitForText(chat, { within: list });
  await librechat.up();
  await waitForStatus(panel, 'librechat', /checked/, 45_000);
});

test('when stored records are damaged, then the panel says so and reads them again', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const both = await bothConnected(harness);
  const { anythingllm, librechat, panel } = both;
  const [workspace] = anythingllm.state.workspaces;
  const chat = librechat.conversationsOf(ALEX.email).find(({ title }) => title)?.title ?? '';
  if (!workspace) throw new Error('the sample has no workspace');
  const damaged = await panel.evaluate(async () => {
    type Area = { get(): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> };
    const { browser, chrome } = globalThis as unknown as Record<string, { storage: { local: Area } } | undefined>;
    const area = (browser ?? chrome)?.storage.local;
    const names = Object.keys((await area?.get()) ?? {}).filter((name) => !name.startsWith('p1:connections'));
    const garbage = [
      '{"v":1,"rev":99,"da',
      '',
      'null',
      42,
      { v: 1 },
      '{"v":9,"rev":1,"data":[]}',
      '{"v":1,"rev":500,"data":{}}',
    ];
    await area?.set(Object.fromEntries(names.map((name, at) => [name, garbage[at % garbage.length]])));
    return names;
  });
  expect(damaged.length).toBeGreaterThan(6);
  await panel.waitForText(/(damaged|newer version).* aside/, {
    within: '.notice',
    timeoutMs: 20_000,
  });
  await waitForStatus(panel, 'anythingllm', 'Open to everyone: no sign-in needed.');
  await waitForStatus(panel, 'librechat', 'Signed in as');
  await panel.waitForText(workspace.name, { within: list });
  await panel.waitForText(chat, { within: list });
  // What only a page can tell waits for the page; all else is there again.
  const fromServers = damaged.filter((name) => /^p1:(status|user|llm|workspaces|conversations):/.test(name));
  await until('all records to be whole again', async () => {
    const stored = await harness.storage();
    const broken = fromServers.filter((name) => !/"data":[[{]/.test(String(stored[name])));
    return broken.length === 0 ? { value: true } : { problem: broken.join(' ') };
  });
  await expectNews(both, 'News after the damage (Demo data)');

  await panel.emulate({ offline: true });
  await syncNow(panel);
  await waitForStatus(panel, 'anythingllm', /offline|Tandem can’t reach|Nothing answers/);
  await waitForStatus(panel, 'librechat', /as of \d/);
  await panel.reload();
  await panel.waitForText(chat, { within: list });
  await panel.fill({ role: 'combobox', name: /^Search/ }, 'kitchen');
  await panel.waitForText('Kitchen renovation', { within: list });
  // What began offline would end in its failure, and be waited out, after all is well again.
  await untilAtRest(panel, 'anythingllm', 'librechat');
  await panel.emulate({ offline: false });
  await waitForStatus(panel, 'anythingllm', /checked/, 30_000);
  await waitForStatus(panel, 'librechat', /checked/, 30_000);
});

test(
  'when the user looks, then a poll costs four small requests and stores nothing',
  { tag: '@firefox-too' },
  async ({ harness }, info) => {
    const { anythingllm, librechat, panel } = await bothConnected(harness);
    const cycle = async () => {
      anythingllm.log.clear();
      librechat.log.clear();
      await letTimePass(panel, 40_000);
      await lookNow(panel);
      await untilTrue(
        'both apps to be asked',
        async () => [...anythingllm.log.all(), ...librechat.log.all()].length >= 4,
      );
      await untilAtRest(panel, 'anythingllm', 'librechat');
      return { anythingllm: ofOurs(anythingllm), librechat: ofOurs(librechat) };
    };
    await cycle();
    const before = await harness.storage();
    const idle = await cycle();
    const figures = Object.entries(idle).map(
      ([app, requests]) =>
        `${app}: ${requests.length} requests, ${requests.reduce((sum, one) => sum + one.bytes, 0)} bytes of bodies`,
    );
    info.annotations.push({ type: 'idle cycle', description: figures.join('; ') });
    expect(lines(idle.anythingllm)).toEqual(['GET /api/setup-complete 304', 'GET /api/workspaces 304']);
    expect(lines(idle.librechat)).toEqual(['GET /api/convos 304', 'GET /api/presets 304']);
    for (const one of [...idle.anythingllm, ...idle.librechat]) expect(one.bytes).toBe(0);
    expect(await harness.storage()).toEqual(before);
  },
);
