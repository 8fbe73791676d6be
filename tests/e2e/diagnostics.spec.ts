import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { type ElementActions, expect, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel } from './harness/panel';

let anythingllm: AnythingLlmApp;
let librechat: LibreChatApp;
test.beforeEach(async () => {
  anythingllm = await startAnythingLlm({ sample: 'demo' });
  librechat = await startLibreChat({ sample: 'demo' });
});

/** Copies the report with the panel's own button, and pastes it into a field of the test's own. */
async function copied(panel: ElementActions): Promise<string> {
  await panel.click({ text: 'Preferences and connections' });
  await panel.click({ role: 'button', name: 'Copy diagnostics' });
  await panel.waitForText('Copied.');
  await panel.evaluate(() => {
    document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'paste' }));
  });
  await panel.focus('#paste');
  await panel.press('Control+v');
  return panel.value('#paste');
}

test('when the user copies diagnostics, then the pasted text has no private data', async ({ harness }) => {
  await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  const text = await copied(await openPanel(harness));
  const name = harness.browser === 'firefox' ? 'Firefox' : 'Chrome';
  expect(text).toMatch(new RegExp(`^\`\`\`\\s*tandem version=\\d+\\.\\d+\\.\\d+ browser=${name} browserVersion=\\d+`));
  expect(text).toMatch(/app app=librechat contract=stock .*session=signed-in .*conversations=[1-9]/);
  expect(text).toMatch(/worker-started version=.*connected app=anythingllm.*pull-ended app=librechat/s);
  for (const mine of [ALEX.email, ALEX.name, 'alex', 'Demo data', anythingllm.url, librechat.url, '127.0.0.1'])
    expect(text.includes(mine), mine).toBe(false);
});

test('when the panel is in an app’s page, then it copies diagnostics, too @chromium-only', async ({ harness }) => {
  await connectAndRead(harness, { anythingllm });
  const page = await harness.openPage(anythingllm.url);
  await page.click({ role: 'button', name: 'Open Tandem' }, { timeoutMs: 30_000 });
  const panel = await page.frame('panel.html');
  expect(await copied(panel)).toContain('app app=anythingllm');
});
