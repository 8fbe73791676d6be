import { appIds } from '@/lib/model';
import { useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { leftOutSentences } from './left-out';

interface Props {
  readonly query: string;
  /** Threads are still being read, so nothing can be missing yet. */
  readonly readingThreads: boolean;
}

/** The text in place of an empty list, with the apps that could not be searched. */
export function NoResults({ query, readingThreads }: Props) {
  const apps = useView((state) => state.shared.apps);
  /** Below, the messages say for themselves whether one matches. */
  const isInside = useView((state) => Object.keys(state.shared.preferences.archive ?? {}).length > 0);
  const busy = useView((state) => state.busy);
  const anyArchived = useView((state) => state.shared.conversations.some(({ archived }) => archived));
  const connected = appIds.filter((app) => apps[app].connection);
  const reading = connected.some((app) => busy[app] && apps[app].status.syncedAt === null);
  // The copy of an app that is asleep or down was searched.
  const closed = connected.flatMap((app) => {
    const { session } = apps[app].status;
    return session === 'unseen' || session === 'signed-out' ? [{ app, session }] : [];
  });

  if (query === '') {
    // Items that could not be read have their own text below.
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
      <p>
        {readingThreads
          ? panelWords.search.readingThreads
          : isInside
            ? panelWords.search.noTitle
            : panelWords.search.nothingFound(query)}
      </p>
      {closed.map(({ app, session }) => (
        <p key={app}>{panelWords.search.missing[session](app)}</p>
      ))}
    </div>
  );
}
