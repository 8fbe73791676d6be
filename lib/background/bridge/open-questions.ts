import { coalesce } from '@/lib/async';
import { parseRecordName, type RecordKind } from '@/lib/store';
import type { Engine } from '../engine';

/** The records that tell whose questions wait, and which. */
const telling: ReadonlySet<RecordKind> = new Set(['connections', 'status', 'rights']);

/**
 * Tells how many questions of code in the apps' pages wait for the user: at once, and whenever that changes.
 * @returns Ends it
 */
export function showOpenQuestions(engine: Engine, show: (questions: number) => Promise<void>): () => void {
  let shown: number | null = null;
  // Never two at once: an older count must not be shown last.
  const update = coalesce(async () => {
    const questions = await engine.rights.openQuestions();
    if (questions === shown) return;
    await show(questions);
    shown = questions;
  });
  // What could not be read or shown is tried again at the next change.
  const retry = () => void update.run().catch(() => undefined);
  retry();
  return engine.onStored((changes) => {
    const kinds = Object.keys(changes).map((name) => parseRecordName(name)?.kind);
    if (kinds.some((kind) => kind && telling.has(kind))) retry();
  });
}
