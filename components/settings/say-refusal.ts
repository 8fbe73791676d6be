import { appOfPlace, type Json, type PlaceId, type RegisterId } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { providerName } from './providers';
import { modelOf, showValue } from './show-value';

/** Why a place refused a value, also by a code that a newer background knows. */
export function sayRefusal(code: string, register: RegisterId, place: PlaceId, target: Json): string {
  const app = appOfPlace(place);
  const about = {
    app,
    provider: providerName(modelOf(target).provider ?? ''),
    value: showValue(register, target).text,
  };
  return panelWords.stand.refused[code]?.(about) ?? panelWords.stand.refusedOtherwise(app, code);
}
