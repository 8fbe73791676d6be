import { mostTemperature } from './place-provider';
import { type Definition, type Form, type HolderKind, projectionOf } from './projection';

/** A place that takes temperatures from 0 to `most`; a higher one is written as `most`, which is not taken for a change. */
export const temperatureUpTo = (most: number): Form<number> => ({
  read: (native) => (typeof native === 'number' && Number.isFinite(native) ? native : undefined),
  write: (temperature) => Math.min(temperature, most),
});

/** A temperature is written as the most that the place's provider takes; another provider there has it written anew. */
const upToProvider: NonNullable<Definition[HolderKind]> = (context, place) =>
  projectionOf(temperatureUpTo(mostTemperature(place, context.providerAt?.(place) ?? null)));

export const temperature: Definition = {
  'anythingllm/workspace': upToProvider,
  'anythingllm/account': upToProvider,
  'librechat/preset': upToProvider,
  'librechat/account': upToProvider,
};
