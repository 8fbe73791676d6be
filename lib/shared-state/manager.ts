import type { TandemEvents, TandemLlmPatch, TandemState, TandemUiPatch } from '@/lib/bridge/public';
import { createTandemClient, type TandemClient, type TandemClientOptions } from './tandem-client';

/** An event emitter around one client, for code that uses neither React nor promises. */
export class SharedStateManager {
  readonly #client: TandemClient;

  constructor(options?: TandemClientOptions) {
    this.#client = createTandemClient(options);
  }

  /** Resolves with the first state. Rejects with a `TandemFailure` if there is none. */
  initialize(): Promise<TandemState> {
    return new Promise((resolve, reject) => {
      let stop = () => {};
      const settle = () => {
        const { state, loading, error } = this.#client.getStatus();
        if (loading) return false;
        stop();
        if (state) resolve(state);
        else reject(error);
        return true;
      };
      if (!settle()) stop = this.#client.subscribe(settle);
    });
  }

  getState(): TandemState | null {
    return this.#client.getStatus().state;
  }

  updateLLMSettings(patch: TandemLlmPatch): Promise<void> {
    return this.#client.updateLLMSettings(patch);
  }

  updateUISettings(patch: TandemUiPatch): Promise<void> {
    return this.#client.updateUISettings(patch);
  }

  syncState(): Promise<TandemState> {
    return this.#client.syncState();
  }

  /** @returns Ends the subscription */
  on<E extends keyof TandemEvents>(event: E, listener: (value: TandemEvents[E]) => void): () => void {
    return this.#client.on(event, listener);
  }

  close(): void {
    this.#client.close();
  }
}
