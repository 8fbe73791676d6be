import type { AppHttp, Credentials } from '@/lib/apps/http';
import { ServerError, SignedOutError, UnreachableError } from '@/lib/errors';
import type { AppId, Connection, Contract, Json, RegisterId } from '@/lib/model';

/** How the next write to a place goes wrong. */
export type Fault =
  /** Cut off before it arrived. */
  | 'lost'
  /** It was done, but the answer never came. */
  | 'unheard'
  /** The model was set, the provider was not, and the connection broke. */
  | 'half'
  /** 200, with a no inside. */
  | 'no'
  /** 500, and nothing was done. */
  | 'trouble';

/** What a place holds; a missing register is not set. */
export type Held = Partial<Record<RegisterId, Json>>;

export interface PlaceState {
  held: Held;
  /** A preset that is there, and decides. */
  standing: 'here' | 'gone' | 'detached';
  /** Raised by every change that is not Tandem's. */
  touched: number;
}

export interface Person {
  readonly id: string;
  /** In AnythingLLM with accounts. */
  readonly role: 'default' | 'admin';
}

type Copy = Pick<PlaceState, 'held' | 'standing'>;

/** One app's server: who may come in, and what its places hold. */
export class Server {
  isUp = true;
  /** Whom the browser's session belongs to. */
  signedIn: Person | null = null;
  token: string | null = null;
  readonly places = new Map<string, PlaceState>();
  readonly faults = new Map<string, Fault[]>();
  #tokens = new Map<string, string>();
  #serial = 0;

  constructor(
    readonly app: AppId,
    readonly contract: Contract,
    /** `open`: everybody is let in. */
    readonly mode: 'open' | 'accounts',
  ) {}

  /** @returns The new session's token. */
  signIn(person: Person): string {
    this.signedIn = person;
    return this.newToken(person.id);
  }

  signOut(): void {
    this.signedIn = null;
    this.token = null;
  }

  newToken(id: string): string {
    this.#serial += 1;
    this.token = `${this.app}.${encodeURIComponent(id)}.${this.#serial}`;
    this.#tokens.set(this.token, id);
    return this.token;
  }

  /** All sessions end at the server; nobody signed out. */
  expire(): void {
    this.#tokens.clear();
  }

  /** Who a request comes from. @throws SignedOutError, UnreachableError */
  admit(http: AppHttp): string {
    this.reach();
    if (this.mode === 'open') return 'single';
    const { credentials } = http as SimHttp;
    const id = credentials.kind === 'bearer' ? this.#tokens.get(credentials.token) : undefined;
    if (id === undefined) throw new SignedOutError(this.app, 'invalid');
    return id;
  }

  reach(): void {
    if (!this.isUp) throw new UnreachableError(this.app, `https://${this.app}.test`, 'refused');
  }

  trouble(): never {
    throw new ServerError(this.app, 500);
  }

  cut(): never {
    throw new UnreachableError(this.app, `https://${this.app}.test`, 'interrupted');
  }

  /** A place by its id within the app; what belongs to a person is another one for each. */
  place(local: string, identity: string): PlaceState {
    const key = isPersonal(local) ? `${local}@${identity}` : local;
    const found = this.places.get(key);
    if (found) return found;
    const fresh: PlaceState = { held: {}, standing: local === 'preset' ? 'gone' : 'here', touched: 0 };
    this.places.set(key, fresh);
    return fresh;
  }
}

const isPersonal = (local: string) => local === 'preset' || local === 'account';

/** A request's proof of who sends it; and, as in a real round, what is asked a second time is what was answered first. */
export class SimHttp implements AppHttp {
  readonly #known = new Map<PlaceState, Copy>();

  constructor(
    readonly connection: Connection,
    readonly credentials: Credentials,
  ) {}

  /** What a place held when it was first asked for in this round. */
  first(place: PlaceState): Copy {
    const copy = this.#known.get(place) ?? { held: { ...place.held }, standing: place.standing };
    this.#known.set(place, copy);
    return copy;
  }

  get(): Promise<never> {
    throw new TypeError('no double speaks HTTP');
  }

  post(): Promise<never> {
    throw new TypeError('no double speaks HTTP');
  }

  delete(): Promise<never> {
    throw new TypeError('no double speaks HTTP');
  }
}
