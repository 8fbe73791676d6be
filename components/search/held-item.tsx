import { useEffect, useRef } from 'react';
import { Notice } from '../common/notice';
import { panelWords } from '../words/en/panel';
import type { Finder } from './use-finder';

/** Asks where to open an item while an answer is being written in this tab. */
export function HeldItem({ held, release }: Pick<Finder, 'held' | 'release'>) {
  return held ? <Question release={release} /> : null;
}

/** Moves the focus to the harmless choice, and gives it back afterwards. */
function Question({ release }: Pick<Finder, 'release'>) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    first.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const choices = [
    ['new-tab', panelWords.search.openNewTab],
    ['here', panelWords.search.openHere],
    ['stay', panelWords.search.stay],
  ] as const;
  return (
    <Notice
      actions={choices.map(([where, label]) => (
        <button key={where} ref={where === 'new-tab' ? first : null} type="button" onClick={() => release(where)}>
          {label}
        </button>
      ))}
    >
      {panelWords.search.answering}
    </Notice>
  );
}
