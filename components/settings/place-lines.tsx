import { useCallback, useId, useState } from 'react';
import {
  type AppId,
  appNames,
  appOfPlace,
  type PlaceId,
  type RegisterId,
  type SharedState,
  type WaitingEdit,
} from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { placeName } from './place-name';
import type { PlaceLine } from './read-lines';
import { sayLine } from './say-line';

type Names = Pick<SharedState, 'apps' | 'workspaces'>;

interface Props {
  readonly register: RegisterId;
  readonly setting: string;
  readonly lines: readonly PlaceLine[];
  readonly edit: WaitingEdit | undefined;
  /** Apps whose open pages show the setting only after a reload. */
  readonly reload: readonly AppId[];
  readonly names: Names;
}

/** The state of each place for a setting, with its actions. */
export function PlaceLines({ register, setting, lines, edit, reload, names }: Props) {
  const { client } = usePorts();
  const cancel = useAction(useCallback((id: string) => client.do('cancel', { edit: id }), [client]));
  const canCancel = edit && lines.some(({ kind }) => kind === 'waiting');
  return (
    <ul className="place-lines" aria-label={panelWords.stand.list(setting)}>
      {lines.map((line) => (
        <Line key={line.place} register={register} line={line} names={names} />
      ))}
      {reload.map((app) => (
        <Reload key={app} app={app} />
      ))}
      {canCancel ? (
        <li>
          <button type="button" className="link" onClick={() => cancel.run(edit.id)}>
            {panelWords.stand.cancel}
          </button>{' '}
          {cancel.failed ? words.common.didNotWork : null}
        </li>
      ) : null}
    </ul>
  );
}

function Line({ register, line, names }: { register: RegisterId; line: PlaceLine; names: Names }) {
  const { client } = usePorts();
  const { place, kind, of } = line;
  const id = useId();
  const retry = useAction(useCallback(() => client.do('retry', { register, place }), [client, register, place]));
  const label = { refused: 'tryAgain', coerced: 'tryAgain', declined: 'tryAgain', overridden: 'changeThere' } as const;
  return (
    <li data-kind={kind}>
      <span className="place-name" id={id}>
        {of === 'only' || kind === 'starts-with' ? appNames[appOfPlace(place)] : placeName(place, names)}
      </span>
      {': '}
      {sayLine(register, line)}
      {kind in label ? (
        <>
          {' '}
          <button
            type="button"
            className="link"
            aria-describedby={id}
            disabled={retry.busy}
            onClick={() => retry.run()}
          >
            {panelWords.stand[label[kind as keyof typeof label]]}
          </button>
        </>
      ) : null}
      {kind === 'starts-with' && line.by === 'last-used' ? <UseEverywhere register={register} place={place} /> : null}
      {retry.failed ? ` ${words.common.didNotWork}` : null}
    </li>
  );
}

/** The model at the start of LibreChat's new chats, for all places. */
function UseEverywhere({ register, place }: { register: RegisterId; place: PlaceId }) {
  const { client } = usePorts();
  const [isTaken, setIsTaken] = useState(true);
  const take = useAction(
    useCallback(
      async () => setIsTaken(await client.do('use-everywhere', { register, place })),
      [client, register, place],
    ),
  );
  return (
    <>
      {' '}
      <button type="button" className="link" disabled={take.busy} onClick={() => take.run()}>
        {panelWords.stand.useEverywhere}
      </button>
      {isTaken ? null : ` ${panelWords.stand.meansNothing}`}
      {take.failed ? ` ${words.common.didNotWork}` : null}
    </>
  );
}

function Reload({ app }: { app: AppId }) {
  const { client } = usePorts();
  /** Changes with each poll of the view. */
  const look = useView((view) => view.checkedAt);
  const [answering, setAnswering] = useState<{ readonly look: unknown; readonly looksLeft: number } | null>(null);
  // The answer may have ended by the second poll. The first can come at once, before the user has read the text.
  if (answering && answering.look !== look) {
    setAnswering(answering.looksLeft > 1 ? { look, looksLeft: answering.looksLeft - 1 } : null);
  }
  const reload = useAction(
    useCallback(async () => {
      const isAnswering = (await client.do('reload-tabs', { app })) === 'answering';
      setAnswering(isAnswering ? { look: client.store.getState().checkedAt, looksLeft: 2 } : null);
    }, [client, app]),
  );
  return (
    <li>
      {answering ? panelWords.stand.answering(app) : panelWords.stand.reloadApp(app)}{' '}
      <button type="button" className="link" disabled={reload.busy} onClick={() => reload.run()}>
        {panelWords.stand.reload}
      </button>
      {reload.failed ? ` ${words.common.didNotWork}` : null}
    </li>
  );
}
