import { useRef } from 'react';
import { useNow } from '../common/use-now';
import { panelWords } from '../words/en/panel';
import type { Entry, Line } from './entries';
import { ResultRow } from './result-row';
import { rowHeight, useSight } from './use-sight';

interface Props {
  readonly id: string;
  readonly lines: readonly Line[];
  /** -1: none. */
  readonly active: number;
  readonly expanded: ReadonlySet<string>;
  readonly marked: readonly string[];
  readonly onOpen: (entry: Entry) => void;
  readonly onToggle: (entry: Entry) => void;
  readonly onContinue?: (entry: Entry) => void;
}

/** The id of an option, which the search box names as its active one. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The listbox. Only the visible lines exist in the page. */
export function ResultList({ id, lines, active, expanded, marked, onOpen, onToggle, onContinue }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(60_000);
  const [from, to] = useSight(scroller, lines.length, active);

  return (
    // The search box has the focus; the pointer can scroll the list itself.
    <div ref={scroller} className="results" role="listbox" id={id} aria-label={panelWords.search.results} tabIndex={-1}>
      <div role="presentation" className="results-space" style={{ blockSize: lines.length * rowHeight }}>
        {lines.slice(from, to).map((line, at) => {
          const index = from + at;
          return (
            <ResultRow
              key={line.entry.key}
              id={optionId(id, index)}
              entry={line.entry}
              nested={line.nested}
              index={index}
              total={lines.length}
              active={index === active}
              expanded={line.entry.item.kind === 'workspace' && expanded.has(line.entry.item.slug)}
              marked={marked}
              now={now}
              start={index * rowHeight}
              onOpen={onOpen}
              onToggle={onToggle}
              {...(onContinue && { onContinue })}
            />
          );
        })}
      </div>
    </div>
  );
}
