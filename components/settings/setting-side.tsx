import type { AppId } from '@/lib/model';
import type { Side } from './read-settings';

/** One app's value of one setting: a table cell. */
export function SettingSide({ app, side }: { app: AppId; side: Side }) {
  if (side.kind === 'none') {
    return (
      <td className="setting-side" data-app={app} data-kind="none">
        <span className="dash" aria-hidden="true">
          —
        </span>{' '}
        <span className="setting-why" title={side.explanation}>
          {side.why}
        </span>
      </td>
    );
  }
  return (
    <td className="setting-side" data-app={app} data-kind="value" data-coming={side.coming}>
      <span className="setting-value" title={side.text}>
        <bdi>{side.text}</bdi>
      </span>
      {side.detail ? <span className="setting-detail">{side.detail}</span> : null}
    </td>
  );
}
