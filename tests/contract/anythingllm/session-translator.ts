import type { AnythingLlmApp } from '../../apps/anythingllm';
import { signJwt } from '../../apps/anythingllm/server/jwt';
import type { Exchange, Outcome, ReplayOptions } from '../kit';
import { JWT_SECRET } from './secret';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Bodies that the recorder could not keep. */
const LOST_BODIES: Record<string, string> = {
  'update-env malformed JSON (json ct)': '{"OpenAiModelPref": ',
  'update-env as the web UI sends it (text/plain body)': '{"OpenAiModelPref":"gpt-4o"}',
};

/** Tokens that the recorder made itself, signed anew. */
const FORGED: Record<string, { payload: Fields; lifetimeSeconds: number }> = {
  'check-token expired': { payload: { id: 1, username: 'admin' }, lifetimeSeconds: -10 },
  'check-token of deleted user': { payload: { id: 999, username: 'gone' }, lifetimeSeconds: 900 },
};

/** Who had a recorded token, whose signature is not real; nobody's name: the password's. */
const claimsOf = (token: string): { username?: string } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** Turns what differs by run (tokens, slugs, ids, tags) in a recorded request into what the stand-in knows. */
export class SessionTranslator {
  readonly #app: AnythingLlmApp;
  readonly #session: ((app: AnythingLlmApp) => string) | undefined;
  /** Recorded slug or tag → ours. */
  readonly #ours = new Map<string, string>();

  constructor(app: AnythingLlmApp, session?: (app: AnythingLlmApp) => string) {
    this.#app = app;
    this.#session = session;
  }

  optionsFor(exchange: Exchange): ReplayOptions {
    const { path, headers } = exchange.request;
    const translated = path.replace(/[^/]+/g, (part) => this.#ours.get(part) ?? part);
    const body = LOST_BODIES[exchange.name];
    const tag = this.#ours.get(headers['if-none-match'] ?? '');
    return {
      path: translated,
      headers: {
        ...this.#authorization(exchange.name, headers.authorization),
        ...(tag ? { 'if-none-match': tag } : {}),
      },
      ...(body === undefined ? {} : { body }),
    };
  }

  /** Remembers what the stand-in answered in place of recorded values. */
  learn(exchange: Exchange, actual: Outcome): void {
    const [recorded, got] = [fields(exchange.response.body), fields(actual.body)];
    const pairs: [unknown, unknown][] = [
      [fields(recorded.thread).slug, fields(got.thread).slug],
      [recorded.token, got.token],
      [exchange.response.headers.etag, actual.headers.etag],
      ...list(recorded.threads).map((row, at): [unknown, unknown] => [
        fields(row).slug,
        fields(list(got.threads)[at]).slug,
      ]),
    ];
    for (const [from, to] of pairs) if (from != null && to != null) this.#ours.set(String(from), String(to));
  }

  #authorization(name: string, recorded: string | undefined): Record<string, string> {
    const forged = FORGED[name];
    if (forged !== undefined) {
      return { authorization: `Bearer ${signJwt(forged.payload, JWT_SECRET, forged.lifetimeSeconds)}` };
    }
    if (recorded === undefined) return {};
    if (recorded === 'Bearer (session)') return { authorization: `Bearer ${this.#session?.(this.#app) ?? 'open'}` };
    const token = recorded.replace(/^Bearer /, '');
    const claims = token.endsWith('FAKE') || token.includes('.FAKE') ? claimsOf(token) : null;
    if (claims) return { authorization: `Bearer ${this.#app.tokenFor(claims.username)}` };
    return { authorization: `Bearer ${this.#ours.get(token) ?? token}` };
  }
}
