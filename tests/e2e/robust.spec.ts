import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { type ExtensionApi, expect, test, until } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { list, lookNow, openPanel, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { letTimePass } from './harness/time';

/** In functions that run in a page of the extension. */
declare const chrome: ExtensionApi;

test('when stored records are damaged, then the panel says so and reads them again', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const librechat = await startLibreChat({ sample: 'demo' });
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  const others = await harness.tabs();
  const panel = await openPanel(harness);
  for (const tab of others) await tab.close();
  await waitForStatus(panel, 'librechat', 'Signed in as');
  await untilAtRest(panel, 'anythingllm', 'librechat');
  const [workspace] = anythingllm.state.workspaces;
  const chat = librechat.conversationsOf(ALEX.email).find(({ title }) => title)?.title ?? '';
  if (!workspace) throw new Error('the sample has no workspace');
  const damaged = await panel.evaluate(async () => {
    const names = Object.keys(await chrome.storage.local.get()).filter((name) => !name.startsWith('p1:connections'));
    const garbage = [
      '{"v":1,"rev":99,"da',
      '',
      'null',
      42,
      { v: 1 },
      '{"v":9,"rev":1,"data":[]}',
      '{"v":1,"rev":500,"data":{}}',
    ];
    await chrome.storage.local.set(Object.fromEntries(names.map((name, at) => [name, garbage[at % garbage.length]])));
    return names;
  });
  expect(damaged.length).toBeGreaterThan(6);
  // The panel hears of it when it looks, which it does now and every 10 s.
  await until('the notice', async () => {
    await panel.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    const said = (await panel.texts('.notice')).join();
    return /(damaged|newer version).* aside/.test(said) ? { value: true } : { problem: said };
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
  workspace.name = 'News after the damage (Demo data)';
  // A reading that began before may have passed over it, and counts as one of this moment.
  await untilAtRest(panel, 'anythingllm');
  await letTimePass(panel, 60_000);
  await lookNow(panel);
  await panel.waitForText(workspace.name, { within: list });

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
  // The pause after a failure is over.
  await letTimePass(panel, 60_000);
  await lookNow(panel);
  await waitForStatus(panel, 'anythingllm', /checked/, 30_000);
  await waitForStatus(panel, 'librechat', /checked/, 30_000);
});
