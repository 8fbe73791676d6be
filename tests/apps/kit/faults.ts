import { type LoggedRequest, type PathPattern, pathMatches } from './request-log';

export type FaultAction =
  | { status: number; body?: string; headers?: Record<string, string> }
  /** Wait, then answer normally. */
  | { delayMs: number }
  /** Never answer. */
  | { hang: true }
  | { cut: 'before-headers' | 'mid-body' }
  /** 200 with a JSON type and half an object. */
  | { malformedJson: true }
  /** A login proxy in front of the app: 302 to another path that answers HTML, or the HTML form itself with 200. */
  | { loginPage: 'redirect' | 'html' }
  /** 429 with Retry-After. */
  | { retryAfterSeconds: number };

export interface Fault {
  method?: string;
  path?: PathPattern;
  from?: 'page' | 'extension';
  /** How many requests it affects; all if not given. */
  times?: number;
  action: FaultAction;
}

interface ActiveFault {
  fault: Fault;
  left: number;
}

/** The active faults. The first one that matches wins. */
export class Faults {
  #active: ActiveFault[] = [];
  readonly #basePath: string;

  constructor(basePath = '') {
    this.#basePath = basePath;
  }

  /** Adds a fault; returns the function that removes it. */
  add(fault: Fault): () => void {
    const active = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#active.push(active);
    return () => {
      this.#active = this.#active.filter((each) => each !== active);
    };
  }

  clear(): void {
    this.#active = [];
  }

  /** For the server only: the action for this request, counted as used. */
  take(request: LoggedRequest): FaultAction | undefined {
    const hit = this.#active.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method === undefined || fault.method.toUpperCase() === request.method) &&
        (fault.path === undefined || pathMatches(fault.path, request.path, this.#basePath)) &&
        (fault.from === undefined || fault.from === request.from),
    );
    if (hit === undefined) return undefined;
    hit.left -= 1;
    return hit.fault.action;
  }
}
