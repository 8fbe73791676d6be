import { type ChangeEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { FileContents } from '@/lib/model';
import { type OpenedFile, usePorts } from '../ports';
import { bringInWords } from '../words/en/bring-in';
import { BroughtInBefore } from './bring-in-before';
import { BringInChoice } from './bring-in-choice';
import '../styles/bring-in.css';

type Stage =
  | { readonly kind: 'idle' | 'failed' }
  | { readonly kind: 'reading'; readonly chats: number }
  | { readonly kind: 'opened'; readonly file: OpenedFile; readonly number: number };

/** Reads chats out of a file, and makes them in the apps. */
export function BringIn() {
  const { chats } = usePorts();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const [runs, setRuns] = useState(0);
  const reading = useRef<AbortController | null>(null);
  const inputId = useId();
  useEffect(() => () => reading.current?.abort(), []);
  const changed = useCallback(() => setRuns((count) => count + 1), []);
  if (!chats) return null;

  const open = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file may be picked again.
    target.value = '';
    if (!file) return;
    reading.current?.abort();
    const cancel = new AbortController();
    reading.current = cancel;
    setStage({ kind: 'reading', chats: 0 });
    try {
      let shown = 0;
      const onProgress = (count: number) => {
        if (count < shown + 50) return;
        shown = count;
        setStage({ kind: 'reading', chats: count });
      };
      const opened = await chats.openFile(file, onProgress, cancel.signal);
      setStage({ kind: 'opened', file: opened, number: Date.now() });
    } catch {
      if (reading.current === cancel) setStage({ kind: cancel.signal.aborted ? 'idle' : 'failed' });
    }
  };

  return (
    <section className="bring-in" aria-labelledby="bring-in-heading">
      <h2 id="bring-in-heading">{bringInWords.heading}</h2>
      <p>{bringInWords.lead}</p>
      <p>
        <label htmlFor={inputId}>{bringInWords.pick}</label>{' '}
        <input id={inputId} type="file" accept=".zip,.json,application/zip,application/json" onChange={open} />
      </p>
      <div role="status">
        {stage.kind === 'reading' ? (
          <p className="archive-progress">
            <progress />
            <span>{bringInWords.reading(stage.chats)}</span>
            <button type="button" className="link" onClick={() => reading.current?.abort()}>
              {bringInWords.cancel}
            </button>
          </p>
        ) : null}
        {stage.kind === 'failed' ? <p>{bringInWords.unreadable}</p> : null}
        {stage.kind === 'opened' ? <Summary contents={stage.file.contents} /> : null}
      </div>
      {stage.kind === 'opened' && stage.file.contents.chats.length + stage.file.contents.workspaces.length > 0 ? (
        <BringInChoice key={stage.number} file={stage.file} onChanged={changed} />
      ) : null}
      <BroughtInBefore runs={runs} />
    </section>
  );
}

/** What is in a file, and what is wrong with it. */
function Summary({ contents: { chats, workspaces, troubles, compared } }: { contents: FileContents }) {
  const formats = [...Map.groupBy(chats, ({ format }) => format)];
  return (
    <>
      {chats.length + workspaces.length === 0 ? <p>{bringInWords.nothing}</p> : null}
      {formats.map(([format, of]) => (
        <p key={format}>{bringInWords.found(format, of.length)}</p>
      ))}
      {chats.length > 0 && compared === 'no-copy' ? <p className="aside">{bringInWords.noCopy}</p> : null}
      {troubles.length > 0 ? (
        <details className="bring-in-troubles">
          <summary>{bringInWords.troublesHeading(troubles.length)}</summary>
          <ul>
            {troubles.slice(0, 100).map(({ file, code }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one file may have several troubles.
              <li key={index}>
                <bdi>{bringInWords.trouble(file, code)}</bdi>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
