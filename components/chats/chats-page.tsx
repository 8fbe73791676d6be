import { useEffect, useMemo, useState } from 'react';
import { parseChatKey } from '@/lib/model';
import { Notice } from '../common/notice';
import { sayProblem } from '../common/say-problem';
import { TandemMark } from '../common/tandem-mark';
import { useView } from '../ports';
import { chatsWords } from '../words/en/chats';
import { words } from '../words/en/view';
import { ArchiveChoices } from './archive-choices';
import { BringIn } from './bring-in';
import { ExportChats } from './export-chats';
import { Reader } from './reader';
import '../styles/chats.css';

/** `#<key of a chat>?message=<id>` */
const readHash = () => {
  const [key = '', query = ''] = location.hash.slice(1).split('?');
  return { key, message: new URLSearchParams(query).get('message') };
};

/** The page of the archive: a chat to read if the address names one, else the choice of what is kept. */
export function ChatsPage() {
  const ready = useView((state) => state.ready);
  const storageProblem = useView((state) => state.shared.storageProblem);
  const [{ key, message }, setHash] = useState(readHash);
  useEffect(() => {
    const follow = () => setHash(readHash());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const chat = useMemo(() => parseChatKey(key), [key]);
  if (!ready) return <main className="chats" aria-busy="true" />;
  return (
    <main className="chats">
      <header className="connect-head">
        <p className="brand">
          <TandemMark size={28} />
          {words.common.name}
        </p>
      </header>
      {storageProblem ? <Notice>{sayProblem(storageProblem)}</Notice> : null}
      {chat ? (
        <Reader key={`${key} ${message}`} chat={chat} message={message} />
      ) : (
        <section className="step">
          <h1>{chatsWords.page.heading}</h1>
          <p className="lead">{chatsWords.page.lead}</p>
          <ArchiveChoices />
          <ExportChats />
          <BringIn />
        </section>
      )}
    </main>
  );
}
