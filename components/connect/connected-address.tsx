import { appNames, baseUrl, type Connection, hasPages, hostPattern } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { Icon } from '../common/icon';
import { useView } from '../ports';
import { Disconnect } from '../status/disconnect';
import { GrantLost } from '../status/grant-lost';
import { connectWords } from '../words/en/connect';

interface Props {
  readonly connection: Connection;
  readonly onChange: () => void;
  readonly onLeft: (said: string | null) => void;
}

/** A connected app: its address, and a way to change it. */
export function ConnectedAddress({ connection, onChange, onLeft }: Props) {
  const { app, origin } = connection;
  const granted = useView((state) => state.shared.apps[app].status.granted);
  return (
    <div className="address" data-app={app} data-state={granted ? 'found' : 'open'}>
      <p className="address-name">
        <AppMark app={app} />
        {appNames[app]}
        <bdi dir="ltr" className="connection-url">
          {baseUrl(connection)}
        </bdi>
      </p>
      {granted ? (
        <div className="sight connected">
          <Icon name="check" />
          {connectWords.connectedAt}
          <button type="button" className="link" onClick={onChange}>
            {connectWords.changeAddress}
          </button>
          <Disconnect app={app} onLeft={onLeft} />
          {hasPages(connection) ? null : <span className="no-pages">{connectWords.noPages(app)}</span>}
        </div>
      ) : (
        <div className="sight">
          <GrantLost app={app} pattern={hostPattern(connection)} host={new URL(origin).hostname} />
        </div>
      )}
    </div>
  );
}
