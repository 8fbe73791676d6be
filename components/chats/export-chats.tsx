import { useEffect, useRef, useState } from 'react';
import type { Exported } from '@/lib/model';
import { usePorts, useView } from '../ports';
import { chatsWords } from '../words/en/chats';

type Stage =
  | { readonly kind: 'idle' | 'failed' }
  | { readonly kind: 'running'; readonly done: number; readonly all: number }
  | { readonly kind: 'done'; readonly exported: Exported };

/** Writes all archived chats into one zip. */
export function ExportChats() {
  const { chats } = usePorts();
  const isKept = useView((state) => Object.keys(state.shared.preferences.archive ?? {}).length > 0);
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (!chats || !isKept) return null;

  const run = async () => {
    const cancel = new AbortController();
    running.current = cancel;
    setStage({ kind: 'running', done: 0, all: 0 });
    try {
      const { file, markdown } = chatsWords.export;
      const onProgress = (done: number, all: number) => setStage({ kind: 'running', done, all });
      const exported = await chats.exportChats({ file, ...markdown }, onProgress, cancel.signal);
      setStage({ kind: 'done', exported });
    } catch {
      setStage({ kind: cancel.signal.aborted ? 'idle' : 'failed' });
    }
  };

  return (
    <section className="export" aria-labelledby="export-heading">
      <h2 id="export-heading">{chatsWords.export.heading}</h2>
      <p>{chatsWords.export.lead}</p>
      {stage.kind === 'running' ? (
        <p className="archive-progress">
          <progress max={stage.all || 1} value={stage.done} />
          <span>{chatsWords.export.progress(stage.done, stage.all)}</span>
          <button type="button" className="link" onClick={() => running.current?.abort()}>
            {chatsWords.export.cancel}
          </button>
        </p>
      ) : (
        <div className="actions">
          <button type="button" onClick={() => void run()}>
            {chatsWords.export.everything}
          </button>
        </div>
      )}
      <div role="status">
        {stage.kind === 'failed' ? <p>{chatsWords.export.failed}</p> : null}
        {stage.kind === 'done' ? <p>{chatsWords.export.done(stage.exported.chats)}</p> : null}
        {stage.kind === 'done' && stage.exported.missing > 0 ? (
          <p>{chatsWords.export.missing(stage.exported.missing)}</p>
        ) : null}
      </div>
    </section>
  );
}
