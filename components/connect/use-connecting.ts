import { useCallback, useEffect, useRef, useState } from 'react';
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
  /** Forgets a problem, because the user changed something. */
  readonly forget: () => void;
}

/** In ms: the longest wait for a stored connection. */
const arrivalLimit = 3000;

/** Resolves when the view's own copy has the connection: the reply may be faster than the store. */
function arrival(store: ViewClient['store'], { id, app }: Connection): Promise<void> {
  const here = () => store.getState().shared.apps[app].connection?.id === id;
  return new Promise((resolve) => {
    if (here()) {
      resolve();
      return;
    }
    const done = () => {
      stop();
      clearTimeout(limit);
      resolve();
    };
    const stop = store.subscribe(() => {
      if (here()) done();
    });
    const limit = setTimeout(done, arrivalLimit);
  });
}

interface State extends Pick<Connecting, 'phase' | 'problems'> {
  /** The apps that could not be connected, to be tried again. */
  readonly failed: readonly Wanted[];
}

const idle: State = { phase: 'idle', problems: {}, failed: [] };
const retryMs = 5000;

/**
 * Connects after the user's click. A failure is retried by itself while the page is visible, since the browser was
 * asked already.
 * @param onConnected Called when every wanted app is connected
 */
export function useConnecting(onConnected: () => void): Connecting {
  const { client, requestHosts } = usePorts();
  const [state, setState] = useState(idle);
  /** The current click: an answer for an earlier click does not count. */
  const round = useRef(0);
  const connected = useRef(onConnected);
  useEffect(() => {
    connected.current = onConnected;
  }, [onConnected]);

  const attempt = useCallback(
    async (wanted: readonly Wanted[], isCurrent: () => boolean) => {
      const problems: Partial<Record<AppId, Problem>> = {};
      for (const { app, address } of wanted) {
        const reply = await client.do('connect', { app, address });
        if ('problem' in reply) problems[app] = reply.problem;
        else await arrival(client.store, reply.connection);
      }
      if (!isCurrent()) return;
      const failed = wanted.filter(({ app }) => problems[app]);
      setState({ phase: 'idle', problems, failed });
      if (failed.length === 0) connected.current();
    },
    [client],
  );

  const connect = useCallback(
    (wanted: readonly Wanted[]) => {
      round.current += 1;
      const mine = round.current;
      const isCurrent = () => round.current === mine;
      const finish = async (asked: Promise<boolean>) => {
        const granted = await asked;
        if (!isCurrent()) return;
        setState({ ...idle, phase: granted ? 'connecting' : 'denied' });
        if (granted) await attempt(wanted, isCurrent);
      };
      const hosts = [...new Set(wanted.map(({ address }) => hostPattern(address)))];
      setState({ ...idle, phase: 'asking' });
      finish(requestHosts(hosts)).catch(() => isCurrent() && setState({ ...idle, phase: 'failed' }));
    },
    [attempt, requestHosts],
  );
  const forget = useCallback(() => {
    round.current += 1;
    setState(idle);
  }, []);

  const { failed } = state;
  useEffect(() => {
    if (failed.length === 0) return;
    let trying = false;
    let current = true;
    const again = async () => {
      if (document.hidden || trying) return;
      trying = true;
      // A background without an answer is asked again in the next round.
      await attempt(failed, () => current).catch(() => undefined);
      trying = false;
    };
    const timer = setInterval(() => void again(), retryMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [failed, attempt]);

  return { phase: state.phase, problems: state.problems, connect, forget };
}
