import { useCallback, useEffect, useRef, useState } from 'react';
import { baseUrl, type Connection } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { statusWords } from './words';

/** Where an app is, and the way to leave it, which asks first. */
export function ConnectionRow({ connection }: { connection: Connection }) {
  const { client } = usePorts();
  const { app } = connection;
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const leave = useAction(useCallback(() => client.disconnect(app), [client, app]));
  useEffect(() => {
    if (asking) cancel.current?.focus();
  }, [asking]);

  return (
    <div className="connection">
      <div className="connection-line">
        <AppMark app={app} size="small" />
        <span className="connection-url" title={baseUrl(connection)}>
          <bdi dir="ltr">{baseUrl(connection)}</bdi>
        </span>
        {asking ? null : (
          <button
            type="button"
            className="link"
            aria-label={statusWords.disconnectApp(app)}
            onClick={() => setAsking(true)}
          >
            {statusWords.disconnect}
          </button>
        )}
      </div>
      {asking ? (
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
      ) : null}
    </div>
  );
}
