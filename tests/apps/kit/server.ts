import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ctx } from './context';
import { type FaultAction, Faults } from './faults';
import { Gateway, LOGIN_PAGE, LOGIN_PATH } from './login-proxy';
import { type LoggedRequest, RequestLog, senderOf, withoutBase } from './request-log';
import type { Handler, Router } from './router';

/** Runs before every route; true when it has answered (a CORS preflight, a ban). */
export type BeforeHook = (ctx: Ctx) => Promise<boolean> | boolean;

export interface StandInOptions {
  router: Router;
  /** The answer if no route matches; 404 text by default. */
  fallback?: Handler;
  before?: BeforeHook[];
  /** Sub-path hosting: the app is below it, other paths answer 404. */
  basePath?: string | undefined;
}

export interface StandIn {
  /** `http://127.0.0.1:PORT`, without a slash. */
  readonly origin: string;
  /** Origin and base path, with a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Something in front of the app. */
  readonly gateway: Gateway;
  /** The same address with another host name of this machine. */
  urlAt(hostname: string): string;
  /** Closes the listening port and all open sockets; state is kept. */
  down(): Promise<void>;
  /** Listens on the same port again. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks).toString('utf8');
}

function logEntry(request: IncomingMessage, basePath: string): LoggedRequest {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  const authorization = bearer !== undefined ? 'bearer' : headers.authorization === undefined ? 'none' : 'other';
  return {
    at: Date.now(),
    method: request.method ?? 'GET',
    path,
    query: query.join('?'),
    status: 0,
    bytes: 0,
    authorization,
    ...(bearer === undefined ? {} : { token: bearer }),
    from: senderOf(headers, withoutBase(path, basePath)),
    headers,
  };
}

/** All servers of this process that were not stopped, the newest last. */
export const standIns = new Set<StandIn>();

/** Applies the fault; true if the request needs no further answer. */
async function applyFault(action: FaultAction, ctx: Ctx): Promise<boolean> {
  if ('delayMs' in action) {
    await sleep(action.delayMs);
    return false;
  }
  if ('cut' in action) {
    if (action.cut === 'before-headers') ctx.destroy();
    else ctx.cutMidBody = true;
    return action.cut === 'before-headers';
  }
  if ('hang' in action) return true;
  if ('status' in action) {
    for (const [name, value] of Object.entries(action.headers ?? {})) ctx.setHeader(name, value);
    const given = Object.keys(action.headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
    const type = given ? (action.headers?.['content-type'] ?? action.headers?.['Content-Type']) : undefined;
    ctx.text(action.status, action.body ?? '', type ?? 'text/plain; charset=utf-8');
  } else if ('malformedJson' in action) {
    ctx.text(200, '{"results":{"half":"an obj', 'application/json; charset=utf-8');
  } else if ('loginPage' in action) {
    if (action.loginPage === 'redirect') ctx.redirect(`${LOGIN_PATH}?rd=${encodeURIComponent(ctx.log.path)}`);
    else ctx.html(200, LOGIN_PAGE);
  } else {
    ctx.setHeader('Retry-After', String(action.retryAfterSeconds));
    ctx.text(429, 'Too Many Requests');
  }
  return true;
}

/** Starts an app on a free port. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const log = new RequestLog(basePath);
  const faults = new Faults(basePath);
  const gateway = new Gateway();

  const respond = async (ctx: Ctx, action: FaultAction | undefined): Promise<void> => {
    if (action !== undefined && (await applyFault(action, ctx))) return;
    if (ctx.log.path === LOGIN_PATH) {
      ctx.html(200, LOGIN_PAGE);
      return;
    }
    if (gateway.handle(ctx)) return;
    const inside = `${ctx.log.path}/`.toLowerCase().startsWith(`${basePath}/`.toLowerCase());
    if (!inside) {
      ctx.text(404, 'Not Found');
      return;
    }
    for (const hook of options.before ?? []) if (await hook(ctx)) return;
    if (await options.router.run(ctx)) return;
    if (options.fallback) await options.fallback(ctx);
    else ctx.text(404, 'Not Found');
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const entry = logEntry(request, basePath);
    log.add(entry);
    // At once: a fault that is added while the body arrives is for later requests.
    const action = faults.take(entry);
    const rawBody = await readBody(request);
    const ctx = new Ctx({ log: entry, path: withoutBase(entry.path, basePath), basePath, rawBody, response });
    try {
      await respond(ctx, action);
    } catch (error) {
      console.error(`stand-in: ${entry.method} ${entry.path}`, error);
      if (!ctx.answered) ctx.text(500, 'Internal Server Error');
    }
  };

  const server = createServer((request, response) => {
    // A client that leaves while its body is read is not an error of the app.
    handle(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const down = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server.closeAllConnections();
    });

  const port = await listen(0);
  const urlAt = (hostname: string) => `http://${hostname}:${port}${basePath}/`;
  const origin = `http://127.0.0.1:${port}`;
  const standIn: StandIn = {
    origin,
    url: `${origin}${basePath}/`,
    port,
    log,
    faults,
    gateway,
    urlAt,
    down,
    up: async () => {
      if (!server.listening) await listen(port);
    },
    stop: async () => {
      standIns.delete(standIn);
      await down();
    },
  };
  standIns.add(standIn);
  return standIn;
}
