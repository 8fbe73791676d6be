import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { type ExportSource, exportChats } from '@/lib/archive';
import { type Conversation, chatKey, type Transcript } from '@/lib/model';
import { emptyState } from '@/lib/shared-state/assemble';

const conversation = (id: string): Conversation => ({
  ...{ id, title: `Chat ${id}`, endpoint: 'openAI', model: 'gpt-4o', createdAt: null, updatedAt: null },
  ...{ archived: false, pinned: false },
});

const transcript = (id: string): Transcript => ({
  ...{ chat: { kind: 'conversation', id }, title: `Chat ${id}`, workspace: null, endpoint: 'openAI', model: 'gpt-4o' },
  ...{ createdAt: null, updatedAt: null, archived: false, rest: {} },
  messages: [
    {
      ...{ id: 'm', parent: null, author: 'user', name: null, model: null, at: null, text: 'x'.repeat(2_000) },
      ...{ attachments: [], sources: [], rest: {} },
    },
  ],
});

function source(ids: readonly string[], held: (key: string) => Transcript | null): ExportSource {
  const librechat = {
    ...emptyState.apps.librechat,
    connection: { id: 'c' } as never,
    status: { ...emptyState.apps.librechat.status, identity: 'me' },
  };
  return {
    archive: { transcript: async (owner, key) => (owner.identity === 'me' ? held(key) : null) },
    shared: { ...emptyState, apps: { ...emptyState.apps, librechat }, conversations: ids.map(conversation) },
  };
}

const words = {
  ...{ user: 'You', assistant: 'Assistant', thought: 'Thoughts', attachments: 'Attachments', sources: 'Sources' },
  version: ({ number, of }: { number: number; of: number }) => `${number} of ${of}`,
};

const options = (given: Partial<Parameters<typeof exportChats>[1]> = {}) => ({
  ...{ words, at: '2026-01-01T00:00:00.000Z', versions: {} },
  ...{ sink: () => undefined, onProgress: () => undefined, signal: new AbortController().signal },
  ...given,
});

it('when a listed chat is not archived, then the zip has the others and reports it', async () => {
  const pieces: Uint8Array[] = [];
  const progress: number[][] = [];
  const held = (key: string) => (key === 'c/a' ? transcript('a') : null);
  const end = await exportChats(
    source(['a', 'b'], held),
    options({ sink: (piece) => void pieces.push(piece), onProgress: (...at) => void progress.push(at) }),
  );
  expect(end).toEqual({ chats: 1, missing: 1 });
  expect(progress).toEqual([
    [1, 2],
    [2, 2],
  ]);
  const files = unzipSync(new Uint8Array(await new Blob(pieces as never).arrayBuffer()));
  expect(JSON.parse(strFromU8(files['report.json'] ?? new Uint8Array())).chats).toEqual([
    { app: 'librechat', key: chatKey({ kind: 'conversation', id: 'b' }), title: 'Chat b', trouble: 'missing' },
  ]);
});

it('when an export is cancelled, then it stops before the next chat', async () => {
  const cancel = new AbortController();
  const all = exportChats(
    source(['a', 'b', 'c'], () => transcript('a')),
    options({ signal: cancel.signal, onProgress: (done) => done === 2 && cancel.abort(new Error('cancelled')) }),
  );
  await expect(all).rejects.toThrow('cancelled');
});

it('when 10,000 chats are exported, then pieces are small, and none waits in memory', async () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => String(at));
  let [largest, waiting, most] = [0, 0, 0];
  const end = await exportChats(
    source(ids, (key) => transcript(key.slice(2))),
    options({
      sink: async (piece) => {
        largest = Math.max(largest, piece.length);
        most = Math.max(most, ++waiting);
        await Promise.resolve();
        waiting -= 1;
      },
    }),
  );
  expect(end).toEqual({ chats: 10_000, missing: 0 });
  expect(most).toBe(1);
  // One chat as it is in memory, and the list of checksums at the end.
  expect(largest).toBeLessThan(4_000_000);
});
