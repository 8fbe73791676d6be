import { type Json, knownValue, type RegisterId, type SettingsState } from '@/lib/model';
import { endpointsOf } from '@/lib/settings/definitions/model';
import { projectionFor } from '@/lib/settings/definitions/projection-for';
import { showValue } from './show-value';
import { sharedValue } from './wanted';

/** The value that all participating places hold, in shared form; null if they differ, or if none is known. */
export function heldInCommon(register: RegisterId, { settings, offers }: SettingsState): Json {
  const endpoints = endpointsOf(offers.librechat);
  const values = settings.replicas.flatMap(({ id, register: its, role, ...replica }) => {
    const held = knownValue(replica);
    if (its !== register || role === 'off' || held === undefined) return [];
    const lifted = projectionFor(register, id, { providerAliases: settings.providerAliases, endpoints }).lift(
      held,
      null,
    );
    return [lifted === undefined ? null : sharedValue(lifted)];
  });
  const [first = null, ...others] = values;
  if (first === null) return null;
  const { meaning } = showValue(register, first);
  return others.every((value) => value !== null && showValue(register, value).meaning === meaning) ? first : null;
}
