import { type Json, type PlaceId, type RegisterId, slugOfPlace } from '@/lib/model';
import type { Projection } from '@/lib/settings/rules';
import { anythingLlmLanguage, libreChatLanguage } from './language';
import {
  anythingLlmModel,
  isKnownToLack,
  libreChatAccountModel,
  libreChatModel,
  type ProjectionContext,
} from './model';
import { maxTokensOf, temperatureUpTo } from './numbers';
import { mostTemperature } from './place-provider';
import { type Form, projectionOf } from './projection';
import { anythingLlmTextSize, libreChatTextSize } from './text-size';
import { anythingLlmTheme, libreChatTheme } from './theme';

/** A projection that is the same whatever the apps offer, or one that is not. */
type Source = Projection | ((context: ProjectionContext, place: PlaceId) => Projection);

/** What one kind of place holds, and how. */
type Held = Readonly<Partial<Record<RegisterId, Source>>>;

/** A platform's account takes the same words as the app's pages; what only one of the two can say stays with that one. */
const account = <T extends Json>(form: Form<T>): Form<T> => ({
  ...form,
  kind: `${form.kind}-account`,
});

const anythingLlmSystemModel = projectionOf(anythingLlmModel);

const places: Readonly<Record<string, Held>> = {
  'anythingllm/system': {
    'llm.model': anythingLlmSystemModel,
    'llm.maxTokens': projectionOf(maxTokensOf('anythingllm')),
  },
  'anythingllm/workspace': {
    'llm.model': anythingLlmSystemModel,
    'llm.temperature': temperature('anythingllm'),
  },
  'anythingllm/page': {
    'ui.theme': projectionOf(anythingLlmTheme),
    'ui.language': projectionOf(anythingLlmLanguage),
    'ui.textSize': projectionOf(anythingLlmTextSize),
  },
  'anythingllm/account': {
    'llm.model': anythingLlmSystemModel,
    'llm.temperature': temperature('anythingllm-account'),
    'llm.maxTokens': projectionOf(maxTokensOf('anythingllm-account')),
    'ui.theme': projectionOf(account(anythingLlmTheme)),
    'ui.language': projectionOf(account(anythingLlmLanguage)),
  },
  'librechat/page': {
    'ui.theme': projectionOf(libreChatTheme),
    'ui.language': projectionOf(libreChatLanguage),
    'ui.textSize': projectionOf(libreChatTextSize),
  },
  'librechat/last-used': { 'llm.model': lastUsedModel },
  'librechat/preset': {
    'llm.model': (context) => projectionOf(libreChatModel(context)),
    'llm.temperature': temperature('librechat'),
    'llm.maxTokens': projectionOf(maxTokensOf('librechat')),
  },
  'librechat/account': {
    'llm.model': (context) => projectionOf(libreChatAccountModel(context)),
    'llm.temperature': temperature('librechat-account'),
    'llm.maxTokens': projectionOf(maxTokensOf('librechat-account')),
    'ui.theme': projectionOf(account(libreChatTheme)),
    'ui.language': projectionOf(account(libreChatLanguage)),
  },
};

/**
 * A temperature is written as the most that the place's provider takes. What a place of its own accord holds above that is
 * kept for places with the same limit alone.
 */
function temperature(kind: string): Source {
  return (context, place) => {
    const most = mostTemperature(place, context.providerAt?.(place) ?? null);
    return projectionOf(temperatureUpTo(`${kind} to ${most}`, most));
  };
}

/**
 * What LibreChat used last is written into its page, where no answer judges it: nothing goes there that LibreChat is
 * known to lack, not even as another place of LibreChat says it.
 */
function lastUsedModel(context: ProjectionContext): Projection {
  const { project, lift, says } = projectionOf(libreChatModel(context));
  return {
    project: (shared) => {
      const native = project(shared);
      return native === undefined || isKnownToLack(context, native) ? undefined : native;
    },
    lift: (native, shared) => (isKnownToLack(context, native) ? undefined : lift(native, shared)),
    says: (native, shared) => !isKnownToLack(context, native) && says(native, shared),
  };
}

/** For a setting that a place does not have, or where it decides nothing: it holds no value and says none. */
const none: Projection = { project: () => undefined, lift: () => undefined, says: () => false };

const heldBy = (place: PlaceId): Held => {
  const kind = slugOfPlace(place) === null ? place : 'anythingllm/workspace';
  return (Object.hasOwn(places, kind) && places[kind]) || {};
};

/** The settings that a place of this kind can have. */
export const registersAt = (place: PlaceId): readonly RegisterId[] => Object.keys(heldBy(place)) as RegisterId[];

/**
 * How a place writes a setting. A place that has no such setting can hold nothing.
 * @param place `anythingllm/` `system`, `workspace:SLUG`, `page`, `account`; `librechat/` `page`, `last-used`, `preset`,
 *   `account`
 */
export function projectionFor(register: RegisterId, place: PlaceId, context: ProjectionContext): Projection {
  if (context.idle?.includes(place)) return none;
  const source = heldBy(place)[register];
  return typeof source === 'function' ? source(context, place) : (source ?? none);
}
