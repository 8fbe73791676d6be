import { useCallback, useId, useRef, useState } from 'react';
import { type RegisterId, workspacePlace } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { PlaceRoleRow } from './place-role-row';
import type { Roles } from './read-roles';

interface Props {
  readonly register: RegisterId;
  readonly workspaces: NonNullable<Roles['workspaces']>;
}

/** AnythingLLM's workspaces that hold a setting; the user chooses each. */
export function WorkspaceRoles({ register, workspaces: { chosen, free, shared } }: Props) {
  const { client } = usePorts();
  const id = useId();
  // Keys pass other workspaces on the way to the intended one, so only the button adds it.
  const [meant, setMeant] = useState('');
  const choice = useRef<HTMLSelectElement>(null);
  const isFree = free.some(({ slug }) => slug === meant);
  const { run, busy, failed } = useAction(
    useCallback(
      (slug: string) => client.do('role', { register, place: workspacePlace(slug), role: 'on' }),
      [client, register],
    ),
  );
  return (
    <>
      {chosen.map((place) => (
        <PlaceRoleRow key={place.place} register={register} place={place} />
      ))}
      {free.length > 0 ? (
        <div className="role">
          <label htmlFor={id}>{moreWords.editor.addWorkspace}</label>
          <span className="add">
            <select id={id} ref={choice} value={isFree ? meant : ''} onChange={(event) => setMeant(event.target.value)}>
              <option value="" disabled>
                {moreWords.editor.chooseWorkspace}
              </option>
              {free.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
            <button
              type="button"
              disabled={!isFree || busy}
              onClick={() => {
                run(meant);
                setMeant('');
                // The button has nothing to add until another workspace is chosen.
                choice.current?.focus();
              }}
            >
              {moreWords.editor.add}
            </button>
          </span>
          {shared ? <p className="aside">{moreWords.editor.workspaceAsks}</p> : null}
          {failed ? <p role="status">{words.common.didNotWork}</p> : null}
        </div>
      ) : null}
    </>
  );
}
