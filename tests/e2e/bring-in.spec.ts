import { zipSync } from 'fflate';
import { ALEX, startLibreChat } from '../apps/librechat';
import { expect, test } from './harness';
import { connectAndRead, signInToLibreChat } from './harness/flows';

const text = (value: string) => new TextEncoder().encode(value);

const chat = (name: string) => ({
  uuid: name,
  name,
  chat_messages: [
    { uuid: `${name}-1`, sender: 'human', text: `Tell me of ${name}`, created_at: '2025-03-01T08:00:00Z' },
    { uuid: `${name}-2`, sender: 'assistant', text: 'It is fine.', created_at: '2025-03-01T08:00:05Z' },
  ],
});

/** A zip of Claude's with a name that leads out of it, and a bomb. */
const hostileZip = () =>
  zipSync({
    '../../conversations.json': text('[]'),
    'conversations-2.json': [new Uint8Array(30_000_000), { level: 9 }],
    'conversations.json': text(JSON.stringify([chat('Lisbon'), chat('<img src=x onerror=alert(1)>')])),
  });

test('when chats of a zip are brought in, then they are there, and taken back alone', {
  tag: '@firefox-too',
}, async ({ harness }) => {
  const librechat = await startLibreChat({ sample: 'demo' });
  try {
    const ids = () => librechat.conversationsOf(ALEX.email).map(({ conversationId }) => conversationId);
    const before = ids();
    await signInToLibreChat(harness, librechat);
    await connectAndRead(harness, { librechat });
    const page = await harness.openExtensionPage('chats.html');
    await page.waitForText('Bring in');
    const bytes = Buffer.from(hostileZip()).toString('base64');
    await page.evaluate((encoded) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"]');
      const given = new DataTransfer();
      given.items.add(new File([Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0))], 'claude.zip'));
      if (!input) throw new Error('there is no field for a file');
      input.files = given.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, bytes);
    await page.waitForText('Claude: 2 chats');
    await page.click({ text: '2 things are not as they should be' });
    await page.waitForText('../../conversations.json: Its name leads out of the folder.');
    await page.waitForText('conversations-2.json: It is too big.');
    await page.waitForText('LibreChat gives every chat a new id, and makes no tags.');
    await page.waitForText('<img src=x onerror=alert(1)>');

    await page.click({ role: 'button', name: 'Bring in 2 chats…' });
    expect(ids()).toEqual(before);
    await page.click({ role: 'button', name: 'Yes, bring in' });
    await page.waitForText('2 brought in.');
    const made = ids().filter((id) => !before.includes(id));
    expect(made.map((id) => librechat.state.messages.get(id)?.length)).toEqual([2, 2]);

    await page.waitForText('2 in LibreChat');
    await page.click({ text: 'Take back…' });
    await page.click({ role: 'button', name: 'Yes, delete' });
    await page.waitFor({ role: 'heading', name: 'Brought in before' }, { state: 'hidden' });
    expect(new Set(ids())).toEqual(new Set(before));
  } finally {
    await librechat.stop();
  }
});
