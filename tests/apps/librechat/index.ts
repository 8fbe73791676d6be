import { fileURLToPath } from 'node:url';
import { type BeforeHook, Router, type StandIn, startStandIn, staticFiles } from '../kit';
import { type App, createApp } from './app';
import { type AuthCookie, localCookies, openIdCookies } from './cookies';
import { issueBearer, startFamily } from './openid';
import { type LibreChatOptions, withDefaults } from './options';
import { pageOf } from './page';
import { addAgentRoutes } from './routes/agents';
import { addAuthRoutes } from './routes/auth';
import { addConversationRoutes } from './routes/conversations';
import { addDeleteRoutes } from './routes/delete';
import { addImportRoutes } from './routes/import';
import { addMessageRoutes } from './routes/messages';
import { addPlatformRoutes, PLATFORM_COOKIE, startPlatformSession } from './routes/platform';
import { addPresetRoutes } from './routes/presets';
import { addPublicRoutes } from './routes/public';
import { addUserRoutes } from './routes/user';
import { createState } from './sample';
import { addConversation } from './sample/conversations';
import { createAccessToken, deleteSessionsOf, startSession } from './sessions';
import type { Conversation, LibreChatState, User } from './state';

export type { AuthCookie } from './cookies';
export type { LibreChatOptions, OwnerFile, PlatformOptions } from './options';
export { PLATFORM_COOKIE } from './routes/platform';
export { ALEX, BOB } from './sample/people';
export type * from './state';

const ASSETS = fileURLToPath(new URL('./public', import.meta.url));

/** A running LibreChat stand-in. `state` may be changed while it runs. */
export interface LibreChatApp extends StandIn {
  readonly state: LibreChatState;
  user(email: string): User;
  /** A fresh bearer; `seconds` may be negative for one that has expired. On openid accounts it needs `signIn`'s cookies. */
  tokenFor(email: string, seconds?: number): string;
  /** A new session, like after a login: its bearer, its cookies, and these as a `Cookie` header. */
  signIn(email: string): SignIn;
  /** Ends every session of a person on the server; access tokens live until they expire. */
  revokeSessions(email: string): void;
  /** Adds a conversation; missing fields are made up. */
  addConversation(email: string, given?: Partial<Conversation>): Conversation;
  /** A user's conversations, archived ones too, in no order. */
  conversationsOf(email: string): Conversation[];
}

export interface SignIn {
  token: string;
  cookies: AuthCookie[];
  cookieHeader: string;
}

/** Starts a LibreChat that lives in memory. */
export async function startLibreChat(options: LibreChatOptions = {}): Promise<LibreChatApp> {
  const settings = withDefaults(options);
  const state = createState(settings);
  const app = createApp(state, settings);
  const router = new Router();
  addRoutes(router, app);
  const standIn = await startStandIn({
    router,
    before: [allowEveryOrigin],
    basePath: settings.basePath,
  });
  state.config.serverDomain = standIn.url.replace(/\/$/, '');
  return Object.assign(standIn, peopleOf(app), { state });
}

function addRoutes(router: Router, app: App): void {
  router.get('/assets/*', staticFiles(ASSETS, '/assets/'));
  if (app.settings.platform) {
    addPlatformRoutes(router, app, app.settings.platform);
  } else {
    addPublicRoutes(router, app);
    addAuthRoutes(router, app);
    addUserRoutes(router, app);
    addConversationRoutes(router, app);
    addDeleteRoutes(router, app);
    addImportRoutes(router, app);
    addMessageRoutes(router, app);
    addPresetRoutes(router, app);
    addAgentRoutes(router, app);
  }
  // Up to 0.8.2 every unknown path, with any method, was answered with the page.
  if (app.settings.version !== '0.8.2' || app.settings.platform) {
    router.all('/api/*', (ctx) => ctx.json(404, { message: 'Endpoint not found' }));
    router.all('/api', (ctx) => ctx.json(404, { message: 'Endpoint not found' }));
  }
  router.all('/*', (ctx) => {
    if (/\.[a-z0-9]+$/i.test(ctx.path) && !ctx.path.startsWith('/api/')) return ctx.text(404, 'Not Found');
    ctx.setHeader('Cache-Control', 'no-cache, no-store, must-revalidate');
    ctx.setHeader('Pragma', 'no-cache');
    ctx.setHeader('Expires', '0');
    ctx.html(200, pageOf(app));
  });
}

/** `cors()` with its defaults: any origin, never with credentials. */
const allowEveryOrigin: BeforeHook = (ctx) => {
  ctx.setHeader('Access-Control-Allow-Origin', '*');
  ctx.setHeader('X-Robots-Tag', 'noindex');
  if (ctx.method !== 'OPTIONS') return false;
  ctx.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
  ctx.setHeader('Vary', 'Access-Control-Request-Headers');
  const wanted = ctx.headers['access-control-request-headers'];
  if (wanted !== undefined) ctx.setHeader('Access-Control-Allow-Headers', wanted);
  ctx.empty(204);
  return true;
};

function peopleOf(app: App): Omit<LibreChatApp, keyof StandIn | 'state'> {
  const { state, settings } = app;
  const user = (email: string): User => {
    const found = [...state.users.values()].find((each) => each.email === email);
    if (!found) throw new Error(`The stand-in has no user ${email}`);
    return found;
  };
  const signIn = (email: string, seconds = settings.accessTokenSeconds): SignIn => {
    const person = user(email);
    const { cookies, token } = credentialsOf(app, person, seconds);
    return { token, cookies, cookieHeader: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  };
  return {
    user,
    signIn,
    tokenFor: (email, seconds) =>
      user(email).provider === 'openid' ? signIn(email, seconds).token : createAccessToken(app, user(email), seconds),
    revokeSessions: (email) => deleteSessionsOf(app, user(email)._id),
    addConversation: (email, given = {}) => addConversation(state, user(email), given),
    conversationsOf: (email) => [...state.conversations.values()].filter((convo) => convo.user === user(email)._id),
  };
}

type Credentials = Pick<SignIn, 'token' | 'cookies'>;

function credentialsOf(app: App, user: User, seconds: number): Credentials {
  if (app.settings.platform) return onPlatform(app, user);
  return user.provider === 'openid' ? atProvider(app, user, seconds) : locally(app, user, seconds);
}

/** The platform contract has no bearer. */
const onPlatform = (app: App, user: User): Credentials => {
  const expires = new Date(Date.now() + app.settings.refreshTokenSeconds * 1000);
  return { token: '', cookies: [{ name: PLATFORM_COOKIE, value: startPlatformSession(app, user), expires }] };
};

function locally(app: App, user: User, seconds: number): Credentials {
  const { session, refreshToken } = startSession(app, user);
  return { token: createAccessToken(app, user, seconds), cookies: localCookies(session, refreshToken) };
}

function atProvider(app: App, user: User, seconds: number): Credentials {
  const family = startFamily(app.state, user);
  const token = issueBearer(family, user, app.settings.openidBearer, seconds);
  return { token, cookies: openIdCookies(app, family) };
}
