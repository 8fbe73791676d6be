import { useCallback, useEffect, useState } from 'react';
import type { AppId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words/en/view';

/** In ms: a successful grant is known within this time. */
const patience = 3_000;

/** The browser took Tandem's access to a host away: explains it and asks again. */
export function GrantLost({ app, pattern, host }: { app: AppId; pattern: string; host: string }) {
  const { requestHosts, openConnect, where } = usePorts();
  const [answer, setAnswer] = useState<'none' | 'no' | 'yes' | 'without-effect'>('none');
  const ask = useAction(
    useCallback(async () => {
      // A frame in another site's page cannot ask the browser for permissions; the connect page can.
      if (where === 'widget') openConnect();
      else setAnswer((await requestHosts([pattern])) ? 'yes' : 'no');
    }, [where, openConnect, requestHosts, pattern]),
  );
  useEffect(() => {
    if (answer !== 'yes') return;
    const timer = setTimeout(() => setAnswer('without-effect'), patience);
    return () => clearTimeout(timer);
  }, [answer]);
  return (
    <>
      <p>{words.status.grantLost(app, host)}</p>
      <div className="actions">
        <button type="button" disabled={ask.busy} onClick={() => ask.run()}>
          {words.common.allowAgain}
        </button>
        {answer === 'no' || answer === 'without-effect' ? (
          <span className="aside" role="status">
            {answer === 'no' ? words.status.denied : words.status.blocked(host)}
          </span>
        ) : null}
      </div>
    </>
  );
}
