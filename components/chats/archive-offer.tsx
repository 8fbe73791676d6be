import { useCallback } from 'react';
import { appIds } from '@/lib/model';
import { Notice } from '../common/notice';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { chatsWords } from '../words/en/chats';

/** Asks once whether Tandem may keep a copy of the chats. */
export function ArchiveOffer() {
  const { client } = usePorts();
  const apps = useView((state) => state.shared.apps);
  const yes = useAction(
    useCallback(async () => {
      for (const app of appIds) if (apps[app].connection) await client.do('archive', { app, choice: 'on' });
    }, [client, apps]),
  );
  const no = useAction(useCallback(() => client.updatePreferences({ archive: {} }), [client]));
  return (
    <Notice
      actions={
        <>
          <button type="button" aria-busy={yes.busy} onClick={() => yes.run()}>
            {chatsWords.archive.yes}
          </button>
          <button type="button" className="plain" onClick={() => no.run()}>
            {chatsWords.archive.notNow}
          </button>
        </>
      }
    >
      {chatsWords.archive.offer}
    </Notice>
  );
}
