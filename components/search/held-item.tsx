import { Notice } from '../common/notice';
import type { Finder } from './use-finder';
import { searchWords } from './words';

/** Asks where to open an item, while an answer is being written in this tab. */
export function HeldItem({ held, release }: Pick<Finder, 'held' | 'release'>) {
  if (!held) return null;
  const choices = [
    ['new-tab', searchWords.openNewTab],
    ['here', searchWords.openHere],
    ['stay', searchWords.stay],
  ] as const;
  return (
    <Notice
      actions={choices.map(([where, label]) => (
        <button key={where} type="button" onClick={() => release(where)}>
          {label}
        </button>
      ))}
    >
      {searchWords.answering}
    </Notice>
  );
}
