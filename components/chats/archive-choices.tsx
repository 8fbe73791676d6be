import { useCallback } from 'react';
import { appIds } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { chatsWords } from '../words/en/chats';
import { words } from '../words/en/view';

/** Whose chats are copied, how far that is, and its pause. */
export function ArchiveChoices() {
  const { client, where, openChats } = usePorts();
  const apps = useView((state) => state.shared.apps);
  const chosen = useView((state) => state.shared.preferences.archive);
  const progress = useView((state) => state.archive);
  const { run, failed } = useAction(
    useCallback(
      (app: (typeof appIds)[number], choice: 'on' | 'paused' | 'off') => client.do('archive', { app, choice }),
      [client],
    ),
  );
  return (
    <fieldset className="archive-choices">
      <legend>{chatsWords.archive.legend}</legend>
      {appIds.map((app) => {
        const choice = chosen?.[app];
        const present = progress[app];
        if (!apps[app].connection) return null;
        return (
          <div key={app} className="archive-choice">
            <label className="check">
              <input
                type="checkbox"
                checked={choice !== undefined}
                onChange={(event) => run(app, event.target.checked ? 'on' : 'off')}
              />
              {chatsWords.archive.keepCopy(app)}
            </label>
            {choice && present ? (
              <p className="archive-progress">
                {present.state === 'complete' ? null : <progress max={present.listed} value={present.held} />}
                <span role="status">{chatsWords.archive.progress(present)}</span>
                {present.state === 'complete' ? null : (
                  <button
                    type="button"
                    className="link"
                    onClick={() => run(app, choice === 'paused' ? 'on' : 'paused')}
                  >
                    {choice === 'paused' ? chatsWords.archive.resume : chatsWords.archive.pause}
                  </button>
                )}
              </p>
            ) : null}
          </div>
        );
      })}
      <p className="aside">{chatsWords.archive.deletes}</p>
      {where === 'chats' ? null : (
        <p>
          <button type="button" className="link" onClick={openChats}>
            {chatsWords.archive.more}
          </button>
        </p>
      )}
      {failed ? <p role="status">{words.common.didNotWork}</p> : null}
    </fieldset>
  );
}
