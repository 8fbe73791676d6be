import { describe, expect, it } from 'vitest';
import { chatContinuation, chatDocument, isContinuedIn } from '@/lib/transcripts';
import { inThread, words as labels, message, transcript } from './kit';

const words = { ...labels, from: 'From', untitled: 'Untitled' };
const url = 'http://nas:3080/c/c1';
const at = (second: number) => `2026-01-05T09:00:0${second}.000Z`;

describe('a chat as a document', () => {
  const asked = message('a', null, { at: at(1) });
  const former = message('b', 'a', { at: at(2), author: 'assistant' });
  const newest = message('c', 'a', { at: at(3), author: 'assistant' });

  it('when a message has versions, then only what leads to the newest is in it', async () => {
    const document = await chatDocument(transcript([asked, former, newest]), url, 'w', words);
    expect(document?.text).toMatch(/text of a.*text of c.*From http:\/\/nas:3080\/c\/c1\n$/s);
    expect(document?.text).not.toContain('text of b');
  });

  it('when a chat or its workspace differs, then so does the name, within a prefix', async () => {
    const named = async (workspace: string, id: string, text: string) => {
      const chat = transcript([message('a', null, { text })], { chat: { kind: 'conversation', id } });
      return (await chatDocument(chat, url, workspace, words)) ?? { prefix: '', name: '' };
    };
    const [one, edited] = [await named('w', 'c1', 'x'), await named('w', 'c1', 'y')];
    expect(one.name).toMatch(/^chat-[0-9a-f]{16}-[0-9a-f]{16}$/);
    expect(edited.prefix).toBe(one.prefix);
    expect(edited.name).not.toBe(one.name);
    expect(await named('w', 'c1', 'x')).toEqual(one);
    for (const other of [await named('v', 'c1', 'x'), await named('w', 'c2', 'x')])
      expect(other.prefix).not.toBe(one.prefix);
  });

  it('when nothing was said, then there is none', async () => {
    expect(await chatDocument(transcript([]), url, 'w', words)).toBeNull();
    expect(await chatDocument(transcript([message('a', null, { text: ' \n' })]), url, 'w', words)).toBeNull();
  });
});

describe('a thread as an import', () => {
  const target = { endpoint: 'openAI', model: 'gpt-4o' };
  const thread = inThread([message('1/user', null), message('1/assistant', '1/user', { author: 'assistant' })], {
    createdAt: null,
    title: ' ',
  });
  const file = chatContinuation(thread, url, target, { ...words, now: at(1) });

  it('when nothing has a time or a name, then it begins now and has a placeholder', () => {
    expect(file).toMatchObject({ title: 'Untitled', endpoint: 'openAI', options: { model: 'gpt-4o' } });
    expect(file?.messages.map(({ text, createdAt }) => [text, createdAt])).toEqual([
      [`From ${url}\n\ntext of 1/user`, at(1)],
      ['text of 1/assistant', '2026-01-05T09:00:01.001Z'],
    ]);
  });

  it('when the chat has gone on since, then it is still the same one', () => {
    if (!file) throw new Error('no file');
    const there = file.messages.map(({ text }, index) => message(String(index), null, { text: String(text) }));
    expect(isContinuedIn(file, transcript([...there, message('more', '1')]))).toBe(true);
    expect(isContinuedIn(file, transcript(there.slice(1)))).toBe(false);
  });
});
