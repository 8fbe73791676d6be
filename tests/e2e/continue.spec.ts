import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { accessibilityProblems } from './harness/accessibility';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel } from './harness/panel';

const slow = { timeoutMs: 30_000 };
const search = { role: 'combobox', name: /Search workspaces/ } as const;
const active = '[role=option][aria-selected=true]';
const form = { css: '.continue' };

test('when a chat goes on in the other app, then it is there and open, both ways', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const anythingllm = await startAnythingLlm({ sample: 'demo' });
  const librechat = await startLibreChat({ sample: 'demo' });
  try {
    const page = await signInToLibreChat(harness, librechat);
    const view = await connectAndRead(harness, { anythingllm, librechat });
    await page.close();
    await view.close();
    const [chat] = librechat.conversationsOf(ALEX.email).filter(({ isArchived }) => !isArchived);
    const thread = anythingllm.state.threads.find(({ id }) =>
      anythingllm.state.chats.some((one) => one.threadId === id),
    );
    const said = anythingllm.state.chats.find(({ threadId }) => threadId === thread?.id);
    if (!chat || !thread || !said) throw new Error('the sample has too little');

    const panel = await openPanel(harness);
    await panel.waitFor('[role=option]', slow);
    await panel.fill(search, chat.title);
    await panel.waitForText(chat.title, { within: active });
    await panel.press('Alt+Enter');
    await panel.click({ role: 'button', name: 'Save to the workspace' });
    await panel.waitForText('Saved as a document of the workspace.', { within: form, ...slow });
    expect(await accessibilityProblems(panel)).toEqual([]);
    const saved = () => anythingllm.state.files.filter(({ folder }) => folder === 'tandem');
    expect(saved().map(({ title }) => title)).toEqual([chat.title]);
    expect(saved()[0]?.pageContent).toContain(`${librechat.url}c/${chat.conversationId}`);

    await panel.click({ role: 'button', name: 'Continue in AnythingLLM' });
    const inAnythingLlm = await harness.waitForTab(`${anythingllm.url}workspace/`, slow);
    await inAnythingLlm.waitForText(chat.title, { within: { testId: 'thread-title' }, ...slow });
    expect(anythingllm.state.parsedFiles.map(({ pageContent }) => pageContent)).toEqual([saved()[0]?.pageContent]);

    // Escape gives the focus back to the search.
    await panel.bringToFront();
    await panel.press('Escape');
    await panel.waitFor(form, { state: 'hidden' });
    await panel.fill(search, thread.name);
    await panel.waitForText(thread.name, { within: active, ...slow });
    await panel.hover(active);
    await panel.click(`${active} .result-continue`);
    await panel.select({ label: 'Provider' }, 'anthropic');
    await panel.fill({ label: 'Model' }, 'claude-sonnet-4-5');
    await panel.click({ role: 'button', name: 'Continue in LibreChat' });
    const inLibreChat = await harness.waitForTab(`${librechat.url}c/`, slow);
    await inLibreChat.waitForText(said.prompt, slow);
    const made = librechat.conversationsOf(ALEX.email).find(({ title }) => title === thread.name);
    expect(made).toMatchObject({ endpoint: 'anthropic', model: 'claude-sonnet-4-5' });
    expect(librechat.state.messages.get(made?.conversationId ?? '')?.[0]?.text).toContain(
      `Continued from ${anythingllm.url}workspace/`,
    );
  } finally {
    await Promise.all([anythingllm.stop(), librechat.stop()]);
  }
});
