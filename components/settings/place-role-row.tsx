import { useCallback, useId, useRef, useState } from 'react';
import type { RestoredDefault } from '@/lib/messaging/protocol';
import type { RegisterId, Role } from '@/lib/model';
import { useChosen } from '../common/use-chosen';
import { usePorts } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import type { PlaceRole } from './read-roles';

/** What a setting does at one place. */
export function PlaceRoleRow({ register, place }: { register: RegisterId; place: PlaceRole }) {
  const { client } = usePorts();
  const id = useId();
  const [restored, setRestored] = useState<RestoredDefault | null>(null);
  /** Keys pass by other choices on the way to the one that is meant: only the last one's answer is told. */
  const round = useRef(0);
  const chosen = useChosen(
    place.role,
    useCallback(
      async (role: Role) => {
        round.current += 1;
        const mine = round.current;
        const answer = await client.settings.setRole(register, place.place, role);
        if (mine === round.current) setRestored(answer);
      },
      [client, register, place.place],
    ),
  );
  if (place.note && place.roles.length === 0) {
    return (
      <p className="role">
        <span>{place.name}</span>
        <span className="aside">{moreWords.editor.notes[place.note]}</span>
      </p>
    );
  }
  return (
    <div className="role">
      <label htmlFor={id}>{place.name}</label>
      <select
        id={id}
        value={chosen.value}
        aria-describedby={place.note ? `${id}-note` : undefined}
        onChange={(event) => {
          const role = place.roles.find((each) => each === event.target.value);
          if (role) chosen.choose(role);
        }}
      >
        {place.roles.map((role) => (
          <option key={role} value={role}>
            {moreWords.editor.roles[role]}
          </option>
        ))}
      </select>
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
