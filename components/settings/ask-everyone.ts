import { type Held, type Json, type PlaceId, type RegisterId, type SharedState, slugOfPlace } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { placeName } from './place-name';
import { nameOf } from './setting-names';
import { showStep } from './show-value';

interface Step {
  readonly register: RegisterId;
  readonly place: PlaceId;
  /** The place's current value, and its new value. */
  readonly now: Held;
  readonly target: Json;
}

/** The question before a write to a place that others use. */
export function askEveryone(
  { register, place, now, target }: Step,
  names: Pick<SharedState, 'apps' | 'workspaces'>,
): string {
  const name = placeName(place, names);
  const { from, to } = showStep(register, now, target);
  const setting = register === 'llm.model' ? null : panelWords.settings.labels[nameOf[register]];
  const shared = slugOfPlace(place) === null ? panelWords.needs.shared(name) : panelWords.needs.sharedWorkspace(name);
  const step = setting === null ? panelWords.needs.now(from, to) : panelWords.needs.nowOf(setting, from, to);
  return `${shared} ${step}`;
}
