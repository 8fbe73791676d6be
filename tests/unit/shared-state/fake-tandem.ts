import { nothingToSee } from '@/lib/bridge/page-state';
import type { Tandem, TandemErrorCode, TandemEvents, TandemFailure, TandemState } from '@/lib/bridge/public';

export const stateWith = (model: string): TandemState => ({
  ...nothingToSee,
  llm: { provider: 'openai', model, temperature: null, maxTokens: null, pending: null },
  ui: { theme: 'dark', language: 'en', textSize: 3, pending: null },
});

const failure = (code: TandemErrorCode): TandemFailure =>
  Object.assign(new Error(code), { code, status: 403, issues: [] });

/** A `window.tandem` that does as it is told. */
export class FakeTandem {
  readonly updates: object[] = [];
  readonly tandem: Tandem;
  readonly #listeners: { readonly event: string; readonly listener: (value: never) => void }[] = [];

  /** @param refused why `ready` rejects */
  constructor(
    public state: TandemState | null,
    refused?: TandemErrorCode,
  ) {
    const ready = refused || !state ? Promise.reject(failure(refused ?? 'off')) : Promise.resolve(state);
    ready.catch(() => undefined);
    const update = async (patch: object) => void this.updates.push(patch);
    this.tandem = {
      version: 1,
      ready,
      getState: () => this.state,
      subscribe: (listener) => this.#add('change', listener),
      on: (event, listener) => this.#add(event, listener),
      syncState: async () => this.state ?? stateWith('none'),
      updateLLMSettings: update,
      updateUISettings: update,
      getWorkspace: () => undefined,
      getConversation: () => undefined,
      request: async (method, path) => ({ status: 200, body: [method, path] }),
    };
  }

  become(state: TandemState): void {
    this.state = state;
    this.tell('change', state);
  }

  fail(code: TandemErrorCode): void {
    this.tell('error', failure(code));
  }

  tell<E extends keyof TandemEvents>(event: E, value: TandemEvents[E]): void {
    for (const one of [...this.#listeners]) if (one.event === event) one.listener(value as never);
  }

  listening(): number {
    return this.#listeners.length;
  }

  #add(event: string, listener: (value: never) => void): () => void {
    const one = { event, listener };
    this.#listeners.push(one);
    return () => void this.#listeners.splice(this.#listeners.indexOf(one), 1);
  }
}
