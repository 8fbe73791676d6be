import { lazy, Suspense, useRef, useState } from 'react';
import type { AppId } from '@/lib/model';
import { useKeepFocus } from '../common/use-keep-focus';
import { words } from '../words/en/view';

/** Loaded when the user wants to disconnect. */
const LeaveApp = lazy(async () => ({ default: (await import('../on-demand')).LeaveApp }));

interface Props {
  readonly app: AppId;
  /** This button disappears with its app: the parent shows the result, or null for none. */
  readonly onLeft: (said: string | null) => void;
}

/** Disconnects an app after a confirmation. */
export function Disconnect({ app, onLeft }: Props) {
  const [asking, setAsking] = useState(false);
  const ask = useRef<HTMLButtonElement>(null);
  useKeepFocus(asking ? 2 : 1, ask);
  if (asking) {
    return (
      <Suspense>
        <LeaveApp app={app} onLeft={onLeft} onCancel={() => setAsking(false)} />
      </Suspense>
    );
  }
  return (
    <button
      type="button"
      className="link"
      ref={ask}
      aria-label={words.status.disconnectApp(app)}
      onClick={() => setAsking(true)}
    >
      {words.status.disconnect}
    </button>
  );
}
