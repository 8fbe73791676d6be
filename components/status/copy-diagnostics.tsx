import { useCallback, useState } from 'react';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { copyText } from './copy-text';

/** Copies the text for a bug report. If the browser cannot copy it, the text is shown instead. */
export function CopyDiagnostics() {
  const { client } = usePorts();
  const [done, setDone] = useState<'copied' | { readonly text: string } | null>(null);
  const copy = useAction(
    useCallback(async () => {
      setDone(null);
      const text = await client.do('diagnostics', {});
      setDone(copyText(text) === 'copied' ? 'copied' : { text });
    }, [client]),
  );
  return (
    <div className="diagnostics">
      <button type="button" className="link" disabled={copy.busy} onClick={() => copy.run()}>
        {moreWords.preferences.copyDiagnostics}
      </button>
      {copy.failed ? <p role="status">{words.common.didNotWork}</p> : null}
      {done === null ? null : (
        <p role="status">{done === 'copied' ? moreWords.preferences.copied : moreWords.preferences.copyThis}</p>
      )}
      {done === null || done === 'copied' ? null : (
        <textarea
          readOnly
          rows={6}
          aria-label={moreWords.preferences.diagnostics}
          value={done.text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  );
}
