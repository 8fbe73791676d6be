import { useEffect } from 'react';
import { type AppId, type AppState, appIds, hasPages } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { Icon } from '../common/icon';
import { sayProblem } from '../common/say-problem';
import { usePorts, useView } from '../ports';
import { personName } from '../status/read-status';
import { connectWords } from '../words/en/connect';
import { words } from '../words/en/view';
import { needsSignIn } from './flow';
import { Step } from './step';

/** Links to a page of each app whose sign-in is unknown; continues by itself when all are known. */
export function StepSignIn({ onDone }: { onDone: () => void }) {
  const apps = useView((state) => state.shared.apps);
  const connected = appIds.filter((app) => apps[app].connection);
  const open = connected.some((app) => needsSignIn(apps[app]));
  useEffect(() => {
    if (!open) onDone();
  }, [open, onDone]);

  return (
    <Step heading={connectWords.signInHeading} lead={connectWords.signInLead}>
      <ul className="sign-ins">
        {connected.map((app) => (
          <SignIn key={app} app={app} state={apps[app]} />
        ))}
      </ul>
      <div className="actions">
        <button type="button" onClick={onDone}>
          {connectWords.later}
        </button>
      </div>
    </Step>
  );
}

function SignIn({ app, state }: { app: AppId; state: AppState }) {
  const { client } = usePorts();
  const { session, problem } = state.status;
  const opens = hasPages(state.connection);
  if (needsSignIn(state)) {
    return (
      <li>
        <AppMark app={app} />
        <span>
          {opens ? connectWords.openOnce(app) : words.status.noSignIn(app)}
          {problem ? <span className="problem">{sayProblem(problem)}</span> : null}
        </span>
        {/* The app's status shows a failure: the page does not open. */}
        {opens ? (
          <button
            type="button"
            onClick={() =>
              void client.do('open', { item: { kind: 'home', app }, where: 'auto' }).catch(() => undefined)
            }
          >
            {words.common.open(app)}
          </button>
        ) : null}
      </li>
    );
  }
  return (
    <li data-known="">
      <AppMark app={app} />
      <span>
        {session === 'not-needed' ? connectWords.notNeeded(app) : connectWords.signedIn(app, personName(state.user))}
      </span>
      <Icon name="check" />
    </li>
  );
}
