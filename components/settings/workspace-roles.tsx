import { useCallback, useId } from 'react';
import type { RegisterId } from '@/lib/model';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { editorWords } from './editor-words';
import { PlaceRoleRow } from './place-role-row';
import { workspacePlace } from './places';
import type { Roles } from './read-roles';

interface Props {
  readonly register: RegisterId;
  readonly workspaces: NonNullable<Roles['workspaces']>;
}

/** AnythingLLM's workspaces that hold a setting; each is chosen by the person. */
export function WorkspaceRoles({ register, workspaces: { chosen, free, shared } }: Props) {
  const { client } = usePorts();
  const id = useId();
  const { run, failed } = useAction(
    useCallback((slug: string) => client.settings.setRole(register, workspacePlace(slug), 'both'), [client, register]),
  );
  return (
    <>
      {chosen.map((place) => (
        <PlaceRoleRow key={place.place} register={register} place={place} />
      ))}
      {free.length > 0 ? (
        <div className="role">
          <label htmlFor={id}>{editorWords.addWorkspace}</label>
          <select id={id} value="" onChange={(event) => run(event.target.value)}>
            <option value="" disabled>
              {editorWords.chooseWorkspace}
            </option>
            {free.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
          {shared ? <p className="aside">{editorWords.workspaceAsks}</p> : null}
          {failed ? <p role="status">{words.didNotWork}</p> : null}
        </div>
      ) : null}
    </>
  );
}
