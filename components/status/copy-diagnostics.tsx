import { useCallback, useState } from 'react';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { statusWords } from './words';

/** Copies what a bug report needs. Where the browser lets nothing be copied, the text is shown instead. */
export function CopyDiagnostics() {
  const { client } = usePorts();
  const [done, setDone] = useState<'copied' | { readonly text: string } | null>(null);
  const copy = useAction(
    useCallback(async () => {
      setDone(null);
      const text = await client.diagnostics();
      await navigator.clipboard.writeText(text).then(
        () => setDone('copied'),
        () => setDone({ text }),
      );
    }, [client]),
  );
  return (
    <div className="diagnostics">
      <button type="button" className="link" disabled={copy.busy} onClick={() => copy.run()}>
        {statusWords.copyDiagnostics}
      </button>
      {copy.failed ? <p role="status">{words.didNotWork}</p> : null}
      {done === null ? null : <p role="status">{done === 'copied' ? statusWords.copied : statusWords.copyThis}</p>}
      {done === null || done === 'copied' ? null : (
        <textarea
          readOnly
          rows={6}
          aria-label={statusWords.diagnostics}
          value={done.text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  );
}
