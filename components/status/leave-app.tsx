import { useCallback, useEffect, useRef } from 'react';
import type { AppId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { useOnline } from '../common/use-online';
import { usePorts, useView } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { presetThen } from './read-leaving';

interface Props {
  readonly app: AppId;
  /** The text to show when the app is gone; null: none. */
  readonly onLeft: (said: string | null) => void;
  readonly onCancel: () => void;
}

/** Explains the effects of disconnecting an app, and disconnects it. */
export function LeaveApp({ app, onLeft, onCancel }: Props) {
  const { client } = usePorts();
  const apps = useView((view) => view.shared.apps);
  const settings = useView((view) => view.shared.settings);
  const online = useOnline();
  const cancel = useRef<HTMLButtonElement>(null);
  const leave = useAction(
    useCallback(async () => {
      const restored = await client.do('disconnect', { app });
      onLeft(restored && `${moreWords.leave.disconnected(app)} ${moreWords.editor.restored[restored]}`);
    }, [client, app, onLeft]),
  );
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div className="confirm">
      <p>
        {moreWords.leave.ask(app)} {moreWords.leave.presetThen[presetThen({ apps, settings }, online)](app)}
      </p>
      <div className="actions">
        <button type="button" disabled={leave.busy} onClick={() => leave.run()}>
          {words.status.disconnect}
        </button>
        <button type="button" className="plain" ref={cancel} onClick={onCancel}>
          {moreWords.leave.cancel}
        </button>
      </div>
      {leave.failed ? <p role="status">{words.common.didNotWork}</p> : null}
    </div>
  );
}
