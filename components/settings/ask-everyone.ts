import { type Json, type PlaceId, type RegisterId, type Seen, type SharedState, slugOfPlace } from '@/lib/model';
import { needWords } from './need-words';
import { placeName } from './places';
import { nameOf } from './setting-names';
import { showStep } from './show-value';
import { settingWords } from './words';

interface Step {
  readonly register: RegisterId;
  readonly place: PlaceId;
  /** What the place holds, and what it would be given. */
  readonly now: Seen;
  readonly target: Json;
}

/** What a person is to know before a place that others use is written. */
export function askEveryone(
  { register, place, now, target }: Step,
  names: Pick<SharedState, 'apps' | 'workspaces'>,
): string {
  const name = placeName(place, names);
  const { from, to } = showStep(register, now, target);
  const setting = register === 'llm.model' ? null : settingWords.labels[nameOf[register]];
  const shared = slugOfPlace(place) === null ? needWords.shared(name) : needWords.sharedWorkspace(name);
  return `${shared} ${needWords.now(from, to, setting)}`;
}
