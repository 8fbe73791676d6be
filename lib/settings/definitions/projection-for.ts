import { type PlaceId, type RegisterId, registerIds, slugOfPlace } from '@/lib/model';
import type { Projection } from '@/lib/settings/rules';
import { language } from './language';
import { maxTokens } from './max-tokens';
import { model } from './model';
import type { Definition, HolderKind, ProjectionContext } from './projection';
import { temperature } from './temperature';
import { textSize } from './text-size';
import { theme } from './theme';

/** Every setting; each has a file of its own. */
const definitions: Readonly<Record<RegisterId, Definition>> = {
  'llm.model': model,
  'llm.temperature': temperature,
  'llm.maxTokens': maxTokens,
  'ui.theme': theme,
  'ui.language': language,
  'ui.textSize': textSize,
};

/** For a setting that a place does not have, or where it decides nothing: it holds no value and says none. */
const none: Projection = { project: () => undefined, lift: () => undefined, says: () => false };

const kindOf = (place: PlaceId) => (slugOfPlace(place) === null ? place : 'anythingllm/workspace');

function sourceAt(register: RegisterId, place: PlaceId): Definition[HolderKind] {
  const definition: Readonly<Record<string, Definition[HolderKind]>> = definitions[register];
  const kind = kindOf(place);
  return Object.hasOwn(definition, kind) ? definition[kind] : undefined;
}

/** The settings that a place of this kind can have. */
export const registersAt = (place: PlaceId): readonly RegisterId[] =>
  registerIds.filter((register) => sourceAt(register, place));

/**
 * How a place writes a setting. A place that has no such setting can hold nothing.
 * @param place `anythingllm/` `system`, `workspace:SLUG`, `page`, `account`; `librechat/` `page`, `last-used`, `preset`,
 *   `account`
 */
export function projectionFor(register: RegisterId, place: PlaceId, context: ProjectionContext): Projection {
  if (context.idle?.includes(place)) return none;
  const source = sourceAt(register, place);
  return typeof source === 'function' ? source(context, place) : (source ?? none);
}
