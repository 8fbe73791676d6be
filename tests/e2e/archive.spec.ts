import { unzipSync } from 'fflate';
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';
import { expect, type Harness, type Tab, test } from './harness';
import { accessibilityProblems, sidewaysScroll } from './harness/accessibility';
import { connectAndRead, signInToLibreChat } from './harness/flows';
import { openPanel, syncNow, waitForStatus } from './harness/panel';
import { untilTrue } from './harness/wait';

const slow = { timeoutMs: 60_000 };
const search = { role: 'combobox', name: /Search workspaces/ } as const;
const hits = { css: '.message-hits' };

/** Puts words of our own into the first messages of a chat. */
function say(app: LibreChatApp, at: number, text: string): { readonly id: string; readonly title: string } {
  const listed = app.conversationsOf(ALEX.email).filter(({ isArchived, conversationId }) => {
    return !isArchived && (app.state.messages.get(conversationId) ?? []).length > 0;
  });
  const { conversationId: id, title } = listed[at] ?? {};
  const [first, ...others] = app.state.messages.get(id ?? '') ?? [];
  if (!id || !title || !first) throw new Error('the sample is too small');
  const { content: _parts, ...plain } = first;
  app.state.messages.set(id, [{ ...plain, text }, ...others]);
  return { id, title };
}

/** The chats in the extension's database. */
const archived = (view: Tab) =>
  view.evaluate(
    () =>
      new Promise<number>((counted, failed) => {
        const opening = indexedDB.open('archive');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('heads').objectStore('heads').count();
          counting.onsuccess = () => counted(counting.result);
          counting.onerror = () => failed(counting.error);
          opening.result.close();
        };
      }),
  );

/** Both apps with their chats, read into a panel in a tab. */
async function start(harness: Harness, sample: 'demo' | { conversations: number } = 'demo') {
  const anythingllm = await startAnythingLlm({ mode: 'open', sample: 'demo' });
  const librechat = await startLibreChat({ sample });
  const words = say(librechat, 0, 'The lighthouse keeper wrote **quillwork** into the margin of his diary.');
  return {
    anythingllm,
    librechat,
    words,
    connected: async () => {
      await signInToLibreChat(harness, librechat);
      const view = await connectAndRead(harness, { anythingllm, librechat });
      await view.close();
      return openPanel(harness);
    },
  };
}

/** Says yes to the offer, and waits for both copies. */
async function keepCopies(panel: Tab): Promise<void> {
  await panel.fill(search, 'quillwork');
  await panel.click({ role: 'button', name: 'Yes, keep a copy' }, slow);
  await panel.click({ text: 'Preferences and connections' });
  await panel.waitForFunction(
    () =>
      [...document.querySelectorAll('.archive-progress')].filter((each) => /chats? copied\.$/.test(each.textContent))
        .length === 2,
    undefined,
    { timeoutMs: 90_000 },
  );
}

test('when the user says yes once, then messages are found, filtered, opened and read', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  test.setTimeout(240_000);
  const { librechat, words, connected } = await start(harness);
  const panel = await connected();
  await keepCopies(panel);
  expect(await panel.isVisible({ text: 'Search inside your chats, too?' })).toBe(false);

  await panel.waitForText('diary', { within: hits, ...slow });
  expect(await panel.texts('.hit-snippet mark')).toEqual(['quillwork']);
  expect(await accessibilityProblems(panel)).toEqual([]);

  // A filter as a chip: it narrows, and its cross takes it out of the typed text.
  await panel.fill(search, 'quillwork app:anythingllm');
  await panel.waitForText('No message matches.', { within: hits, ...slow });
  await panel.click({ role: 'button', name: 'Remove app:anythingllm' });
  await panel.waitForText('diary', { within: hits, ...slow });
  expect(await panel.value(search)).toBe('quillwork');

  // No title has the word: Down goes to the message, Up comes back, Down and Enter open it in the app.
  await panel.press('ArrowDown');
  expect(await panel.evaluate(() => document.activeElement?.className)).toBe('hit');
  await panel.press('ArrowUp');
  expect(await panel.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
  await panel.press('ArrowDown');
  await panel.press('Enter');
  const opened = await harness.waitForTab(`${librechat.url}c/${words.id}`, slow);
  await opened.close();

  // The app stopped: the same line opens Tandem's copy, also from the list of titles.
  await librechat.down();
  await panel.bringToFront();
  await syncNow(panel);
  await waitForStatus(panel, 'librechat', /Open it in a tab|does not answer/, 60_000);
  await panel.click('a.hit');
  const reader = await harness.waitForTab('chats.html#c/', slow);
  await reader.waitForText('The lighthouse keeper wrote', slow);
  expect(await reader.texts('[data-wanted] strong')).toEqual(['quillwork']);
  expect(await accessibilityProblems(reader)).toEqual([]);
  await reader.close();
  await panel.bringToFront();
  await panel.fill(search, words.title);
  await panel.waitForText('opens your copy', { within: '[role=option][aria-selected=true]' });
  await panel.focus(search);
  await panel.press('Enter');
  const again = await harness.waitForTab('chats.html#c/', slow);
  await again.waitForText('quillwork', slow);
  await panel.bringToFront();
  await panel.press('Escape');
  expect(await panel.value(search)).toBe('');
});

