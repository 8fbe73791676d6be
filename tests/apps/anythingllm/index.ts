/** A stand-in for AnythingLLM 1.16.0: the real server's answers and traps, in memory, with a small page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Handler, Router, type StandIn, startStandIn, staticFiles } from '../kit';
import type { AnythingLlmOptions, PlatformShapes } from './options';
import { indexPage, platformPage } from './page';
import { sampleState } from './sample';
import { adminRoutes } from './server/admin-routes';
import type { App } from './server/app';
import { authRoutes } from './server/auth-routes';
import { chatRoutes } from './server/chat-routes';
import { documentRoutes } from './server/document-routes';
import { issueToken } from './server/guard';
import { cors, refuseBrokenJson } from './server/http';
import { sealPassword } from './server/jwt';
import { platformRouter } from './server/platform-router';
import { BUNDLED } from './server/providers';
import { systemRoutes } from './server/system-routes';
import { threadRoutes } from './server/thread-routes';
import { turnRoutes } from './server/turn-routes';
import { workspaceRoutes } from './server/workspace-routes';
import type { AnythingLlmState } from './state';

export {
  type AnythingLlmMode,
  type AnythingLlmOptions,
  type AnythingLlmSample,
  DEFAULT_USERS,
  type PlatformShapes,
  type UserSeed,
} from './options';
export { PROVIDERS, type Provider } from './server/providers';
export type { AnythingLlmState, Chat, Role, Thread, User, Workspace } from './state';

export interface AnythingLlmApp extends StandIn {
  readonly mode: NonNullable<AnythingLlmOptions['mode']>;
  /** May be changed at any time; pages see it at their next request. */
  readonly state: AnythingLlmState;
  /**
   * A valid bearer token: of that user (the first one by default) in multi-user mode, of the current password in
   * password mode. Throws in open and platform mode, which have no tokens, and for an unknown user.
   */
  tokenFor(username?: string): string;
}

const ROOT = fileURLToPath(new URL('.', import.meta.url));

function tokenFor(app: App, username: string | undefined): string {
  if (app.mode === 'password') return issueToken(app, { p: sealPassword(app.state.password, app.jwtSecret) });
  if (app.mode !== 'multi') throw new Error(`${app.mode} mode has no tokens`);
  const user = username === undefined ? app.state.users[0] : app.state.users.find((each) => each.username === username);
  if (user === undefined) throw new Error(`no user ${username}`);
  return issueToken(app, { id: user.id, username: user.username });
}

/** Starts the app. */
export async function startAnythingLlm(options: AnythingLlmOptions = {}): Promise<AnythingLlmApp> {
  const mode = options.mode ?? 'open';
  const app: App = {
    mode,
    state: sampleState(options),
    jwtSecret: options.jwtSecret ?? 'stand-in-jwt-secret',
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 30 * 24 * 60 * 60,
    passwordCostMs: options.passwordCostMs ?? 170,
    betweenWords: options.betweenWords ?? (() => sleep(60)),
    isDesktop: options.desktop ?? false,
  };
  if (app.isDesktop) Object.assign(app.state.env, { LLMProvider: BUNDLED.id, [BUNDLED.model]: 'llama3.2:latest' });
  const isPlatform = mode === 'platform';
  const shapes: PlatformShapes = { settings: 'wrapped', user: 'flat', workspaces: 'wrapped', ...options.platform };
  const rules = { shapes, refuseForeignOrigin: options.refuseForeignOrigin ?? false };
  const router = isPlatform ? platformRouter(app, rules) : new Router();
  const stock = [
    authRoutes,
    systemRoutes,
    workspaceRoutes,
    threadRoutes,
    chatRoutes,
    turnRoutes,
    documentRoutes,
    adminRoutes,
  ];
  if (!isPlatform) for (const addTo of stock) addTo(app, router);
  const assets = staticFiles(`${ROOT}page/assets`, '/assets/');
  const files = staticFiles(`${ROOT}page`);
  if (!app.isDesktop) {
    router.get('/assets/:file', assets).get('/index.js', files).get('/index.css', files).get('/robots.txt', files);
  }
  // Every unknown path answers the page: with 200, for every method, also below /api. `sendStatus(404)` without pages.
  const fallback: Handler = (ctx) => {
    if (app.isDesktop) return ctx.text(404, 'Not Found');
    const page = isPlatform ? platformPage : indexPage;
    ctx.html(200, page({ title: app.state.title, basePath: ctx.basePath }));
  };
  const before = isPlatform ? [] : [cors, refuseBrokenJson];
  const standIn = await startStandIn({ router, fallback, before, basePath: options.basePath });
  return { ...standIn, mode, state: app.state, tokenFor: (username) => tokenFor(app, username) };
}
