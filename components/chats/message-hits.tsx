import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { appIds, appNames, appOf, hasPages, itemUrl, type MessageHit } from '@/lib/model';
import { filterText, parseQuery } from '@/lib/search/query';
import { AppMark } from '../common/app-mark';
import { formatExact, formatMoment } from '../common/format-time';
import { useNow } from '../common/use-now';
import { useOnline } from '../common/use-online';
import { usePorts, useView } from '../ports';
import { opensCopy } from '../search/opens-copy';
import { focusSearch } from '../search/search-box';
import { chatsWords } from '../words/en/chats';
import { useMessageHits } from './use-message-hits';
import '../styles/message-hits.css';

interface Props {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** The messages that match a query, below the titles that do. */
export function MessageHits({ query, onQuery }: Props) {
  const found = useMessageHits(query);
  const progress = useView((state) => state.archive);
  const list = useRef<HTMLUListElement>(null);

  /** The arrows go from hit to hit, and from the first one back to the titles. */
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onQuery('');
      focusSearch();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.hit') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    if (at + step < 0) focusSearch();
    else links[at + step]?.focus();
  };

  const { filters } = parseQuery(query);
  const chosen = useView((state) => state.shared.preferences.archive);
  const kept = appIds.filter((app) => chosen?.[app]);
  const offers = [
    { name: 'from', values: ['me'] as const },
    { name: 'app', values: kept.length > 1 ? kept : [] },
  ] as const;
  const offered = offers
    .filter(({ name }) => !filters.some((filter) => filter.name === name))
    .flatMap(({ name, values }) => values.map((value) => ({ value, text: filterText(name, value) })));
  const hits = typeof found === 'string' ? [] : found.hits;
  const incomplete = appIds.filter((app) => progress[app] && progress[app].state !== 'complete');
  return (
    <section className="message-hits" aria-labelledby="message-hits-heading">
      <header>
        <h2 id="message-hits-heading">{chatsWords.hits.heading}</h2>
        {offered.map(({ value, text }) => (
          <button
            key={text}
            type="button"
            className="offered-filter"
            onClick={() => {
              onQuery(`${query.trim()} ${text} `);
              focusSearch();
            }}
          >
            <span className="visually-hidden">{chatsWords.hits.only} </span>
            {value === 'me' ? chatsWords.hits.fromMe : appNames[value]}
          </button>
        ))}
      </header>
      {hits.length > 0 ? (
        <ul ref={list} onKeyDown={move}>
          {hits.map((hit) => (
            <Hit key={`${hit.message} ${JSON.stringify(hit.chat)}`} hit={hit} />
          ))}
        </ul>
      ) : (
        <p className="no-results" role="status">
          {found === 'searching'
            ? chatsWords.hits.searching
            : found === 'failed'
              ? chatsWords.hits.failed
              : chatsWords.hits.none}
        </p>
      )}
      {incomplete.map((app) => (
        <p key={app} className="left-out">
          {chatsWords.hits.notAll(app)}
        </p>
      ))}
    </section>
  );
}

function Hit({ hit }: { hit: MessageHit }) {
  const { client, openReader } = usePorts();
  const now = useNow(60_000);
  const online = useOnline();
  const app = appOf(hit.chat);
  const connection = useView((state) => state.shared.apps[app].connection);
  const opensApp = useView((state) => !opensCopy(state, app, online)) && hasPages(connection);
  const read = () => openReader(hit.chat, hit.message);

  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (opensApp) client.do('open', { item: hit.chat, where: 'auto' }).catch(read);
    else read();
  };

  return (
    <li>
      <a
        className="hit"
        href={opensApp && connection ? itemUrl(connection, hit.chat) : '#'}
        target="_blank"
        rel="noreferrer"
        onClick={click}
      >
        <AppMark app={app} />
        <span className="hit-text">
          <span className="hit-snippet">
            <bdi>
              <Marked snippet={hit.snippet} />
            </bdi>
          </span>
          <span className="result-about">
            <span className="visually-hidden">{appNames[app]}, </span>
            <bdi>
              {hit.author === 'user'
                ? chatsWords.hits.me
                : (hit.name ?? hit.model ?? chatsWords.reader.authors.assistant)}
            </bdi>
            {' · '}
            <bdi>{hit.title.trim() || chatsWords.reader.untitled}</bdi>
            {hit.workspace === null || hit.workspace === hit.title ? null : (
              <>
                {' · '}
                <bdi>{hit.workspace}</bdi>
              </>
            )}
          </span>
        </span>
        <time className="result-time" dateTime={hit.at ?? undefined} title={formatExact(hit.at)}>
          <bdi>{formatMoment(hit.at, now)}</bdi>
        </time>
      </a>
      <button type="button" className="plain hit-read" onClick={read}>
        {chatsWords.hits.read}
      </button>
    </li>
  );
}

function Marked({ snippet: { text, marks } }: Pick<MessageHit, 'snippet'>) {
  const pieces = marks.flatMap(([from, to], at) => [
    text.slice(marks[at - 1]?.[1] ?? 0, from),
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity.
    <mark key={at}>{text.slice(from, to)}</mark>,
  ]);
  return [...pieces, text.slice(marks.at(-1)?.[1] ?? 0)];
}
