import { useCallback, useEffect, useState } from 'react';
import type { TakeBackReply } from '@/lib/messaging/protocol';
import { appNames } from '@/lib/model';
import { formatExact } from '../common/format-time';
import { type BroughtInHere, usePorts } from '../ports';
import { bringInWords } from '../words/en/bring-in';
import { list } from '../words/grammar';
import { RunStatus } from './bring-in-run';
import { useRun } from './use-run';

/** Documents go before the workspace that they are in. */
const order = { conversation: 0, document: 1, workspace: 2 } as const;

/** What was brought in, with its way back. `runs` changes when something was brought in. */
export function BroughtInBefore({ runs }: { runs: number }) {
  const { client } = usePorts();
  const [all, setAll] = useState<readonly BroughtInHere[]>([]);
  const load = useCallback(() => {
    client.do('brought-in', {}).then(setAll, () => undefined);
  }, [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is new after each run.
  useEffect(load, [load, runs]);
  if (all.length === 0) return null;
  const past = [...Map.groupBy(all, ({ run }) => run)].toReversed();
  return (
    <section className="bring-in-before" aria-labelledby="bring-in-before-heading">
      <h3 id="bring-in-before-heading">{bringInWords.past}</h3>
      <ul>
        {past.map(([run, items]) => (
          <PastRun key={run} items={items} onChanged={load} />
        ))}
      </ul>
      <p className="aside">{bringInWords.forgotten}</p>
    </section>
  );
}

function PastRun({ items, onChanged }: { items: readonly BroughtInHere[]; onChanged: () => void }) {
  const { client, chats } = usePorts();
  const { state, start, cancel } = useRun<BroughtInHere, TakeBackReply>();
  const [isAsking, setAsking] = useState(false);
  const when = formatExact(items[0]?.at ?? null) ?? '';
  const apps = list([...new Set(items.map(({ app }) => appNames[app]))]);
  const replies = state.kind === 'ended' ? state.end.replies : [];
  const changed = replies.flatMap(({ item, reply }) => (reply.kind === 'changed' ? [item] : []));

  const takeBack = async (which: readonly BroughtInHere[], ifChanged: 'keep' | 'delete') => {
    setAsking(false);
    const sorted = which.toSorted((a, b) => order[a.made.kind] - order[b.made.kind]);
    await start(async (...given) => {
      if (!chats) throw new TypeError('only the page of the archive takes back');
      return chats.takeBack(sorted, ifChanged, ...given);
    });
    onChanged();
    void client.sync().catch(() => undefined);
  };

  return (
    <li>
      <p className="bring-in-past">
        <span>{bringInWords.run(when, items.length, apps)}</span>
        {state.kind === 'running' || isAsking ? null : (
          <button
            type="button"
            className="link"
            aria-label={bringInWords.takeBackLabel(when)}
            onClick={() => setAsking(true)}
          >
            {bringInWords.takeBack}
          </button>
        )}
      </p>
      {isAsking ? (
        <div className="actions">
          <p>{bringInWords.takeBackQuestion(items.length)}</p>
          <button type="button" onClick={() => void takeBack(items, 'keep')}>
            {bringInWords.takeBackYes}
          </button>
          <button type="button" className="plain" onClick={() => setAsking(false)}>
            {bringInWords.no}
          </button>
        </div>
      ) : null}
      <div role="status">
        <RunStatus state={state} onCancel={cancel} />
        {changed.length > 0 ? (
          <p>
            {bringInWords.changed(changed.length)}{' '}
            <button type="button" className="link" onClick={() => void takeBack(changed, 'delete')}>
              {bringInWords.deleteChanged}
            </button>
          </p>
        ) : null}
      </div>
    </li>
  );
}
