import { useCallback, useId, useRef, useState } from 'react';
import type { RestoredDefault } from '@/lib/messaging/protocol';
import type { Participation, RegisterId } from '@/lib/model';
import { useChosen } from '../common/use-chosen';
import { usePorts } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import type { PlaceRole } from './read-roles';

/** Whether a setting takes part at one place. */
export function PlaceRoleRow({ register, place }: { register: RegisterId; place: PlaceRole }) {
  const { client } = usePorts();
  const id = useId();
  const [restored, setRestored] = useState<RestoredDefault | null>(null);
  /** After several quick choices only the last one's answer counts. */
  const round = useRef(0);
  const chosen = useChosen(
    place.chosen,
    useCallback(
      async (participation: Participation) => {
        round.current += 1;
        const mine = round.current;
        const answer = await client.do('role', { register, place: place.place, role: participation });
        if (mine === round.current) setRestored(answer);
      },
      [client, register, place.place],
    ),
  );
  if (place.note && !place.isOpen) {
    return (
      <p className="role">
        <span>{place.name}</span>
        <span className="aside">{moreWords.editor.notes[place.note]}</span>
      </p>
    );
  }
  return (
    <div className="role">
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.value === 'on'}
          aria-describedby={place.note ? `${id}-note` : undefined}
          onChange={(event) => chosen.choose(event.target.checked ? 'on' : 'off')}
        />
        {place.name}
      </label>
      {place.note ? (
        <p className="aside" id={`${id}-note`}>
          {moreWords.editor.notes[place.note]}
        </p>
      ) : null}
      {restored || chosen.failed ? (
        <p role="status">
          {chosen.failed ? words.common.didNotWork : restored && moreWords.editor.restored[restored]}
          {restored === 'not-now' ? ` ${moreWords.editor.restoreLater}` : null}
        </p>
      ) : null}
    </div>
  );
}
