import { type ReactNode, useCallback, useMemo } from 'react';
import { type AppId, type AppState, appNames, baseUrl, hasPages, hostPattern, isInFront } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { sayProblem } from '../common/say-problem';
import { useAction } from '../common/use-action';
import { useNow } from '../common/use-now';
import { useOnline } from '../common/use-online';
import { usePorts, useView } from '../ports';
import { waitingFor } from '../settings/read-waiting';
import { words } from '../words/en/view';
import { GrantLost } from './grant-lost';
import { freshness, hasAccess, ownTitle, personName, tone, wasRefused } from './read-status';
import { ToneSign } from './tone-sign';

/** The status of one app: sign-in, age of the copy, the problem, and one action. */
export function AppStatus({ app }: { app: AppId }) {
  const { client, openConnect, openTab } = usePorts();
  const state = useView((view) => view.shared.apps[app]);
  const busy = useView((view) => view.busy[app]);
  const checkedAt = useView((view) => view.checkedAt[app]);
  const now = useNow();
  const home = useAction(
    useCallback(() => client.do('open', { item: { kind: 'home', app }, where: 'auto' }), [client, app]),
  );
  const { connection, status } = state;
  const waiting = useWaiting(app);

  if (!connection) {
    return (
      <Card app={app} title={null} tone="off" age={null}>
        <p>{words.status.notConnected(app)}</p>
        <div className="actions">
          <button type="button" onClick={() => openConnect()}>
            {words.common.connect(app)}
          </button>
        </div>
      </Card>
    );
  }

  const inFront = isInFront(status.problem);
  const action = inFront ? null : words.status.action[status.session];
  const sentence = sessionSentence(app, state);
  return (
    <Card
      app={app}
      title={ownTitle(state, appNames[app])}
      tone={tone(state)}
      age={freshness(state, busy, checkedAt, now)}
    >
      {!status.granted ? (
        <GrantLost app={app} pattern={hostPattern(connection)} host={new URL(connection.origin).hostname} />
      ) : (
        <>
          {status.problem ? <p className="problem">{sayProblem(status.problem)}</p> : null}
          {sentence ? <p className={hasAccess(status) ? 'calm' : undefined}>{sentence}</p> : null}
          {hasPages(connection) ? null : <p className="calm">{words.status.noPages}</p>}
          {waiting > 0 && (status.problem || !hasAccess(status)) ? <p>{words.status.waiting(waiting)}</p> : null}
        </>
      )}
      {status.granted && hasPages(connection) && (action || status.problem) ? (
        <div className="actions">
          {/* A page that is already open may not show what is in front of it by now. */}
          <button type="button" onClick={() => (inFront ? openTab(baseUrl(connection)) : home.run())}>
            {action ? action(app) : words.common.openInTab}
          </button>
          {home.failed ? <span className="aside">{words.common.didNotWork}</span> : null}
        </div>
      ) : null}
    </Card>
  );
}

/** The state of the session; null if the problem already explains it. */
function sessionSentence(app: AppId, { connection, status, user }: AppState): string | null {
  if (!hasPages(connection) && !hasAccess(status)) return words.status.noSignIn(app);
  if (status.problem?.code === 'elsewhere') return null;
  return wasRefused(status) ? words.status.untilThen : words.status.session[status.session](app, personName(user));
}

/** The number of settings that wait for this app. */
function useWaiting(app: AppId): number {
  const apps = useView((view) => view.shared.apps);
  const settings = useView((view) => view.shared.settings?.settings ?? null);
  const online = useOnline();
  return useMemo(() => (settings ? waitingFor(app, settings, apps, online).length : 0), [app, settings, apps, online]);
}

interface CardProps {
  readonly app: AppId;
  readonly title: string | null;
  readonly tone: ReturnType<typeof tone>;
  readonly age: string | null;
  readonly children: ReactNode;
}

function Card({ app, title, tone, age, children }: CardProps) {
  return (
    <article className="app-status" data-tone={tone} data-app={app}>
      <h3>
        <span className="app-sign">
          <AppMark app={app} />
          <ToneSign tone={tone} />
        </span>
        <span className="app-name">{appNames[app]}</span>
        {title ? (
          <span className="app-title" title={title}>
            <bdi>{title}</bdi>
          </span>
        ) : null}
        {age ? <span className="age">{age}</span> : null}
      </h3>
      {children}
    </article>
  );
}
