import { useCallback, useState } from 'react';
import type { AppId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { statusWords } from './words';

/** The browser took Tandem's access to a host away: says so and asks for it again. */
export function GrantLost({ app, pattern, host }: { app: AppId; pattern: string; host: string }) {
  const { requestHosts, openConnect, where } = usePorts();
  const [denied, setDenied] = useState(false);
  const ask = useAction(
    useCallback(async () => {
      // A frame in another site's page can't ask the browser for permissions; the connect page can.
      if (where === 'widget') openConnect();
      else setDenied(!(await requestHosts([pattern])));
    }, [where, openConnect, requestHosts, pattern]),
  );
  return (
    <>
      <p>{statusWords.grantLost(app, host)}</p>
      <div className="actions">
        <button type="button" disabled={ask.busy} onClick={() => ask.run()}>
          {words.allowAgain}
        </button>
        {denied ? (
          <span className="aside" role="status">
            {statusWords.denied}
          </span>
        ) : null}
      </div>
    </>
  );
}
