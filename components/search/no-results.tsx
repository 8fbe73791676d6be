import { appIds } from '@/lib/model';
import { useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { leftOutSentences } from './left-out';

interface Props {
  readonly query: string;
  /** Threads are still being read: nothing can be said to be missing yet. */
  readonly readingThreads: boolean;
}

/** What stands in place of the list when it is empty, and which app could not take part. */
export function NoResults({ query, readingThreads }: Props) {
  const apps = useView((state) => state.shared.apps);
  const busy = useView((state) => state.busy);
  const anyArchived = useView((state) => state.shared.conversations.some(({ archived }) => archived));
  const connected = appIds.filter((app) => apps[app].connection);
  const reading = connected.some((app) => busy[app] && apps[app].status.syncedAt === null);
  // Of an app that is asleep or down there is a copy, which was searched.
  const closed = connected.flatMap((app) => {
    const { session } = apps[app].status;
    return session === 'unseen' || session === 'signed-out' ? [{ app, session }] : [];
  });

  if (query === '') {
    // What could not be read is told below.
    if (leftOutSentences(apps).length > 0) return null;
    const sentence = anyArchived
      ? panelWords.search.allArchived
      : reading
        ? panelWords.search.reading
        : closed.length === connected.length
          ? panelWords.search.nothingToShow
          : panelWords.search.empty;
    return <p className="no-results">{sentence}</p>;
  }
  return (
    <div className="no-results">
      <p>{readingThreads ? panelWords.search.readingThreads : panelWords.search.nothingFound(query)}</p>
      {closed.map(({ app, session }) => (
        <p key={app}>{panelWords.search.missing[session](app)}</p>
      ))}
    </div>
  );
}
