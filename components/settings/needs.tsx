import { useEffect, useMemo, useRef } from 'react';
import type { Settings } from '@/lib/model';
import { CompareForm } from './compare-form';
import { NeedItem } from './need-item';
import { needWords } from './need-words';
import { readNeeds } from './read-needs';

/** Where the badge leads to. */
export const needsId = 'needs-you';

/** Questions that only the person can answer, above the settings. */
export function Needs({ settings }: { settings: Settings }) {
  const needs = useMemo(() => readNeeds(settings), [settings]);
  const list = useRef<HTMLUListElement>(null);
  const amount = useRef(needs.length);
  useEffect(() => {
    // What was answered is gone, and the focus with it: it moves on to the next question.
    const isFewer = needs.length < amount.current;
    amount.current = needs.length;
    if (isFewer && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [needs.length]);
  if (needs.length === 0) return null;
  return (
    <ul className="needs" id={needsId} ref={list} tabIndex={-1} aria-label={needWords.list}>
      {needs.map((need) =>
        need.kind === 'compare' ? (
          <li className="need" key={need.id}>
            <details className="fold">
              <summary>
                {needWords.compare(need.registers.length)} <span className="fold-link">{needWords.compareOpen}</span>
              </summary>
              <CompareForm settings={settings} only="open" />
            </details>
          </li>
        ) : (
          <NeedItem key={need.id} need={need} />
        ),
      )}
    </ul>
  );
}
