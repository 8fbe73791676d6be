import type { AppId } from '@/lib/model';
import type { Lifetime } from '../lifetime';
import { isUse } from '../settled';
import type { PageSight } from './guard';
import { setupChat } from './last-used';
import type { DocumentSource } from './page-source';
import { readValues } from './page-values';

/**
 * Notes what a document held when the person first used it, until somebody watches it: what changes from then on may be
 * their doing. That first use settles the page, so that this is the matter of a moment.
 */
export class Early {
  /** When the document started, and at which path. */
  readonly begun: { readonly at: number; readonly path: string };
  readonly #lifetime: Lifetime;
  #sights: Readonly<Record<AppId, PageSight>> | null = null;

  constructor(lifetime: Lifetime, source: DocumentSource, now: number) {
    this.#lifetime = lifetime;
    this.begun = { at: now, path: source.place.pathname };
    const sight = (app: AppId) => ({ values: readValues(app, source), chat: setupChat(source.store) });
    const used = (event: Event) => {
      if (isUse(event)) this.#sights ??= { anythingllm: sight('anythingllm'), librechat: sight('librechat') };
    };
    for (const type of ['keydown', 'pointerdown']) {
      lifetime.listen(window, type, used, { capture: true, passive: true });
    }
  }

  get isUsed(): boolean {
    return this.#sights !== null;
  }

  of(app: AppId): PageSight | null {
    return this.#sights?.[app] ?? null;
  }

  /** Somebody watches the document now. */
  end(): void {
    this.#lifetime.end();
  }
}
