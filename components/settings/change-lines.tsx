import { useCallback, useState } from 'react';
import type { Change } from '@/lib/model';
import { formatExact, formatMoment } from '../common/format-time';
import { useAction } from '../common/use-action';
import { useNow } from '../common/use-now';
import { usePorts, useView } from '../ports';
import { words } from '../words';
import { changeWords } from './change-words';
import { type ChangeLine, readChange } from './read-changes';

const page = 20;

/** Writes of Tandem's, newest first; each can be taken back. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const now = useNow(60_000);
  const [most, setMost] = useState(page);
  if (changes.length === 0) return <p className="note">{changeWords.none}</p>;
  return (
    <>
      <ol>
        {changes.slice(0, most).map((change) => (
          <Line key={change.id} line={readChange(change, { apps, workspaces })} now={now} />
        ))}
      </ol>
      {changes.length > most ? (
        <button type="button" className="link" onClick={() => setMost(most + 5 * page)}>
          {changeWords.older}
        </button>
      ) : null}
    </>
  );
}

function Line({ line, now }: { line: ChangeLine; now: number }) {
  const { client } = usePorts();
  const [isGone, setIsGone] = useState(false);
  const { run, busy, failed } = useAction(
    useCallback(async () => setIsGone(!(await client.settings.putBack(line.id))), [client, line.id]),
  );
  return (
    <li className="change">
      <p>
        {line.setting}: <bdi>{line.from}</bdi> → <bdi>{line.to}</bdi>
      </p>
      <p className="aside">
        <time dateTime={line.at} title={formatExact(line.at)}>
          {formatMoment(line.at, now)}
        </time>{' '}
        · {line.place} · {line.by}
        {line.state === null ? null : ` · ${line.state}`}
      </p>
      {line.canPutBack && !isGone ? (
        <button type="button" className="link" disabled={busy} onClick={() => run()}>
          {changeWords.putBack}
        </button>
      ) : null}
      {isGone || failed ? <p role="status">{isGone ? changeWords.gone : words.didNotWork}</p> : null}
    </li>
  );
}
