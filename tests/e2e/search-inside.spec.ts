import { expect, test } from './harness';
import { askBackground } from './harness/background';

/** Where the index runs differs between the browsers: an offscreen document's worker, and the background page's. */

const owner = { connection: 'a', identity: 'dana' };

test('when a chat is archived, then its words are found, also after a restart', { tag: '@firefox-too' }, async ({
  harness,
}) => {
  const view = await harness.openExtensionPage('popup.html');
  await view.evaluate(
    (whose) =>
      new Promise<void>((done, failed) => {
        const message = {
          parent: null,
          author: 'user',
          name: null,
          model: null,
          attachments: [],
          sources: [],
          rest: {},
        };
        const transcript = {
          chat: { kind: 'conversation', id: 'c1' },
          title: 'Trip',
          workspace: null,
          endpoint: null,
          model: null,
          createdAt: null,
          updatedAt: null,
          archived: false,
          messages: [{ ...message, id: 'm1', at: '2024-05-06T07:08:09Z', text: 'The night train to Lisbon, 学习' }],
          rest: {},
        };
        const opening = indexedDB.open('archive', 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('heads');
          opening.result.createObjectStore('chats').createIndex('seq', 'seq');
          opening.result.createObjectStore('counter');
        };
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('chats', 'readwrite');
          writing.objectStore('chats').put({ seq: 1, transcript }, [whose.connection, whose.identity, 'c/c1']);
          writing.oncomplete = () => done();
          writing.onerror = () => failed(writing.error);
        };
      }),
    owner,
  );
  const found = (text: string) =>
    view.evaluate(
      ({ text, owner }) =>
        new Promise((answered, failed) => {
          const channel = new BroadcastChannel('search');
          setTimeout(() => failed(new Error('no answer')), 20_000);
          channel.onmessage = ({ data }) => {
            if (data.type === 'answer' && data.id === -1) answered(data.found ?? data.error);
          };
          channel.postMessage({ type: 'search', id: -1, asked: { text, limit: 10, owners: [owner] } });
        }),
      { text, owner },
    );
  for (const life of ['first', 'second']) {
    // Nobody is signed in, so nothing is theirs; but the worker runs from now on.
    expect(await askBackground(view, { type: 'search-inside', query: 'lisbon' }), life).toEqual({
      hits: [],
      index: 'complete',
    });
    for (const text of ['lisb train', '"night train"', '习', 'lizbon', 'from:me after:2024-05'])
      expect(await found(text), text).toMatchObject({ hits: [{ owner, message: 'm1', title: 'Trip' }] });
    expect(await found('"train night"')).toMatchObject({ hits: [] });
    // Ends the worker: Firefox's lives in the background page, Chrome's in a document that nobody sees.
    await view.evaluate(async () => {
      type Offscreen = { closeDocument(): Promise<void> };
      const { chrome } = globalThis as unknown as { readonly chrome?: { readonly offscreen?: Offscreen } };
      await chrome?.offscreen?.closeDocument();
    });
    await harness.killBackground();
  }
});