test('when the user exports, pauses or switches off, then just that happens', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  test.setTimeout(240_000);
  const { librechat, connected } = await start(harness, { conversations: 60 });
  // Slow enough to be seen and to be paused.
  librechat.faults.add({ path: /^\/api\/messages\//, from: 'extension', action: { delayMs: 100 } });
  const panel = await connected();
  const page = await harness.openExtensionPage('chats.html');
  const box = { label: /your LibreChat chats/ };
  await page.check(box);
  await page.waitForText(/\d+ of \d+ chats copied/, { within: '.archive-progress', ...slow });
  await page.click({ role: 'button', name: 'Pause' });
  await page.waitForText(/^Paused: \d+ of \d+ chats copied\.$/, { within: '.archive-progress [role=status]', ...slow });
  expect(await accessibilityProblems(page)).toEqual([]);
  librechat.faults.clear();
  await page.click({ role: 'button', name: 'Resume' });
  await page.waitForText(/^\d+ chats copied\.$/, { within: '.archive-progress [role=status]', ...slow });
  const listed = librechat.conversationsOf(ALEX.email).filter(({ expiredAt }) => !expiredAt);
  expect(await archived(page)).toBe(listed.length);

  // The browser's downloads are not asked: the zip is taken where the page hands it over.
  await page.evaluate(() => {
    const taken = globalThis as unknown as { zip?: Blob; name?: string };
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      taken.zip = blob as Blob;
      return make(blob);
    };
    HTMLAnchorElement.prototype.click = function click() {
      taken.name = this.download;
    };
  });
  await page.click({ role: 'button', name: 'Export everything' });
  await page.waitForText(/chats exported\./, slow);
  const zip = await page.evaluate(async () => {
    const { zip, name } = globalThis as unknown as { zip: Blob; name: string };
    const bytes = new Uint8Array(await zip.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { name, base64: btoa(text) };
  });
  expect(zip.name).toMatch(/^tandem-chats-\d{4}-\d\d-\d\d\.zip$/);
  const files = Object.keys(unzipSync(Buffer.from(zip.base64, 'base64')));
  expect(files).toContain('manifest.json');
  expect(files.filter((name) => /librechat.*\.md$/.test(name))).toHaveLength(listed.length);

  await page.uncheck(box);
  await untilTrue('the copy to be deleted', async () => (await archived(page)) === 0, { timeoutMs: 20_000 });
  await panel.close();
});

test('when messages are hostile or huge, then nothing runs or loads, and they show', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  test.setTimeout(240_000);
  const { librechat, anythingllm, connected } = await start(harness);
  const trap = `${anythingllm.url}trap.png`;
  const hostile = say(
    librechat,
    1,
    `grimoire <img src="${trap}?a" onerror="document.title='run'"> ![seen](${trap}?b) [go](javascript:document.title='run') <script>document.title='run'</script>`,
  );
  const huge = say(librechat, 2, `grimoire ${'x'.repeat(300_000)}`);
  const panel = await connected();
  await keepCopies(panel);
  await panel.fill(search, 'grimoire');
  await panel.waitFor('.hit', slow);
  await untilTrue('both messages to be found', async () => (await panel.count('.hit')) === 2);
  expect(await panel.count('.message-hits img')).toBe(0);
  expect(await sidewaysScroll(panel)).toBe(0);

  const reader = await harness.openExtensionPage(`chats.html#c/${hostile.id}`);
  await reader.waitForText('<img src=', slow);
  await reader.waitForText('Picture, not loaded: seen');
  const links = await reader.evaluate(() => [...document.querySelectorAll('.message a')].map((a) => String(a)));
  expect(links.filter((href) => href.includes('javascript'))).toEqual([]);
  expect(await reader.count('.message :is(img, script, iframe)')).toBe(0);
  expect(await reader.evaluate(() => document.title)).toBe(`${hostile.title} – Tandem`);
  expect(anythingllm.log.matching({ path: /trap\.png/ })).toEqual([]);

  await reader.goto(`${harness.extensionOrigin}/chats.html#c/${huge.id}`);
  await reader.reload();
  await reader.waitForText('grimoire', slow);
  expect(await sidewaysScroll(reader)).toBe(0);
});
