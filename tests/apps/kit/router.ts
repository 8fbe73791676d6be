import type { Ctx } from './context';

export type Handler = (ctx: Ctx) => Promise<void> | void;

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path
    .replace(/\/+$/, '')
    .split('/')
    .map((part) => {
      if (part === '*') return '.*';
      if (!part.startsWith(':')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1));
      return '([^/]+)';
    })
    .join('/');
  return { pattern: new RegExp(`^${source}/?$`, 'i'), names };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Routes in order of registration, matched like Express: case-insensitive, trailing slash tolerated, `:name`, `*`. */
export class Router {
  readonly #routes: Route[] = [];

  get(path: string, handler: Handler): this {
    return this.#add('GET', path, handler);
  }

  post(path: string, handler: Handler): this {
    return this.#add('POST', path, handler);
  }

  put(path: string, handler: Handler): this {
    return this.#add('PUT', path, handler);
  }

  delete(path: string, handler: Handler): this {
    return this.#add('DELETE', path, handler);
  }

  /** Every method. */
  all(path: string, handler: Handler): this {
    return this.#add('*', path, handler);
  }

  #add(method: string, path: string, handler: Handler): this {
    this.#routes.push({ method, handler, ...compile(path) });
    return this;
  }

  /** Runs the first route that matches; false if none does. */
  async run(ctx: Ctx): Promise<boolean> {
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
    for (const route of this.#routes) {
      if (route.method !== '*' && route.method !== method) continue;
      const found = route.pattern.exec(ctx.path);
      if (found === null) continue;
      ctx.params = Object.fromEntries(route.names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
      await route.handler(ctx);
      return true;
    }
    return false;
  }
}

/** Adds routes whose handlers get more than the request, for example who asks. */
export const routesWith =
  <Given extends readonly unknown[]>(router: Router, handlerOf: (...given: Given) => Handler) =>
  (method: 'get' | 'post' | 'put' | 'delete', path: string, ...given: Given) =>
    router[method](path, handlerOf(...given));
