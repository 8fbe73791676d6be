import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { statusWords } from './words';

/** The way to leave an app: says what it means and asks before it does. */
export function Disconnect({ app }: { app: AppId }) {
  const { client } = usePorts();
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const leave = useAction(useCallback(() => client.disconnect(app), [client, app]));
  useEffect(() => {
    if (asking) cancel.current?.focus();
  }, [asking]);

  if (!asking) {
    return (
      <button
        type="button"
        className="link"
        aria-label={statusWords.disconnectApp(app)}
        onClick={() => setAsking(true)}
      >
        {statusWords.disconnect}
      </button>
    );
  }
  return (
    <div className="confirm">
      <p>{statusWords.reallyDisconnect(app)}</p>
      <div className="actions">
        <button type="button" disabled={leave.busy} onClick={() => leave.run()}>
          {statusWords.disconnect}
        </button>
        <button type="button" className="plain" ref={cancel} onClick={() => setAsking(false)}>
          {statusWords.cancel}
        </button>
      </div>
      {leave.failed ? <p role="status">{words.didNotWork}</p> : null}
    </div>
  );
}
