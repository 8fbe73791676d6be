import { useCallback, useId, useRef, useState } from 'react';
import { appIds, type Preferences as Values } from '@/lib/model';
import { ArchiveChoices } from '../chats/archive-choices';
import { Notice } from '../common/notice';
import { useAction } from '../common/use-action';
import { useKeepFocus } from '../common/use-keep-focus';
import { usePorts, useView } from '../ports';
import { RightsGiven } from '../rights';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { ConnectionRow } from './connection-row';
import { CopyDiagnostics } from './copy-diagnostics';

/** The polling intervals, in seconds. */
const periods: readonly number[] = [30, 60, 120, 300, 600];
const appearances = ['apps', 'system'] as const;

/** Tandem's own preferences, and its connections. */
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
  const offered = periods.includes(values.pollSeconds) ? periods : [...periods, values.pollSeconds];

  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={values.launcher}
          onChange={(event) => run({ launcher: event.target.checked })}
        />
        {moreWords.preferences.launcher}
      </label>
      {values.launcherHiddenAt.map((place) => (
        <p className="hidden-at" key={place}>
          {moreWords.preferences.hiddenAt(place)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => run({ launcherHiddenAt: values.launcherHiddenAt.filter((other) => other !== place) })}
          >
            {moreWords.preferences.showThere}
          </button>
        </p>
      ))}
      <label className="check">
        <input
          type="checkbox"
          checked={values.keepCopyAfterSignOut}
          onChange={(event) => run({ keepCopyAfterSignOut: event.target.checked })}
        />
        {moreWords.preferences.keepCopy}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={values.pinnedFirst === true}
          onChange={(event) => run({ pinnedFirst: event.target.checked })}
        />
        {moreWords.preferences.pinnedFirst}
      </label>
      <div className="period">
        <label htmlFor={appearance}>{moreWords.preferences.appearance}</label>
        <select
          id={appearance}
          value={values.appearance ?? 'apps'}
          onChange={(event) => run({ appearance: event.target.value === 'system' ? 'system' : 'apps' })}
        >
          {appearances.map((value) => (
            <option key={value} value={value}>
              {moreWords.preferences.appearances[value]}
            </option>
          ))}
        </select>
      </div>
      <ArchiveChoices />
      <RightsGiven />
      <div className="period">
        <label htmlFor={period}>{moreWords.preferences.poll}</label>
        <select
          id={period}
          value={values.pollSeconds}
          onChange={(event) => run({ pollSeconds: Number(event.target.value) })}
        >
          {offered.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds % 60 === 0
                ? moreWords.preferences.everyMinutes(seconds / 60)
                : moreWords.preferences.everySeconds(seconds)}
            </option>
          ))}
        </select>
      </div>
      {failed ? <p role="status">{words.common.didNotWork}</p> : null}
      {appIds.map((app) => {
        const { connection } = apps[app];
        return connection ? <ConnectionRow key={app} connection={connection} onLeft={setLeft} /> : null;
      })}
      {left === null ? null : <Notice>{left}</Notice>}
      <button type="button" className="link" ref={change} onClick={() => openConnect()}>
        {moreWords.preferences.change}
      </button>
      <CopyDiagnostics />
    </>
  );
}
