import { useCallback, useEffect, useRef, useState } from 'react';
import type { MeantFor } from '@/lib/messaging/protocol';
import type { Change, Settings } from '@/lib/model';
import { AnswerElsewhere } from '../common/answer-elsewhere';
import { formatExact, formatMoment } from '../common/format-time';
import { useAction } from '../common/use-action';
import { useKeepFocus } from '../common/use-keep-focus';
import { useNow } from '../common/use-now';
import { usePorts, useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { type ChangeLine, readChange } from './read-changes';

const page = 20;
const none: Settings['replicas'] = [];

/** Tandem's writes, newest first; each can be undone, for everyone only after a confirmation. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const replicas = useView((view) => view.shared.settings?.settings.replicas ?? none);
  const now = useNow(60_000);
  const [most, setMost] = useState(page);
  if (changes.length === 0) return <p className="note">{moreWords.changes.none}</p>;
  return (
    <>
      <ol>
        {changes.slice(0, most).map((change) => (
          <Line key={change.id} line={readChange(change, { apps, workspaces }, replicas)} now={now} />
        ))}
      </ol>
      {changes.length > most ? (
        <button type="button" className="link" onClick={() => setMost(most + 5 * page)}>
          {moreWords.changes.older}
        </button>
      ) : null}
    </>
  );
}

function Line({ line, now }: { line: ChangeLine; now: number }) {
  const { client } = usePorts();
  const [step, setStep] = useState<'offered' | 'asked' | 'gone'>('offered');
  const item = useRef<HTMLLIElement>(null);
  const { run, busy, failed } = useAction(
    useCallback(
      async (meantFor: MeantFor) => {
        const isMeant = await client.do('put-back', { change: line.id, for: meantFor });
        setStep(isMeant ? 'offered' : 'gone');
      },
      [client, line.id],
    ),
  );
  const question = step === 'asked' ? line.question : null;
  const isOffered = line.canPutBack && step !== 'gone' && question === null;
  useKeepFocus(question !== null ? 2 : isOffered ? 1 : 0, item);
  return (
    <li className="change" ref={item} tabIndex={-1}>
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
      {isOffered ? (
        <button
          type="button"
          className="link"
          disabled={busy}
          onClick={() => (line.question === null ? run('me') : setStep('asked'))}
        >
          {moreWords.changes.putBack}
        </button>
      ) : null}
      {question === null ? null : (
        <AskFirst question={question} busy={busy} onYes={() => run('everyone')} onNo={() => setStep('offered')} />
      )}
      {step === 'gone' || failed ? (
        <p role="status">{step === 'gone' ? moreWords.changes.gone : words.common.didNotWork}</p>
      ) : null}
    </li>
  );
}

interface AskProps {
  readonly question: string;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A place that others use is restored only after a confirmation, which is not possible inside an app's page. */
function AskFirst({ question, busy, onYes, onNo }: AskProps) {
  const { where } = usePorts();
  const asked = useRef<HTMLParagraphElement>(null);
  // The pressed button is gone: the question gets the focus in its place.
  useEffect(() => asked.current?.focus({ preventScroll: true }), []);
  return (
    <div className="confirm">
      <p ref={asked} tabIndex={-1}>
        {question}
      </p>
      {where === 'widget' ? (
        <AnswerElsewhere />
      ) : (
        <div className="actions">
          <button type="button" disabled={busy} onClick={onYes}>
            {panelWords.needs.applyForEveryone}
          </button>
          <button type="button" className="plain" disabled={busy} onClick={onNo}>
            {panelWords.needs.notThisTime}
          </button>
        </div>
      )}
    </div>
  );
}
