import { useCallback, useEffect, useRef, useState } from 'react';
import type { RestoredDefault } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { useKeepFocus } from '../common/use-keep-focus';
import { useOnline } from '../common/use-online';
import { usePorts, useView } from '../ports';
import { words } from '../words';
import { presetThen } from './read-leaving';
import { statusWords } from './words';

interface Props {
  readonly app: AppId;
  /** This button goes with its app: whoever shows it says what is to be said then, or null. */
  readonly onLeft: (said: string | null) => void;
}

/** The way to leave an app: says what it means and asks before it does. */
export function Disconnect({ app, onLeft }: Props) {
  const { client } = usePorts();
  const apps = useView((view) => view.shared.apps);
  const settings = useView((view) => view.shared.settings);
  const online = useOnline();
  const [asking, setAsking] = useState(false);
  const ask = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const leave = useAction(
    useCallback(async () => {
      const restored: RestoredDefault | null = await client.disconnect(app);
      onLeft(restored && statusWords.disconnected(app, restored));
    }, [client, app, onLeft]),
  );
  useEffect(() => {
    if (asking) cancel.current?.focus();
  }, [asking]);
  useKeepFocus(asking ? 2 : 1, ask);

  if (!asking) {
    return (
      <button
        type="button"
        className="link"
        ref={ask}
        aria-label={statusWords.disconnectApp(app)}
        onClick={() => setAsking(true)}
      >
        {statusWords.disconnect}
      </button>
    );
  }
  return (
    <div className="confirm">
      <p>{statusWords.reallyDisconnect(app, presetThen({ apps, settings }, online))}</p>
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
