import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFile } from '@/lib/archive/bring-in/file-contents';
import { oneByOne } from '@/lib/archive/bring-in/one-by-one';
import { viewRequests } from '@/lib/background';
import type { BringInReply } from '@/lib/messaging/commands';
import { type BringInTarget, chatKey, inTreeOrder, type Message, type Transcript } from '@/lib/model';
import { importTimes } from '@/lib/transcripts';
import { startLibreChat } from '../apps/librechat';
import { idleOutside } from '../unit/kit/idle-outside';
import { World } from '../unit/kit/world';
import { chatsIn, exported, found, message, said, transcript, words } from '../unit/transcripts/kit';

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(' ', '<script>alert(1)</script>', '__proto__', '```\nopen', '学习 🚂', '\u0000x', 'x'.repeat(5_000)),
);
const times = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2024-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** A message answers one of those before it, or starts a branch. */
const messages: fc.Arbitrary<Message[]> = fc
  .array(
    fc.record({
      parent: fc.nat({ max: 12 }),
      author: fc.constantFrom('user', 'assistant' as const),
      at: times,
      text: texts,
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((rows) =>
    inTreeOrder(rows.map(({ parent, ...row }, at) => message(`m${at}`, parent < at ? `m${parent}` : null, row))),
  );
const chats: fc.Arbitrary<Transcript[]> = fc
  .array(fc.record({ messages, title: texts, archived: fc.boolean() }), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.map((one, at) => transcript(one.messages, { ...one, chat: { kind: 'conversation', id: `chat-${at}` } })),
  );

/** As an import leaves it: each message later than its parent. Siblings of one moment come in any order. */
function imported(chat: Transcript): Transcript {
  const at = importTimes(chat);
  const timed = chat.messages.map((one) => ({ ...one, at: at.get(one.id) ?? null }));
  const ordered = timed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return { ...chat, title: chat.title || 'Imported Chat', messages: inTreeOrder(ordered) };
}

const target: BringInTarget = { kind: 'librechat', modelOf: ({ own }) => own };
const run = {
  onProgress: () => undefined,
  signal: new AbortController().signal,
  now: Date.now,
  sleep: async () => undefined,
};

/** All chats of LibreChat as Tandem's zip has them, by reading the app. */
async function zipOf(world: World, amount: number): Promise<File> {
  const [connection] = await world.engine.connections();
  const owner = connection && (await world.engine.archive.owner(connection));
  if (!owner) throw new Error('nobody is signed in');
  await world.engine.sync();
  await world.engine.setArchive('librechat', 'on');
  const copied = async () => (await world.engine.viewStatus()).archive.librechat;
  await expect.poll(copied).toMatchObject({ state: 'complete', held: amount });
  const heads = await world.archive.heads(owner);
  const all = await Promise.all(heads.map(({ chat }) => world.archive.transcript(owner, chatKey(chat))));
  return new File([(await exported(all.filter((one) => one !== null))).file], 'export.zip');
}

test('when chats are exported, brought in and exported again, then they say the same', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(chats, async (all) => {
      const app = await startLibreChat({ sample: { conversations: 0 }, refreshGapMs: 0 });
      try {
        const world = new World();
        world.setCookies(app.signIn('alex@example.com').cookies);
        const connection = await world.connect('librechat', app);
        const identity = (await world.status(connection)).identity ?? '';
        const ask = viewRequests(world.engine, idleOutside);
        const options = { copy: null, broughtIn: [], onProgress: () => undefined, signal: run.signal };
        const first = await openFile(new File([(await exported(all)).file], 'export.zip'), options);
        const wanted = first.contents.chats.filter(({ state }) => state === 'new');
        for (const name of ['first', 'second']) {
          const { replies } = await oneByOne(
            wanted,
            ({ key }) =>
              ask(
                {
                  type: 'bring-in',
                  identity,
                  run: name,
                  at: '2026-11-29T00:00:00Z',
                  ...first.chat(key, target, words),
                },
                { kind: 'view' },
              ) as Promise<BringInReply>,
            run,
          );
          expect(replies.map(({ reply }) => reply.kind)).toEqual(
            wanted.map(() => (name === 'first' ? 'made' : 'there')),
          );
        }
        const again = await zipOf(world, wanted.length);
        const sorted = (transcripts: readonly Transcript[]) =>
          transcripts
            .map(imported)
            .map((one) => JSON.stringify([one.title, one.archived, ...said(one)]))
            .sort();
        const before = chatsIn(await found((await exported(all)).file)).filter((_, at) =>
          wanted.some(({ key }) => key === at),
        );
        expect(sorted(chatsIn(await found(again)))).toEqual(sorted(before));
        const second = await openFile(again, {
          ...options,
          copy: { archive: world.archive, owner: { connection: connection.id, identity } },
        });
        expect(second.contents.chats.map(({ state }) => state)).toEqual(wanted.map(() => 'there'));
      } finally {
        await app.stop();
      }
    }),
    { numRuns: 12 },
  );
});
