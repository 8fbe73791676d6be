import { baseUrl, type Connection } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { Disconnect } from './disconnect';

interface Props {
  readonly connection: Connection;
  readonly onLeft: (said: string | null) => void;
}

/** The address of an app, and a way to disconnect it. */
export function ConnectionRow({ connection, onLeft }: Props) {
  const { app } = connection;
  return (
    <div className="connection">
      <AppMark app={app} size="small" />
      <span className="connection-url" title={baseUrl(connection)}>
        <bdi dir="ltr">{baseUrl(connection)}</bdi>
      </span>
      <Disconnect app={app} onLeft={onLeft} />
    </div>
  );
}
