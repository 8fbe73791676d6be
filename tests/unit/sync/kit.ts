import { afterEach } from 'vitest';
import type { AppId } from '@/lib/model';
import { type AnythingLlmOptions, startAnythingLlm } from '../../apps/anythingllm';
import type { StandIn } from '../../apps/kit';
import { ALEX, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { World } from '../kit/world';

const running: StandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.stop()));
});

/** Stops it after the test. */
export function stopped<App extends StandIn>(app: App): App {
  running.push(app);
  return app;
}

async function connected(id: AppId, app: StandIn, world: World) {
  const connection = await world.connect(id, app);
  return {
    world,
    connection,
    status: () => world.status(connection),
    /** The names of the stored records that have this in theirs. */
    stored: (part: string) => [...world.local.items.keys()].filter((key) => key.includes(part)),
    /** A page sends this token. */
    sends: (token: string) => world.quiet(world.engine.bearerSeen(`${app.url}api/any`, token)),
    /** A page was answered. */
    asked: (method: string, path: string, status = 200) =>
      world.quiet(world.engine.pageRequested({ method, url: `${app.url}${path}`, status })),
    requests: (path: string | RegExp) => app.log.matching({ path }),
  };
}

/** AnythingLLM, connected and read. @param who Signed in at its open page, if it has a sign-in; null: no page is open */
export async function anythingLlm(options: AnythingLlmOptions = {}, who?: string | null) {
  const app = stopped(await startAnythingLlm({ mode: 'open', sample: 'demo', passwordCostMs: 0, ...options }));
  const world = new World();
  const signInToPlatform = () => {
    app.state.sessions.set('a-session', app.state.users[0]?.id ?? 0);
    world.cookies.set('platform_session', 'a-session');
  };
  if (app.mode === 'platform') signInToPlatform();
  else if (app.mode !== 'open' && who !== null) world.page = { open: true, token: app.tokenFor(who) };
  const [first] = app.state.workspaces;
  if (!first) throw new Error('the sample has no workspace');
  return {
    ...(await connected('anythingllm', app, world)),
    app,
    first,
    signInToPlatform,
    names: async () => (await world.shown()).workspaces.map(({ name }) => name).sort(),
    /** The person signs out in the open page. */
    signOut: async () => {
      world.page = { open: true, token: null };
      await world.engine.pageReported(app.url, { session: 'absent', path: '/login', ui: null, lastUsed: null }, 7);
    },
  };
}

/** LibreChat, connected and read. @param who `nobody`: no session is in the cookie jar */
export async function libreChat(options: LibreChatOptions = {}, who: 'Alex' | 'nobody' = 'Alex') {
  const app = stopped(await startLibreChat({ sample: 'demo', refreshGapMs: 0, ...options }));
  const world = new World();
  /** Signs in as a page does: the jar holds the session. @returns The token that the page sends */
  const signIn = (email: string = ALEX.email) => {
    const session = app.signIn(email);
    world.setCookies(session.cookies);
    return session.token;
  };
  const token = who === 'Alex' ? signIn() : '';
  return {
    ...(await connected('librechat', app, world)),
    app,
    signIn,
    token,
    refreshes: () => app.log.matching({ path: '/api/auth/refresh' }),
    titles: async () => (await world.shown()).conversations.map(({ title }) => title).sort(),
    titlesOf: (email: string = ALEX.email) =>
      app
        .conversationsOf(email)
        .map(({ title }) => title)
        .sort(),
  };
}

export const hour = 3_600_000;
