import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTreeOrder, type Message, type Transcript } from '@/lib/model';
import { fingerprint, readChats, toLibreChat } from '@/lib/transcripts';
import { chatsIn, exported, found, inThread, message, said, transcript, troublesIn } from '../unit/transcripts/kit';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '<script>alert(1)</script>', '__proto__', '```\nopen', '---\nx: y\n---', '{"a":1}'),
);
const times = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2001-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);

/** A message answers one of those before it, or starts a branch. */
const messages: fc.Arbitrary<Message[]> = fc
  .array(
    fc.record({
      parent: fc.nat({ max: 20 }),
      author: fc.constantFrom('user', 'assistant' as const),
      at: times,
      text: texts,
      thought: fc.option(
        texts.filter((thought) => thought !== ''),
        { nil: undefined },
      ),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    inTreeOrder(
      rows.map(({ parent, thought, ...row }, index) =>
        message(`m${index}`, parent < index ? `m${parent}` : null, {
          ...row,
          ...(thought !== undefined && { thought }),
        }),
      ),
    ),
  );
const transcripts: fc.Arbitrary<Transcript> = fc
  .record({ messages, title: texts, isThread: fc.boolean(), workspace: texts })
  .map(({ messages: all, title, isThread, workspace }) =>
    isThread ? inThread(all, { title, workspace }) : transcript(all, { title }),
  );

const throughLibreChat = (chat: Transcript): Transcript => {
  const written = toLibreChat(chat, { endpoint: 'openAI', model: 'm' });
  const [read] = [...readChats(JSON.parse(JSON.stringify(written)))];
  if (!read) throw new Error('not read');
  return read.transcript;
};

test('when a chat was in a zip of Tandem, then it says the same, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(transcripts, { maxLength: 4 }), async (chats) => {
      const first = await found((await exported(chats)).file);
      expect(troublesIn(first)).toEqual([]);
      const expected = chats.map((chat) => said(chat.chat.kind === 'conversation' ? throughLibreChat(chat) : chat));
      // Chats of one app come in their order.
      expect(chatsIn(first).map(said)).toEqual(expected);
      const second = chatsIn(await found((await exported(chatsIn(first))).file));
      expect(second).toEqual(chatsIn(first));
    }),
    { numRuns: 60 },
  );
});

test('when a chat goes through the form of LibreChat, then nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(transcripts, async (chat) => {
      const through = throughLibreChat(chat);
      const words = ({ messages: all }: Transcript) =>
        all.map(({ id, parent, author, text, thought }) => [id, parent, author, text, thought]).sort();
      expect(words(through)).toEqual(words(chat));
      // A time that was missing is filled in, so siblings may change places.
      if (chat.messages.every(({ at }) => at !== null)) expect(said(through)).toEqual(said(chat));
      expect(said(throughLibreChat(through))).toEqual(said(through));
      if (chat.messages.length > 0) expect(await fingerprint(through)).toBe(await fingerprint(chat));
    }),
  );
});

test('when LibreChat gets a chat, then no child stands before its parent', () => {
  const links = fc.array(fc.record({ id: fc.nat({ max: 9 }), parent: fc.option(fc.nat({ max: 12 })), at: times }));
  fc.assert(
    fc.property(links, (rows) => {
      const wild = rows.map(({ id, parent, at }) => message(`m${id}`, parent === null ? null : `m${parent}`, { at }));
      const written = toLibreChat(transcript(inTreeOrder(wild)), { endpoint: null, model: null }).messages;
      expect(written).toHaveLength(rows.length);
      const before = new Set<unknown>(['00000000-0000-0000-0000-000000000000']);
      for (const { messageId, parentMessageId, createdAt } of written) {
        expect(before.has(parentMessageId)).toBe(true);
        expect(before.has(messageId)).toBe(false);
        before.add(messageId);
        expect(createdAt).toBeDefined();
      }
    }),
  );
});
