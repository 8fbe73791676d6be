import { type Held, type Json, type PlaceId, type RegisterId, type SharedState, slugOfPlace } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { placeName } from './place-name';
import { nameOf } from './setting-names';
import { showStep } from './show-value';

interface Step {
  readonly register: RegisterId;
  readonly place: PlaceId;
  /** What the place holds, and what it would be given. */
  readonly now: Held;
  readonly target: Json;
}

/** What a person is to know before a place that others use is written. */
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
