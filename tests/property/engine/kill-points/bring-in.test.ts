import { expect, test } from 'vitest';
import type { AppHttp } from '@/lib/apps/http';
import { viewRequests } from '@/lib/background';
import { UnreachableError } from '@/lib/errors';
import type { BringInReply } from '@/lib/messaging/commands';
import type { AppId, ToBringIn } from '@/lib/model';
import { fingerprint, toLibreChat } from '@/lib/transcripts';
import { startAnythingLlm } from '../../../apps/anythingllm';
import { startLibreChat } from '../../../apps/librechat';
import { idleOutside } from '../../../unit/kit/idle-outside';
import { World } from '../../../unit/kit/world';
import { message, transcript } from '../../../unit/transcripts/kit';

/** The worker ends at one request: before it is sent, or when the server has done what it says. */
interface End {
  readonly request: number;
  readonly when: 'before' | 'after';
}

const chat = transcript([message('a', null, { at: '2025-03-01T08:00:00.000Z' }), message('b', 'a')], { title: 'Trip' });
const file = { ...toLibreChat(chat, { endpoint: 'openAI', model: 'gpt-4o' }) };

const things: readonly (readonly [app: AppId, what: (slug: string) => ToBringIn])[] = [
  ['librechat', () => ({ kind: 'conversation', file: JSON.parse(JSON.stringify(file)) })],
  ['anythingllm', (workspaceSlug) => ({ kind: 'document', workspaceSlug, text: 'Hello', source: 'ChatGPT' })],
  ['anythingllm', () => ({ kind: 'workspace', settings: { openAiTemp: 0.2 } })],
];

/** Counts the requests while somebody watches, and fails one of them as a worker that ends does. */
class Doom {
  #end: End | null = null;
  count = 0;

  watch(end: End | null): void {
    this.#end = end;
    this.count = 0;
  }

  around(http: AppHttp, app: AppId): AppHttp {
    const doomed =
      <A extends unknown[], R>(send: (...given: A) => Promise<R>) =>
      async (...given: A): Promise<R> => {
        this.count += 1;
        const isLast = this.#end?.request === this.count;
        const gone = new UnreachableError(app, 'http://nas', 'aborted');
        if (this.#end && this.count > this.#end.request) throw gone;
        if (isLast && this.#end?.when === 'before') throw gone;
        const answer = await send(...given);
        if (isLast) throw gone;
        return answer;
      };
    const { get, post, delete: remove } = http;
    return {
      ...http,
      get: doomed(get.bind(http)),
      post: doomed(post.bind(http)),
      delete: doomed(remove.bind(http)),
    } as AppHttp;
  }
}

async function started(app: AppId) {
  const doom = new Doom();
  const world = new World((usual) => ({ http: (...given) => doom.around(usual.http(...given), given[0].app) }));
  if (app === 'librechat') {
    const server = await startLibreChat({ sample: { conversations: 5 }, refreshGapMs: 0 });
    world.setCookies(server.signIn('alex@example.com').cookies);
    const there = () => server.conversationsOf('alex@example.com').map(({ conversationId }) => conversationId);
    return { doom, world, server, there, slug: '' };
  }
  const server = await startAnythingLlm({ mode: 'open', sample: 'demo', passwordCostMs: 0 });
  const { workspaces, documents, files } = server.state;
  expect(files).toHaveLength(0);
  const there = () => [
    ...server.state.workspaces.map(({ slug }) => slug),
    ...server.state.documents.map(({ docpath }) => docpath),
    ...server.state.files.map(({ title }) => title),
  ];
  return { doom, world, server, there, slug: workspaces[0]?.slug ?? String(documents.length) };
}

test.each(things)(
  'when the worker ends anywhere in %s, then one thing is made',
  { timeout: 120_000 },
  async (app, whatOf) => {
    const { doom, world, server, there, slug } = await started(app);
    try {
      const connection = await world.connect(app, server);
      const identity = (await world.status(connection)).identity ?? '';
      const before = there();
      const said = await fingerprint(chat);
      const what = whatOf(slug);
      const ask = (run: string) =>
        viewRequests(world.engine, idleOutside)(
          { type: 'bring-in', identity, run, at: '2026-11-29T00:00:00Z', title: 'Trip', said, what },
          { kind: 'view' },
        ) as Promise<BringInReply>;
      const makes = what.kind === 'document' ? 2 : 1;
      for (let request = 1; ; request++) {
        let isOver = false;
        for (const when of ['before', 'after'] as const) {
          doom.watch({ request, when });
          await ask('first');
          isOver = doom.count < request;
          doom.watch(null);
          world.killWorker();
          await world.look(120_000);
          const where = `${when} request ${request}`;
          expect((await ask('second')).kind, where).toMatch(/^(?:made|there)$/);
          expect(there().filter((one) => !before.includes(one)).length, where).toBe(makes);
          const list = await world.engine.bringIn.list();
          expect(list.length, where).toBe(1);
          for (const { id } of list) {
            const gone = await world.engine.bringIn.takeBack(app, identity, id, 'delete');
            expect(gone, where).toEqual({ kind: 'gone' });
          }
          expect(new Set(there()), where).toEqual(new Set(before));
        }
        if (isOver) {
          expect(request).toBeGreaterThan(3);
          return;
        }
      }
    } finally {
      await server.stop();
    }
  },
);
