import type { AppId } from '@/lib/model';
import { isSignedOutPage, isUnder } from './document-path';
import { isTrusted, isYoung, type Kept, keptKey, readKept, writeKept } from './kept';
import type { DocumentSource } from './page-source';
import { contrastKey, isSameText, type PageValues, readValues, type UiRegister, writeValue } from './page-values';

const apps: readonly AppId[] = ['anythingllm', 'librechat'];

/**
 * The values that each app reads from this document's storage at its start. Where Tandem keeps nothing for LibreChat,
 * its language cookie is left out: a page of AnythingLLM must not wait for cookies. LibreChat never writes that cookie
 * by itself (measured: facts/librechat-own-writes), so a later reading finds the same value.
 */
export type Boot = Readonly<Record<AppId, PageValues>>;

/**
 * Restores values that the app or another of its pages reset meanwhile, before the app starts, and makes a model choice
 * that waits for a new document. Nothing asynchronous may come before it: the apps read their settings at once. Only
 * the background knows the app of a document, but our own key tells where its app is.
 * @param moment A script that starts later finds the values that the app has read, and leaves the model choice to the
 * next document
 * @param now In ms since the epoch
 */
export function restoreAtBoot(source: DocumentSource, moment: 'before-app' | 'later', now: number): Boot {
  const kept = keptHere(source, now);
  const found = bootOf(source, kept);
  // Reading a storage and its cookies costs a page time at its start, so it is repeated only after a value was
  // restored.
  if (!kept || isSignedOutPage(kept.app, kept.base, source.place)) return found;
  restore(source, kept, found[kept.app], moment === 'before-app' ? kept.once : null, now);
  return moment === 'before-app' ? bootOf(source, kept) : found;
}

const bootOf = (source: DocumentSource, kept: KeptHere | undefined): Boot => ({
  anythingllm: readValues('anythingllm', source),
  librechat: readValues('librechat', kept?.app === 'librechat' ? source : { store: source.store, cookies: '' }),
});

type KeptHere = Kept & { readonly app: AppId };

/** The note of the app whose base path matches best; notes that are too old or damaged are removed. */
function keptHere({ store, place }: DocumentSource, now: number): KeptHere | undefined {
  let best: KeptHere | undefined;
  for (const app of apps) {
    const kept = readKept(app, store);
    if (kept === null || !isTrusted(kept, now)) store.removeItem(keptKey(app));
    else if (isUnder(kept.base, place) && kept.base.length > (best?.base.length ?? 0)) best = { ...kept, app };
  }
  return best;
}

function restore(source: DocumentSource, kept: KeptHere, found: PageValues, once: string | null, now: number): void {
  const { app } = kept;
  for (const [register, text] of Object.entries(kept.keep) as [UiRegister, string][]) {
    if (!isSameText(app, register, found[register] ?? null, text)) writeValue(app, source, register, text);
  }
  if (once !== null && found['llm.model'] !== once) writeValue(app, source, 'llm.model', once);
  if (once !== null) writeKept(app, source.store, { ...kept, once: null }, now);
  else if (!isYoung(kept, now)) writeKept(app, source.store, kept, now);
}

/** Deletes the note of this document's app, which is not connected any more. */
export function forgetKept({ store, place }: DocumentSource): void {
  for (const app of apps) {
    const kept = readKept(app, store);
    if (kept && isUnder(kept.base, place)) for (const key of [keptKey(app), contrastKey]) store.removeItem(key);
  }
}
