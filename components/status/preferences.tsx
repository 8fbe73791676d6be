import { useCallback, useId, useRef, useState } from 'react';
import { appIds, type Preferences as Values } from '@/lib/model';
import { Notice } from '../common/notice';
import { useAction } from '../common/use-action';
import { useKeepFocus } from '../common/use-keep-focus';
import { usePorts, useView } from '../ports';
import { RightsGiven } from '../rights';
import { words } from '../words';
import { ConnectionRow } from './connection-row';
import { CopyDiagnostics } from './copy-diagnostics';
import { statusWords } from './words';

/** How Tandem itself behaves, and what it is connected to. */
export function Preferences() {
  const { client, openConnect } = usePorts();
  const values = useView((state) => state.shared.preferences);
  const apps = useView((state) => state.shared.apps);
  const period = useId();
  const appearance = useId();
  const { run, failed } = useAction(useCallback((patch: Partial<Values>) => client.updatePreferences(patch), [client]));
  const [left, setLeft] = useState<string | null>(null);
  const change = useRef<HTMLButtonElement>(null);
  useKeepFocus(appIds.filter((app) => apps[app].connection).length, change);
  const known = statusWords.periods.some(({ seconds }) => seconds === values.pollSeconds);

  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={values.launcher}
          onChange={(event) => run({ launcher: event.target.checked })}
        />
        {statusWords.launcher}
      </label>
      {values.launcherHiddenAt.map((place) => (
        <p className="hidden-at" key={place}>
          {statusWords.hiddenAt(place)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => run({ launcherHiddenAt: values.launcherHiddenAt.filter((other) => other !== place) })}
          >
            {statusWords.showThere}
          </button>
        </p>
      ))}
      <label className="check">
        <input
          type="checkbox"
          checked={values.keepCopyAfterSignOut}
          onChange={(event) => run({ keepCopyAfterSignOut: event.target.checked })}
        />
        {statusWords.keepCopy}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={values.pinnedFirst === true}
          onChange={(event) => run({ pinnedFirst: event.target.checked })}
        />
        {statusWords.pinnedFirst}
      </label>
      <div className="period">
        <label htmlFor={appearance}>{statusWords.appearance}</label>
        <select
          id={appearance}
          value={values.appearance ?? 'apps'}
          onChange={(event) => run({ appearance: event.target.value === 'system' ? 'system' : 'apps' })}
        >
          {statusWords.appearances.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <RightsGiven />
      <div className="period">
        <label htmlFor={period}>{statusWords.poll}</label>
        <select
          id={period}
          value={values.pollSeconds}
          onChange={(event) => run({ pollSeconds: Number(event.target.value) })}
        >
          {statusWords.periods.map(({ seconds, text }) => (
            <option key={seconds} value={seconds}>
              {text}
            </option>
          ))}
          {known ? null : <option value={values.pollSeconds}>{statusWords.otherPeriod(values.pollSeconds)}</option>}
        </select>
      </div>
      {failed ? <p role="status">{words.didNotWork}</p> : null}
      {appIds.map((app) => {
        const { connection } = apps[app];
        return connection ? <ConnectionRow key={app} connection={connection} onLeft={setLeft} /> : null;
      })}
      {left === null ? null : <Notice>{left}</Notice>}
      <button type="button" className="link" ref={change} onClick={() => openConnect()}>
        {statusWords.change}
      </button>
      <CopyDiagnostics />
    </>
  );
}
