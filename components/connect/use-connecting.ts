import { useCallback, useState } from 'react';
import { type Address, type AppId, type Connection, hostPattern, type Problem } from '@/lib/model';
import type { ViewClient } from '@/lib/shared-state/view-client';
import { usePorts } from '../ports';

export interface Wanted {
  readonly app: AppId;
  readonly address: Address;
}

export interface Connecting {
  readonly phase: 'idle' | 'asking' | 'connecting' | 'denied' | 'failed';
  readonly problems: Readonly<Partial<Record<AppId, Problem>>>;
  /** Asks the browser for the hosts, then connects. Must be called in a click's handler. */
  readonly connect: (wanted: readonly Wanted[]) => void;
  /** Forgets what went wrong, because the person changed something. */
  readonly forget: () => void;
}

/** Resolves when the view's own copy knows the connection: the reply may be faster than the store. */
function arrival(store: ViewClient['store'], { id, app }: Connection): Promise<void> {
  const here = () => store.getState().shared.apps[app].connection?.id === id;
  return new Promise((resolve) => {
    if (here()) {
      resolve();
      return;
    }
    const stop = store.subscribe(() => {
      if (!here()) return;
      stop();
      resolve();
    });
  });
}

const idle = { phase: 'idle', problems: {} } as const;

/** @param onConnected Called when every wanted app is connected. */
export function useConnecting(onConnected: () => void): Connecting {
  const { client, requestHosts } = usePorts();
  const [state, setState] = useState<Pick<Connecting, 'phase' | 'problems'>>(idle);

  const connect = useCallback(
    (wanted: readonly Wanted[]) => {
      const finish = async (asked: Promise<boolean>) => {
        if (!(await asked)) {
          setState({ phase: 'denied', problems: {} });
          return;
        }
        setState({ phase: 'connecting', problems: {} });
        const problems: Partial<Record<AppId, Problem>> = {};
        for (const { app, address } of wanted) {
          const reply = await client.connect(app, address);
          if ('problem' in reply) problems[app] = reply.problem;
          else await arrival(client.store, reply.connection);
        }
        setState({ phase: 'idle', problems });
        if (Object.keys(problems).length === 0) onConnected();
      };
      const hosts = [...new Set(wanted.map(({ address }) => hostPattern(address)))];
      setState({ phase: 'asking', problems: {} });
      finish(requestHosts(hosts)).catch(() => setState({ phase: 'failed', problems: {} }));
    },
    [client, requestHosts, onConnected],
  );
  const forget = useCallback(() => setState(idle), []);
  return { ...state, connect, forget };
}
