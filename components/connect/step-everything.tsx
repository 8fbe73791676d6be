import { type AppState, appIds } from '@/lib/model';
import { useView } from '../ports';
import { type Counts, countLists } from '../search/entries';
import { LeftOut } from '../search/left-out';
import { NoResults } from '../search/no-results';
import { optionId, ResultList } from '../search/result-list';
import { SearchBox } from '../search/search-box';
import { useFinder } from '../search/use-finder';
import { connectWords } from '../words/en/connect';
import { Step } from './step';

const restingLines = 6;

interface Props {
  readonly onDone: () => void;
  readonly onEnough: () => void;
}

const sayFound = ({ workspaces, conversations, archived }: Counts) =>
  connectWords.everything(workspaces, conversations + archived, archived);

/** A user is signed in, and the lists are being read for the first time. */
const isBeingRead = ({ status }: AppState) =>
  (status.session === 'signed-in' || status.session === 'not-needed') && !status.syncedAt && !status.problem;

/** The first search: all items of both apps in one list. */
export function StepEverything({ onDone, onEnough }: Props) {
  const workspaces = useView((state) => state.shared.workspaces);
  const conversations = useView((state) => state.shared.conversations);
  const both = useView((state) => appIds.every((app) => state.shared.apps[app].connection));
  const reading = useView((state) => appIds.some((app) => isBeingRead(state.shared.apps[app])));
  const finder = useFinder(restingLines, { shared: restingLines });
  const { lines, listId, active, query } = finder;

  return (
    <Step
      heading={connectWords.everythingHeading}
      lead={reading ? connectWords.everythingReading : sayFound(countLists({ workspaces, conversations }))}
    >
      <SearchBox
        query={query}
        listId={listId}
        activeId={active < 0 ? undefined : optionId(listId, active)}
        shown={lines.length > 0}
        onQuery={finder.setQuery}
        onKeyDown={finder.keyDown}
      />
      <div className="everything-list">
        {lines.length > 0 ? (
          <ResultList
            id={listId}
            lines={lines}
            active={active}
            expanded={finder.expanded}
            marked={finder.marked}
            onOpen={finder.open}
            onToggle={finder.toggle}
          />
        ) : (
          <NoResults query={query.trim()} readingThreads={finder.readingThreads} />
        )}
        <LeftOut />
      </div>
      <div className="actions">
        {both ? (
          <button type="button" className="primary" onClick={onDone}>
            {connectWords.nextCompare}
          </button>
        ) : null}
        <button type="button" className={both ? 'plain' : 'primary'} onClick={onEnough}>
          {both ? connectWords.allIWant : connectWords.done}
        </button>
      </div>
    </Step>
  );
}
