import { useCallback } from 'react';
import type { Json, RegisterId, Settings } from '@/lib/model';
import { type Chosen, useChosen } from '../common/use-chosen';
import { usePorts } from '../ports';
import { wanted } from './wanted';

/** A setting that is changed in Tandem; its value is null if it is unknown. */
export function useEdit(register: RegisterId, settings: Settings): Chosen<Json> {
  const { client } = usePorts();
  return useChosen(
    wanted(register, settings),
    useCallback((value: Json) => client.do('edit', { register, value: { value } }), [client, register]),
  );
}
