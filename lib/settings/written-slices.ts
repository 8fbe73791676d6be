import type { WrittenSlices } from '@/lib/apps/settings-place';
import type { LlmPlace } from '@/lib/model';
import { records, type Work } from '@/lib/store';
import type { Side } from '@/lib/sync/access';

/** Stores what the app's lists show by a write of ours, unless somebody else is signed in by now. */
export function writtenSlices(
  { connection: { id }, identity }: Pick<Side, 'connection' | 'identity'>,
  { llm, ui, workspace }: WrittenSlices,
): Work {
  return (transaction) => {
    if (transaction.read(records.status(id))?.identity !== identity) return;
    const keys = { llm: records.llm(id, identity), workspaces: records.workspaces(id, identity) };
    const slice = transaction.read(keys.llm);
    if (llm && slice) transaction.write(keys.llm, { ...slice, places: withPlace(slice.places, llm) });
    if (ui) transaction.write(records.ui(id, identity), ui);
    const list = transaction.read(keys.workspaces);
    if (workspace && list)
      transaction.write(
        keys.workspaces,
        list.map((one) => (one.slug === workspace.slug ? workspace : one)),
      );
  };
}

const withPlace = (places: readonly LlmPlace[], written: LlmPlace): LlmPlace[] =>
  places.some(({ place }) => place === written.place)
    ? places.map((one) => (one.place === written.place ? written : one))
    : [...places, written];
