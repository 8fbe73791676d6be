import { type TandemError, WrongAppError } from '@/lib/errors';
import { type Address, type AppId, baseUrl } from '@/lib/model';

/** Shorter than the time after which the connect page looks again by itself, in ms. */
const memory = 4_000;

/**
 * Remembers for a moment where neither app answers. Every typed letter of a path makes another address, and all of them
 * have the same beginnings. Problems that the user may fix (a sign-in, a stopped server) are not remembered.
 */
export class Probed {
  readonly #problems = new Map<string, { readonly at: number; readonly problem: TandemError }>();

  constructor(private readonly now: () => number = Date.now) {}

  get(app: AppId, address: Address): TandemError | null {
    const known = this.#problems.get(key(app, address));
    return known && this.now() - known.at < memory ? known.problem : null;
  }

  set(app: AppId, address: Address, problem: TandemError): void {
    if (!(problem instanceof WrongAppError)) return;
    for (const [each, { at }] of this.#problems) if (this.now() - at >= memory) this.#problems.delete(each);
    this.#problems.set(key(app, address), { at: this.now(), problem });
  }
}

const key = (app: AppId, address: Address) => `${app} ${baseUrl(address)}`;
