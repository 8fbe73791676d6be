import { useEffect, useMemo, useRef, useState } from 'react';
import { appNames, appOf, type ChatItem, hasPages, itemUrl, type Transcript } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { formatExact, formatMoment } from '../common/format-time';
import { useNow } from '../common/use-now';
import { usePorts, useView } from '../ports';
import { chatsWords } from '../words/en/chats';
import { words } from '../words/en/view';
import { type Shown, shownBranch } from './branch';
import { ContinueChat } from './continue-chat';
import { Markdown } from './markdown';

type Loaded =
  | { readonly state: 'loading' | 'missing' | 'failed' }
  | { readonly state: 'read'; readonly is: Transcript };

/** Shows an archived chat, also while its app cannot be reached. `message`: the one to show first. */
export function Reader({ chat, message }: { chat: ChatItem; message: string | null }) {
  const { client } = usePorts();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [chosen, setChosen] = useState<readonly string[]>(message === null ? [] : [message]);
  const [asks, setAsks] = useState(false);
  const app = appOf(chat);
  const connection = useView((state) => state.shared.apps[app].connection);

  useEffect(() => {
    client.do('transcript', { chat }).then(
      (found) => setLoaded(found ? { state: 'read', is: found } : { state: 'missing' }),
      () => setLoaded({ state: 'failed' }),
    );
  }, [client, chat]);

  const transcript = loaded.state === 'read' ? loaded.is : null;
  const shown = useMemo(() => shownBranch(transcript?.messages ?? [], chosen), [transcript, chosen]);
  useEffect(() => {
    if (transcript) document.title = chatsWords.reader.documentTitle(transcript.title || chatsWords.reader.untitled);
  }, [transcript]);

  if (loaded.state === 'loading') return <p aria-busy="true" />;
  if (!transcript)
    return (
      <section className="step">
        <h1>{chatsWords.page.heading}</h1>
        <p role="status">{loaded.state === 'missing' ? chatsWords.reader.missing(app) : words.common.didNotWork}</p>
      </section>
    );
  return (
    <article className="reader" data-app={app}>
      <header>
        <h1>
          <AppMark app={app} />
          <bdi>{transcript.title || chatsWords.reader.untitled}</bdi>
        </h1>
        <p className="aside">
          {appNames[app]}
          {transcript.workspace === null ? null : (
            <>
              {' · '}
              <bdi>{transcript.workspace}</bdi>
            </>
          )}
          {' · '}
          {chatsWords.reader.messages(transcript.messages.length)}
        </p>
        {connection && hasPages(connection) ? (
          <p>
            <a href={itemUrl(connection, chat)} target="_blank" rel="noreferrer">
              {chatsWords.reader.openInApp(app)}
            </a>
          </p>
        ) : null}
        <p>
          <button type="button" className="link" aria-expanded={asks} onClick={() => setAsks(!asks)}>
            {chatsWords.continued.open}
          </button>
        </p>
        {asks ? <ContinueChat chat={chat} title={transcript.title} onClose={() => setAsks(false)} /> : null}
      </header>
      {shown.length === 0 ? <p>{chatsWords.reader.empty}</p> : null}
      <ol>
        {shown.map((one) => (
          <OneMessage
            key={one.message.id}
            shown={one}
            isWanted={one.message.id === message}
            onChoose={(id) => setChosen([...chosen, id])}
          />
        ))}
      </ol>
    </article>
  );
}

interface OneMessageProps {
  readonly shown: Shown;
  /** It is the one to show first. */
  readonly isWanted: boolean;
  readonly onChoose: (id: string) => void;
}

function OneMessage({ shown: { message, versions }, isWanted, onChoose }: OneMessageProps) {
  const now = useNow(60_000);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: 'center' });
  }, [isWanted]);
  const at = versions.indexOf(message);
  const other = (step: number) => versions[at + step]?.id;
  return (
    <li ref={place} className="message" data-author={message.author} data-wanted={isWanted || undefined}>
      <p className="message-head">
        <bdi className="message-name">{message.name ?? chatsWords.reader.authors[message.author]}</bdi>
        {message.model === null || message.model === message.name ? null : <bdi className="aside">{message.model}</bdi>}
        <time className="aside" dateTime={message.at ?? undefined} title={formatExact(message.at)}>
          {formatMoment(message.at, now)}
        </time>
      </p>
      {message.thought ? (
        <details className="thought">
          <summary>{chatsWords.reader.thought}</summary>
          <Markdown text={message.thought} />
        </details>
      ) : null}
      <Markdown text={message.text} />
      {message.attachments.length > 0 ? (
        <ul className="attachments" aria-label={chatsWords.reader.attachments}>
          {message.attachments.map(({ name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name.
            <li key={index}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      {message.sources.length > 0 ? (
        <ul className="attachments" aria-label={chatsWords.reader.sources}>
          {message.sources.map(({ title, url }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer may cite a document twice.
            <li key={index}>
              {url !== null && /^https?:/i.test(url) ? (
                <a href={url} target="_blank" rel="noreferrer">
                  <bdi>{title}</bdi>
                </a>
              ) : (
                <bdi>{title}</bdi>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {versions.length > 1 ? (
        <p className="versions">
          <button
            type="button"
            className="plain"
            disabled={at === 0}
            onClick={() => onChoose(other(-1) ?? message.id)}
            aria-label={chatsWords.reader.formerVersion}
          >
            ‹
          </button>
          <span>{chatsWords.reader.version(at + 1, versions.length)}</span>
          <button
            type="button"
            className="plain"
            disabled={at === versions.length - 1}
            onClick={() => onChoose(other(1) ?? message.id)}
            aria-label={chatsWords.reader.nextVersion}
          >
            ›
          </button>
        </p>
      ) : null}
    </li>
  );
}
