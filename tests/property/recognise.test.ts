import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Probed } from '@/lib/apps/probed';
import { recogniseAnonymously, recogniseConnection } from '@/lib/apps/recognise';
import type { AppId } from '@/lib/model';

/** Parts of the paths of both apps' pages and APIs, and of usual bases. */
const words =
  'workspace settings login sso onboarding accept-invite c search prompts agents projects share d register oauth api chat librechat user jo proxy 3001'.split(
    ' ',
  );
const pages: Readonly<Record<AppId, readonly string[]>> = {
  anythingllm: [
    '',
    'login',
    'workspace/notes',
    'workspace/notes/t/4',
    'settings/llm-preference',
    'workspace/c/settings/chat-settings',
  ],
  librechat: ['', 'c/new', 'c/abc-1', 'login?redirect_to=%2Fc', 'search', 'd/prompts/5', 'agents/all', 'projects/7'],
};
const base = fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((parts) => ['', ...parts, ''].join('/'));
const app = fc.constantFrom<AppId>('anythingllm', 'librechat');

const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
const page = () => new Response('<!doctype html><div id="root"></div>', { headers: { 'content-type': 'text/html' } });

/** What both apps answer anybody. All other paths below the base are the app's page. */
const answers: Readonly<Record<AppId, Readonly<Record<string, unknown>>>> = {
  anythingllm: {
    'api/ping': { online: true },
    'api/setup-complete': { results: { RequiresAuth: false, MultiUserMode: false, LLMProvider: 'ollama' } },
    'api/system/multi-user-mode': { multiUserMode: false },
    'api/system/custom-app-name': { customAppName: null },
  },
  librechat: {
    'api/config': { appTitle: 'LibreChat', serverDomain: 'http://nas', emailLoginEnabled: true, socialLogins: [] },
  },
};

/** Apps at their bases on one host; every other path is somebody else's page. Counts what is asked. */
function host(apps: readonly { readonly app: AppId; readonly base: string }[]) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url);
    asked.push(pathname);
    const [there] = apps.filter((each) => pathname.startsWith(each.base)).sort((a, b) => b.base.length - a.base.length);
    if (!there) return page();
    const path = pathname.slice(there.base.length);
    if (there.app === 'librechat' && path === 'api/user/settings/favorites')
      return new Response(JSON.stringify({ message: 'No auth token' }), {
        status: 401,
        headers: { 'content-type': 'application/json' },
      });
    const answer = answers[there.app][path];
    return answer === undefined ? page() : json(answer);
  };
  return { fetch, asked };
}

const { signal } = new AbortController();

describe('recognising an app', () => {
  it('when any page of an app is typed, then the base is where the app answers', async () => {
    const run = fc.asyncProperty(app, base, fc.nat(), async (id, at, number) => {
      const path = pages[id][number % pages[id].length] ?? '';
      const { fetch } = host([{ app: id, base: at }]);
      expect(await recogniseAnonymously(`http://nas${at}${path}`, id, signal, fetch)).toMatchObject({
        kind: 'found',
        app: id,
        address: { origin: 'http://nas', basePath: at },
      });
    });
    await fc.assert(run, { numRuns: 200 });
  });

  it('when one app lives below the other, then the typed page says which is meant', async () => {
    const run = fc.asyncProperty(app, base, fc.constantFrom(...words), fc.nat(), async (id, at, word, number) => {
      const below = `${at}${word}/`;
      const path = pages[id][number % pages[id].length] ?? '';
      const { fetch } = host([
        { app: id, base: below },
        { app: 'librechat', base: at },
      ]);
      const found = await recogniseAnonymously(`http://nas${below}${path}`, id, signal, fetch);
      expect(found).toMatchObject({ kind: 'found', app: id, address: { basePath: below } });
    });
    await fc.assert(run, { numRuns: 100 });
  });

  it('when only the grant lets Tandem see, then the base is found at the click', async () => {
    const run = fc.asyncProperty(app, base, fc.nat(), async (id, at, number) => {
      const path = (pages[id][number % pages[id].length] ?? '').split('?')[0] ?? '';
      const typed = { origin: 'http://nas', basePath: `${at}${path}/`.replace(/\/+$/, '/') };
      const { fetch } = host([{ app: id, base: at }]);
      const { chosen } = await recogniseConnection(id, typed, {}, { fetch, bases: 'this-or-above' });
      expect(chosen).toMatchObject({ app: id, basePath: at });
    });
    await fc.assert(run, { numRuns: 100 });
  });

  it('when more of a path is typed, then an address without an app is not asked again', async () => {
    const { fetch, asked } = host([{ app: 'librechat', base: '/' }]);
    const probed = new Probed();
    for (const typed of ['http://nas/c', 'http://nas/c/ab', 'http://nas/c/abc'])
      expect(await recogniseAnonymously(typed, 'librechat', signal, fetch, probed)).toMatchObject({ kind: 'found' });
    expect(asked.filter((path) => path === '/c/api/config')).toHaveLength(1);
  });

  it('when an address has trouble, then no shorter one is taken in its place', async () => {
    const { fetch } = host([{ app: 'librechat', base: '/' }]);
    const troubled: typeof fetch = async (input, init) =>
      new URL(new Request(input, init).url).pathname.startsWith('/chat/')
        ? new Response('', { status: 502 })
        : fetch(input, init);
    for (const typed of ['http://nas/chat/', 'http://nas/chat/c/new'])
      expect(await recogniseAnonymously(typed, 'librechat', signal, troubled)).toMatchObject({
        kind: 'failed',
        problem: { code: 'server-error' },
      });
  });
});
