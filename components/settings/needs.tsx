import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { Settings } from '@/lib/model';
import { useKeepFocus } from '../common/use-keep-focus';
import { panelWords } from '../words/en/panel';
import { NeedItem } from './need-item';
import { readNeeds } from './read-needs';

/** Loaded when the user wants to compare. */
const CompareForm = lazy(async () => ({ default: (await import('../on-demand')).CompareForm }));

/** The target of the badge. */
export const needsId = 'needs-you';

/** The questions that only the user can answer, above the settings. */
export function Needs({ settings }: { settings: Settings }) {
  const needs = useMemo(() => readNeeds(settings), [settings]);
  const list = useRef<HTMLUListElement>(null);
  // An answered question disappears: the next one gets the focus.
  useKeepFocus(needs.length, list);
  if (needs.length === 0) return null;
  return (
    <ul className="needs" id={needsId} ref={list} tabIndex={-1} aria-label={panelWords.settings.needs}>
      {needs.map((need) =>
        need.kind === 'compare' ? (
          <CompareItem key={need.id} settings={settings} amount={need.registers.length} />
        ) : (
          <NeedItem key={need.id} need={need} />
        ),
      )}
    </ul>
  );
}

function CompareItem({ settings, amount }: { settings: Settings; amount: number }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="need">
      <details className="fold" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          {panelWords.settings.compare(amount)} <span className="fold-link">{panelWords.settings.compareOpen}</span>
        </summary>
        <Suspense>{isOpen ? <CompareForm settings={settings} only="open" rest="leave" /> : null}</Suspense>
      </details>
    </li>
  );
}
