import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { connectAsAPerson, signInToLibreChat } from './harness/flows';

test('first run: two addresses, one grant, signed in, found', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const librechat = await startLibreChat({ sample: 'demo' });
  try {
    await signInToLibreChat(harness, librechat, { name: ALEX.email, password: ALEX.password });
    const page = await connectAsAPerson(harness, { anythingllm, librechat });
    await page.waitForText(/\d+ workspaces? · [\d,]+ conversations?/);
    await page.screenshot('/tmp/first.png');
    expect(await page.text('body')).toContain('Everything in one place');
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
});
