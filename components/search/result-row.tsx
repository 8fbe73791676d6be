import { Fragment, type MouseEvent, memo } from 'react';
import { appNames, hasPages, itemUrl } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { formatExact, formatMoment } from '../common/format-time';
import { Icon } from '../common/icon';
import { useOnline } from '../common/use-online';
import { useView } from '../ports';
import { panelWords } from '../words/en/panel';
import type { Entry } from './entries';
import { highlight } from './highlight';
import { opensCopy } from './opens-copy';

interface Props {
  readonly id: string;
  readonly entry: Entry;
  /** A thread below its expanded workspace. */
  readonly nested: boolean;
  /** From 0. */
  readonly index: number;
  readonly total: number;
  readonly active: boolean;
  readonly expanded: boolean;
  /** Folded words of the query, to mark in the title. */
  readonly marked: readonly string[];
  readonly now: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly onOpen: (entry: Entry) => void;
  readonly onToggle: (entry: Entry) => void;
  /** Asks how the chat goes on in the other app; missing: not from this list. */
  readonly onContinue?: (entry: Entry) => void;
}

function about(entry: Entry, opens: 'app' | 'copy'): readonly string[] {
  return [
    entry.workspace === null
      ? panelWords.search.kinds[entry.item.kind]
      : panelWords.search.inWorkspace(entry.workspace),
    entry.model,
    entry.archived ? panelWords.search.archived : null,
    opens === 'copy' ? panelWords.search.opensCopy : null,
  ].filter((part) => part !== null);
}

/** One line of the list: a plain link, so that the middle button works, and an option for the keyboard. */
export const ResultRow = memo(function ResultRow(props: Props) {
  const { id, entry, nested, index, total, active, expanded, marked, now, start } = props;
  const { onOpen, onToggle, onContinue } = props;
  const connection = useView((state) => state.shared.apps[entry.app].connection);
  const online = useOnline();
  const opens = useView((state) => (opensCopy(state, entry.app, online) ? 'copy' : 'app'));
  const title = entry.title.trim() || panelWords.search.untitled;
  const isWorkspace = entry.item.kind === 'workspace';

  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(entry);
  };
  /** A part of the line that does something else. */
  const instead = (act: (entry: Entry) => void) => (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    act(entry);
  };

  return (
    <a
      id={id}
      role="option"
      aria-selected={active}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-keyshortcuts={onContinue && 'Alt+Enter'}
      tabIndex={-1}
      className="result"
      data-nested={nested || undefined}
      href={connection && hasPages(connection) ? itemUrl(connection, entry.item) : undefined}
      target="_blank"
      rel="noreferrer"
      style={{ transform: `translateY(${start}px)` }}
      onClick={click}
    >
      <AppMark app={entry.app} />
      <span className="result-text">
        <span className="result-title" title={hasPages(connection) ? title : panelWords.search.noPages(entry.app)}>
          <bdi>
            {highlight(title, marked).map((piece, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity.
              piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text,
            )}
          </bdi>
        </span>
        <span className="result-about">
          <span className="visually-hidden">{appNames[entry.app]}, </span>
          {about(entry, opens).map((part, at) => (
            <Fragment key={part}>
              {at === 0 ? null : ' · '}
              <bdi>{part}</bdi>
            </Fragment>
          ))}
          {isWorkspace ? <span className="visually-hidden">. {panelWords.search.threadsHint}</span> : null}
        </span>
      </span>
      {entry.pinned ? (
        <span className="result-pin" title={panelWords.search.pinned}>
          <Icon name="pin" />
          <span className="visually-hidden">{panelWords.search.pinned}</span>
        </span>
      ) : null}
      <time className="result-time" dateTime={entry.at ?? undefined} title={formatExact(entry.at)}>
        <bdi>{formatMoment(entry.at, now)}</bdi>
      </time>
      {onContinue ? (
        <span
          className="result-toggle result-continue"
          title={panelWords.search.goOn}
          onClick={instead(onContinue)}
          aria-hidden="true"
        />
      ) : null}
      {isWorkspace ? (
        <span
          className="result-toggle"
          data-open={expanded || undefined}
          title={expanded ? panelWords.search.hideThreads : panelWords.search.showThreads}
          onClick={instead(onToggle)}
          aria-hidden="true"
        >
          <Icon name="chevron" />
        </span>
      ) : null}
    </a>
  );
});
