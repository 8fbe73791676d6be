import { type KeyboardEvent, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useView } from '../ports';
import { countLists, type Entry } from '../search/entries';
import { HeldItem } from '../search/held-item';
import { LeftOut } from '../search/left-out';
import { NoResults } from '../search/no-results';
import { optionId, ResultList } from '../search/result-list';
import { SearchBox } from '../search/search-box';
import { useFinder } from '../search/use-finder';
import { panelWords } from '../words/en/panel';
import { PanelHeader } from './panel-header';
import { StandLine } from './stand-line';

const ContinueChat = lazy(async () => ({ default: (await import('../on-demand')).ContinueChat }));
const MessageHits = lazy(async () => ({ default: (await import('../on-demand')).MessageHits }));
const QueryFilters = lazy(async () => ({ default: (await import('../on-demand')).QueryFilters }));
const ArchiveOffer = lazy(async () => ({ default: (await import('../on-demand')).ArchiveOffer }));

/** Lines above the settings without a search. */
const restingLines = 5;

/**
 * The search and the content beside it. In a narrow view the list takes the whole height while the user searches; in a
 * wide one both stay side by side.
 */
export function PanelSearch({ wide, beside }: { wide: boolean; beside: ReactNode }) {
  const [all, setAll] = useState(false);
  const [archived, setArchived] = useState(false);
  /** The line whose chat goes on in the other app. */
  const [continued, setContinued] = useState<Entry | null>(null);
  /** Missing: the user was not asked so far. */
  const archive = useView((state) => state.shared.preferences.archive);
  const isInside = Object.keys(archive ?? {}).length > 0;
  const conversations = useView((state) => state.shared.conversations);
  const hidden = useMemo(() => countLists({ workspaces: [], conversations }).archived, [conversations]);
  const finder = useFinder(wide || all ? Number.POSITIVE_INFINITY : restingLines, { archived, shared: restingLines });
  const { query, lines, listId, active } = finder;
  const searching = query.trim() !== '';
  const full = wide || all || searching;
  const showAll = () => {
    setAll(!all);
    if (all) setArchived(false);
  };
  const showArchived = () => {
    setArchived(!archived);
    if (!archived) setAll(true);
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, nativeEvent } = event;
    const line = event.altKey && key === 'Enter' ? lines[active] : undefined;
    // The messages go on where the titles end.
    const isPast = key === 'ArrowDown' ? active === lines.length - 1 : key === 'Enter' && lines.length === 0;
    const hit = isPast && !nativeEvent.isComposing ? document.querySelector<HTMLAnchorElement>('a.hit') : null;
    if (!line && !hit) return finder.keyDown(event);
    event.preventDefault();
    if (line) setContinued(line.entry);
    else if (key === 'Enter') hit?.click();
    else hit?.focus();
  };
  const list = (
    <ResultList
      id={listId}
      lines={lines}
      active={active}
      expanded={finder.expanded}
      marked={finder.marked}
      onOpen={finder.open}
      onToggle={finder.toggle}
      onContinue={setContinued}
    />
  );
  return (
    <>
      <PanelHeader>
        <SearchBox
          query={query}
          listId={listId}
          activeId={active < 0 ? undefined : optionId(listId, active)}
          shown={lines.length > 0}
          onQuery={finder.setQuery}
          onKeyDown={keyDown}
        />
      </PanelHeader>
      {searching && isInside ? (
        <Suspense>
          <QueryFilters query={query} onQuery={finder.setQuery} />
        </Suspense>
      ) : null}
      <HeldItem held={finder.held} release={finder.release} />
      <Suspense>
        {continued && continued.item.kind !== 'home' ? (
          <ContinueChat
            key={continued.key}
            chat={continued.item}
            title={continued.title}
            onClose={() => setContinued(null)}
          />
        ) : null}
      </Suspense>
      <div className="panel-body" data-full={full || undefined}>
        {wide || searching ? null : <StandLine />}
        <section
          className="find"
          data-inside={(searching && (isInside || !archive)) || undefined}
          aria-label={searching ? panelWords.search.results : panelWords.search.recent}
        >
          {lines.length > 0 ? list : <NoResults query={query.trim()} readingThreads={finder.readingThreads} />}
          {searching ? null : (
            <div className="more-items">
              {!wide && finder.total > restingLines ? (
                <button type="button" className="plain" onClick={showAll}>
                  {all ? panelWords.search.showFewer : panelWords.search.showAll(finder.total)}
                </button>
              ) : null}
              {hidden > 0 ? (
                <button type="button" className="plain" onClick={showArchived}>
                  {archived ? panelWords.search.hideArchived : panelWords.search.showArchived(hidden)}
                </button>
              ) : null}
            </div>
          )}
          <LeftOut />
          <Suspense>
            {searching && isInside ? <MessageHits query={query} onQuery={finder.setQuery} /> : null}
            {searching && !archive ? <ArchiveOffer /> : null}
          </Suspense>
          {finder.openFailed ? <p role="status">{panelWords.search.openFailed}</p> : null}
          <p className="visually-hidden" role="status">
            {searching ? sayOutcome(lines.length, finder.readingThreads ? 'reading' : 'read') : ''}
          </p>
        </section>
        <div className="beside" hidden={!wide && full}>
          {wide ? <StandLine /> : null}
          {beside}
        </div>
      </div>
    </>
  );
}

/** The announcement for screen readers. */
export function sayOutcome(amount: number, threads: 'reading' | 'read'): string {
  if (amount > 0) return panelWords.search.found(amount);
  return threads === 'reading' ? panelWords.search.readingThreads : panelWords.search.noneFound;
}
