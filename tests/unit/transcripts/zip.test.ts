import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readExport, safeName, UniqueNames, ZipExport, zipLimits } from '@/lib/transcripts';
import { chatsIn, exported, found, inThread, message, said, transcript, troublesIn, words } from './kit';

const at = '2026-01-05T09:00:01.000Z';
const zipOf = (files: Zippable) => new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);
const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
const chatJson = (title: string) =>
  strToU8(JSON.stringify({ conversationId: 'x', title, messages: [{ messageId: '1', text: title, createdAt: at }] }));

describe('export', () => {
  test('when chats are exported, then each has its files, and the manifest counts them', async () => {
    const chats = [
      transcript([message('a', null, { at })], { title: '../../etc/passwd' }),
      transcript([message('a', null, { at })], { title: '' }),
      inThread([message('1/user', null, { at })], { title: 'A/B', workspace: 'Docs' }),
      inThread([], { title: 'Docs', chat: { kind: 'workspace', slug: 'w' }, workspace: 'Docs', leftOut: 2 }),
      inThread([], { title: 'a/b', chat: { kind: 'thread', workspaceSlug: 'w2', slug: 't' }, workspace: 'docs' }),
    ];
    const { file, manifest } = await exported(chats, async (zip) => {
      await zip.addWorkspace({ slug: 'w', name: 'Docs' }, { prompt: 'Be brief' });
      zip.note({ chat: { kind: 'conversation', id: 'gone' }, title: 'Gone' }, 'missing');
      await zip.add({ ...transcript([]), messages: null as never });
    });
    const files = unzipSync(await bytesOf(file));
    expect(Object.keys(files)).toEqual([
      'librechat/etc passwd.md',
      'librechat/etc passwd.json',
      'librechat/chat.md',
      'librechat/chat.json',
      'anythingllm/Docs/A B.md',
      'anythingllm/Docs/A B.json',
      'anythingllm/Docs/Docs.md',
      'anythingllm/Docs/Docs.json',
      'anythingllm/docs (2)/a b.md',
      'anythingllm/docs (2)/a b.json',
      'anythingllm/Docs/workspace.json',
      'report.json',
      'manifest.json',
    ]);
    expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toEqual(JSON.parse(JSON.stringify(manifest)));
    expect(manifest).toMatchObject({
      versions: { tandem: '1.0.0', librechat: '0.8.7' },
      counts: { librechat: 2, anythingllm: 3, messages: 3 },
    });
    expect(Object.keys(manifest.sha256)).toEqual(Object.keys(files).slice(0, -1));
    expect(JSON.parse(strFromU8(files['report.json'] as Uint8Array)).chats).toEqual([
      { app: 'anythingllm', key: 'w/w', title: 'Docs', trouble: 'messages-left-out', messages: 2 },
      { app: 'librechat', key: 'c/gone', title: 'Gone', trouble: 'missing' },
      { app: 'librechat', key: 'c/c1', title: 'A chat', trouble: 'damaged' },
    ]);

    const all = await found(file);
    expect(troublesIn(all)).toEqual([]);
    expect(chatsIn(all).map(({ chat }) => chat)).toEqual(chats.map(({ chat }) => chat));
    expect(all.find(({ kind }) => kind === 'workspace')).toMatchObject({
      workspace: { slug: 'w', name: 'Docs', value: { prompt: 'Be brief' } },
    });
  });

  test('when 10,000 chats are exported and read, then memory holds one at a time', async () => {
    const answer = 'some words of an answer '.repeat(10);
    const chatOf = (number: number) =>
      transcript(
        [0, 1, 2, 3].map((id) => message(`${id}`, id ? `${id - 1}` : null, { at, text: `${number} ${answer}` })),
        {
          chat: { kind: 'conversation', id: `c${number}` },
          title: 'New Chat',
        },
      );
    function* chats() {
      for (let number = 0; number < 10_000; number++) yield chatOf(number);
    }
    const { file, pieces } = await exported(chats());
    // The last piece is the directory of all names.
    const largest = Math.max(...pieces.slice(0, -1).map(({ length }) => length));
    expect(largest).toBeLessThan(256 * 1024);
    let read = 0;
    for await (const each of readExport(file)) if (each.kind === 'chat') read++;
    expect(read).toBe(10_000);
  });

  test('when the sink is slow, then the next piece waits for it', async () => {
    let busy = 0;
    let most = 0;
    const zip = new ZipExport({
      words,
      at,
      versions: {},
      sink: async () => {
        most = Math.max(most, ++busy);
        await new Promise((resolve) => setTimeout(resolve));
        busy--;
      },
    });
    const noise = Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 1009).join('');
    await zip.add(transcript([message('a', null, { text: noise })]));
    await zip.finish();
    expect(most).toBe(1);
  });
});

