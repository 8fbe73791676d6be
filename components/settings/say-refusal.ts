import { appOfPlace, type Json, type PlaceId, type RegisterId } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { providerName } from './providers';
import { modelOf, showValue } from './show-value';

/** Why a place refused a value; also for a code of a newer background. */
export function sayRefusal(code: string, register: RegisterId, place: PlaceId, target: Json): string {
  const app = appOfPlace(place);
  const about = {
    app,
    provider: providerName(modelOf(target).provider ?? ''),
    value: showValue(register, target).text,
  };
  return panelWords.stand.refused[code]?.(about) ?? panelWords.stand.refusedOtherwise(app, code);
}
