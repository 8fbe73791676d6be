import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, type Harness, type Tab, test } from './harness';
import { signInToAnythingLlm } from './harness/anythingllm';
import { connectAndRead, signInToLibreChat, waitUntilRead } from './harness/flows';
import { list, openPanel, statusOf, syncNow, untilAtRest, waitForStatus } from './harness/panel';
import { until } from './harness/wait';

const patiently = { timeoutMs: 30_000 };
const below = (app: 'anythingllm' | 'librechat') => ({ ...patiently, within: `.address[data-app="${app}"]` });

/** Presses the button that brings the cookie of what stands in front, in whichever tab shows it. */
async function pass(harness: Harness, button: string): Promise<Tab> {
  const selector = { role: 'button', name: button } as const;
  const tab = await until(`a tab with “${button}”`, async () => {
    for (const each of await harness.tabs()) if (await each.isVisible(selector)) return { value: each };
    return { problem: 'no tab shows it' };
  });
  await tab.click(selector, patiently);
  await tab.waitFor(selector, { state: 'hidden', ...patiently });
  return tab;
}

test.describe('the connect page', () => {
  test.use({ grantedHosts: [] });

  test('when gateways answer 401, then Connect says so and continues after a sign-in', async ({ harness }) => {
    const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
    const librechat = await startLibreChat({ sample: 'demo' });
    try {
      // Cookies know no ports, and both gateways name theirs alike.
      const chatUrl = librechat.urlAt('chat.localhost');
      anythingllm.gateway.stand('json {}');
      librechat.gateway.stand('json message 403');
      const page = await harness.openExtensionPage('connect.html');
      await page.fill({ label: 'AnythingLLM address' }, anythingllm.url);
      await page.fill({ label: 'LibreChat address' }, chatUrl);
      for (const app of ['anythingllm', 'librechat'] as const)
        await page.waitForText('Something answers at', below(app));
      for (const host of ['127.0.0.1', 'chat.localhost']) await harness.allowHost(host);
      await page.click({ role: 'button', name: 'Connect' });
      await page.waitForText('A login page stands in front of AnythingLLM', below('anythingllm'));
      await page.waitForText('A login page stands in front of LibreChat', below('librechat'));

      await page.click({ role: 'button', name: 'Open it in a tab', nth: 0 });
      await pass(harness, 'Sign in');
      await page.bringToFront();
      await page.waitForText('Change address', below('anythingllm'));

      librechat.gateway.stand('Cloudflare, managed');
      await page.waitForText('A security check stands in front of LibreChat', below('librechat'));
      await page.click({ role: 'button', name: 'Open it in a tab' });
      const chat = await pass(harness, 'I am no robot');
      await chat.fill({ label: 'Email address' }, ALEX.email);
      await chat.fill({ label: 'Password' }, ALEX.password);
      await chat.click({ role: 'button', name: 'Continue' });
      await chat.waitFor({ label: 'Message input' }, patiently);
      await page.bringToFront();
      await waitUntilRead(page);
    } finally {
      await anythingllm.stop();
      await librechat.stop();
    }
  });
});

test('when a gateway’s sign-in expires, then the apps’ sessions survive', async ({ harness }) => {
  const anythingllm = await startAnythingLlm({ mode: 'multi', sample: 'demo', passwordCostMs: 0 });
  const librechat = await startLibreChat({ sample: 'demo' });
  try {
    const brain = await signInToAnythingLlm(harness, anythingllm, { username: 'dana', password: 'dana-demo-1' });
    await signInToLibreChat(harness, librechat, { name: ALEX.email, password: ALEX.password });
    await connectAndRead(harness, { anythingllm, librechat });
    const panel = await openPanel(harness);
    await waitForStatus(panel, 'anythingllm', 'Signed in as');
    await waitForStatus(panel, 'librechat', 'Signed in as');
    // One app has no page that could lend its token once more, the other one that shows nothing of what will stand in front.
    await brain.close();
    await untilAtRest(panel, 'anythingllm', 'librechat');

    for (const [refusal, words, button] of [
      ['nginx 401', 'A login page stands in front of', 'Sign in'],
      ['Cloudflare, managed', 'A security check stands in front of', 'I am no robot'],
    ] as const) {
      // Both name their cookie alike, so that one is passed after the other.
      for (const app of [anythingllm, librechat]) {
        app.gateway.lapse();
        app.gateway.stand(refusal);
      }
      await panel.bringToFront();
      await syncNow(panel);
      for (const app of ['anythingllm', 'librechat'] as const) {
        await waitForStatus(panel, app, words);
        expect(await panel.text(statusOf(app))).not.toMatch(/role|has expired|no longer accepts/);
      }
      await panel.waitForText('Sourdough', { within: list });
      for (const app of ['anythingllm', 'librechat'] as const) {
        const action = { css: `.app-status[data-app="${app}"] .actions button` };
        await panel.bringToFront();
        await panel.click(action);
        const tab = await pass(harness, button);
        await panel.bringToFront();
        await waitForStatus(panel, app, /checked/, 45_000);
        await waitForStatus(panel, app, 'Signed in as');
        await tab.close();
      }
    }
  } finally {
    await anythingllm.stop();
    await librechat.stop();
  }
});