describe('names', () => {
  test.each<[string, string]>([
    ['../../x', 'x'],
    ['/etc/passwd', 'etc passwd'],
    ['C:\\x', 'C x'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['...', 'chat'],
    ['a\u202Egpj.exe. ', 'a gpj.exe'],
    ['a\ud800\0b\n', 'a b'],
    ['漢字 é 👍🏽', '漢字 é 👍🏽'],
    ['é'.repeat(300), 'é'.repeat(60)],
    ['<script>alert("1")</script>', 'script alert( 1 ) script'],
  ])('when a title is %j, then the name is safe', (title, name) => {
    expect(safeName(title, 'chat')).toBe(name);
  });

  test('when names are the same for some system, then they get numbers', () => {
    const names = new UniqueNames();
    const taken = ['a (2)', 'a', 'A', 'a', 'é', 'e\u0301'].map((name) => names.take(name));
    expect(taken).toEqual(['a (2)', 'a', 'A (3)', 'a (4)', 'é', 'e\u0301 (2)']);
    expect(names.take('__proto__')).toBe('__proto__');
  });
});

describe('import', () => {
  test('when a zip has foreign names, then they are named and nothing is read of them', async () => {
    const names = ['../a.json', '/b.json', 'C:/c.json', 'x/../../d.json', '..\\e.json', 'ok.json', '__proto__.json'];
    const all = await found(zipOf(Object.fromEntries(names.map((name) => [name, chatJson(name)]))));
    expect(troublesIn(all)).toEqual(names.slice(0, 5).map((name) => [name, 'unsafe-name']));
    expect(chatsIn(all).map(({ title }) => title)).toEqual(['ok.json', '__proto__.json']);
  });

  test('when an export of ChatGPT or Claude is read, then its other files are not', async () => {
    const claude = [{ uuid: 'c', name: 'N', chat_messages: [{ uuid: '1', sender: 'human', text: 'Hi' }] }];
    const all = await found(
      zipOf({
        'export/conversations.json': strToU8(JSON.stringify([...claude, 5])),
        'users.json': strToU8('[{}]'),
        'chat.html': strToU8('<script>alert(1)</script>'),
      }),
    );
    expect(chatsIn(all).map(({ title }) => title)).toEqual(['N']);
    expect(troublesIn(all)).toEqual([['export/conversations.json', 'unknown-form']]);
  });

  test("when a bare JSON file is read, then it is LibreChat's own export", async () => {
    const file = new Blob(['\ufeff', chatJson('bare') as Uint8Array<ArrayBuffer>]);
    expect(chatsIn(await found(file)).map(({ title }) => title)).toEqual(['bare']);
  });

  test.each<[string, BlobPart[], string]>([
    ['nothing', [], 'not-json'],
    ['half a zip', ['PK\x03\x04nothing'], 'damaged'],
    ['no JSON', ['hello'], 'not-json'],
    ['JSON of another form', ['{"a":1}'], 'unknown-form'],
  ])('when a file holds %s, then a code says so', async (_, parts, code) => {
    expect(troublesIn(await found(new Blob(parts)))).toEqual([['', code]]);
  });

  test('when a zip is a bomb, then it is not inflated further than allowed', async () => {
    const bomb = new Uint8Array(12 * 2 ** 20);
    const all = await found(zipOf({ 'a.json': bomb, 'b.json': chatJson('b') }));
    expect(troublesIn(all)).toEqual([['a.json', 'too-big']]);
    expect(chatsIn(all)).toHaveLength(1);
  });

  test('when a bomb lies about its size, then it is found out', async () => {
    const bytes = zipSync({ 'a.json': new Uint8Array(12 * 2 ** 20) });
    const view = new DataView(bytes.buffer);
    const directory = bytes.length - 22 - 46 - 6;
    for (const position of [22, directory + 24]) view.setUint32(position, 5, true);
    const all = await found(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    expect(troublesIn(all)).toEqual([['a.json', 'too-big']]);
  });

  test.each<[string, Partial<typeof zipLimits>, [string, string][]]>([
    ['files', { files: 1 }, [['', 'too-many-files']]],
    ['bytes of a file', { fileBytes: 150 }, [['b.json', 'too-big']]],
    ['bytes', { totalBytes: 150 }, [['b.json', 'too-big']]],
  ])('when a zip has too many %s, then a code says so', async (_, limit, codes) => {
    const all = await found(zipOf({ 'a.json': chatJson('a'), 'b.json': chatJson('b'.repeat(99)) }), {
      ...zipLimits,
      ...limit,
    });
    expect(troublesIn(all)).toEqual(codes);
  });

  test.each<[string, number]>([
    ['encrypted', 8],
    ['unsupported', 10],
  ])('when a file is %s, then a code says so', async (code, position) => {
    const bytes = zipSync({ 'a.json': chatJson('a') });
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint16(directory + position, 99, true);
    expect(troublesIn(await found(new Blob([bytes as Uint8Array<ArrayBuffer>])))).toEqual([['a.json', code]]);
  });

  test('when a zip is larger than 4 GB, then its long numbers are read', async () => {
    const plain = zipSync({ 'conversations.json': chatJson('long') });
    const bytes = new Uint8Array(plain.length + 12 + 56 + 20);
    const end = plain.length - 22;
    const start = new DataView(plain.buffer).getUint32(end + 16, true);
    const directory = plain.subarray(start, end);
    bytes.set(plain.subarray(0, end));
    const view = new DataView(bytes.buffer);
    // The only entry gets its offset in an extra field.
    view.setUint32(start + 42, 0xffff_ffff, true);
    view.setUint16(start + 30, 12, true);
    view.setUint32(end, 0x0008_0001, true);
    const long = end + 12;
    view.setUint32(long, 0x0606_4b50, true);
    view.setBigUint64(long + 32, 1n, true);
    view.setBigUint64(long + 40, BigInt(directory.length + 12), true);
    view.setBigUint64(long + 48, BigInt(start), true);
    view.setUint32(long + 56, 0x0706_4b50, true);
    view.setBigUint64(long + 64, BigInt(long), true);
    bytes.set(plain.subarray(end), long + 76);
    for (const [at, length] of [
      [8, 4],
      [12, 8],
    ] as const)
      bytes.fill(0xff, long + 76 + at, long + 76 + at + length);
    const all = await found(new Blob([bytes]));
    expect([troublesIn(all), chatsIn(all).map(({ title }) => title)]).toEqual([[], ['long']]);
  });

  test('when bytes are flipped, then the file is damaged and the others are read', async () => {
    const bytes = zipSync({ 'a.json': [chatJson('first'), { level: 0 }], 'b.json': chatJson('b') });
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    const all = await found(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    expect(troublesIn(all)).toEqual([['a.json', 'damaged']]);
    expect(chatsIn(all)).toHaveLength(1);
  });

  test('when a zip is cut or filled with noise, then nothing but codes comes of it', async () => {
    const bytes = await bytesOf((await exported([transcript([message('a', null, { at })])])).file);
    for (let round = 0; round < 300; round++) {
      const broken = bytes.slice(0, round % 3 === 0 ? (round * 37) % bytes.length : undefined);
      for (let flip = 0; flip < 5; flip++) broken[(round * 131 + flip * 977) % (broken.length || 1)] = round & 0xff;
      for (const { kind } of await found(new Blob([broken]))) expect(['chat', 'trouble']).toContain(kind);
    }
  });

  test('when a text is not in UTF-8, then it is read with a code', async () => {
    const latin = Uint8Array.from([
      ...strToU8('{"conversationId":"x","title":"caf'),
      0xe9,
      ...strToU8('","messages":[]}'),
    ]);
    const all = await found(new Blob([latin]));
    expect(troublesIn(all)).toEqual([['', 'broken-text']]);
    expect(chatsIn(all)[0]?.title).toBe('caf\ufffd');
  });

  test('when a file of Tandem was changed or removed, then codes say so', async () => {
    const chats = ['x', 'y', 'z'].map((title) => transcript([message('a', null, { at })], { title }));
    const files = unzipSync(await bytesOf((await exported(chats)).file));
    const { 'librechat/y.json': removed, ...kept } = files;
    expect(removed).toBeDefined();
    const all = await found(zipOf({ ...kept, 'librechat/z.json': chatJson('changed') }));
    expect(troublesIn(all)).toEqual([
      ['librechat/z.json', 'changed-since-export'],
      ['librechat/y.json', 'missing'],
    ]);
    expect(chatsIn(all).map(({ title }) => title)).toEqual(['x', 'changed']);
  });

  test('when messages are hostile, then they come back as they were', async () => {
    const texts = [
      '<script>alert(1)</script>',
      '{"__proto__":{"polluted":1}}',
      'x'.repeat(300_000),
      '\0\u202e\ufffe',
      '---\na: b',
    ];
    const chat = transcript(texts.map((text, index) => message(`${index}`, null, { at, text })));
    expect(said(chatsIn(await found((await exported([chat])).file))[0] ?? transcript([]))).toEqual(said(chat));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
