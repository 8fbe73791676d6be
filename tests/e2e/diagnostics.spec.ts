import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';

// In the panel inside an app's page, where a copy needs the page's leave, too; Firefox's frames are out of reach.
test('when the user copies diagnostics in a page, then no private data is in them', {
  tag: '@chromium-only',
}, async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ sample: 'demo' });
  const librechat = await startLibreChat({ sample: 'demo' });
  const page = await signInToLibreChat(harness, librechat);
  await connectAndRead(harness, { anythingllm, librechat });
  await page.click({ role: 'button', name: 'Open Tandem' }, { timeoutMs: 30_000 });
  const panel = await page.frame('panel.html');
  await panel.click({ text: 'Preferences and connections' });
  await panel.click({ role: 'button', name: 'Copy diagnostics' });
  await panel.waitForText('Copied.');
  await panel.evaluate(() => {
    document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'paste' }));
  });
  await panel.focus('#paste');
  await panel.press('Control+v');
  const text = await panel.value('#paste');
  expect(text).toMatch(/^```\s*tandem version=\d+\.\d+\.\d+ browser=Chrome browserVersion=\d+/);
  expect(text).toMatch(/app app=librechat contract=stock .*session=signed-in .*conversations=[1-9]/);
  expect(text).toMatch(/worker-started version=.*connected app=anythingllm.*pull-ended app=librechat/s);
  for (const mine of [ALEX.email, ALEX.name, 'alex', 'Demo data', anythingllm.url, librechat.url, '127.0.0.1'])
    expect(text.includes(mine), mine).toBe(false);
});
