import type { AppId } from '@/lib/model';
import type { Lifetime } from '../lifetime';
import { isUse } from '../settled';
import type { PageSight } from './guard';
import { setupChat } from './last-used';
import type { DocumentSource } from './page-source';
import { readValues } from './page-values';

/**
 * Remembers a document's values at the first use of the page, until the guard starts: later changes may be the user's.
 * The first use settles the page, so this lasts only a moment.
 */
export class Early {
  /** The document's start time, and its path then. */
  readonly start: { readonly at: number; readonly path: string };
  readonly #lifetime: Lifetime;
  #sights: Readonly<Record<AppId, PageSight>> | null = null;

  constructor(lifetime: Lifetime, source: DocumentSource, now: number) {
    this.#lifetime = lifetime;
    this.start = { at: now, path: source.place.pathname };
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

  /** The guard watches the document now. */
  end(): void {
    this.#lifetime.end();
  }
}
