import { mostTemperature } from './place-provider';
import { type Definition, type Form, type HolderKind, projectionOf } from './projection';

/** A place that takes temperatures from 0 to `most`; a higher one is written as `most`, which is not taken for a change. */
export const temperatureUpTo = (kind: string, most: number): Form<number> => ({
  kind,
  read: (native) => (typeof native === 'number' && Number.isFinite(native) ? native : undefined),
  write: (temperature) => Math.min(temperature, most),
});

/**
 * A temperature is written as the most that the place's provider takes. What a place of its own accord holds above that is
 * kept for places with the same limit alone.
 */
const upToProvider =
  (kind: string): NonNullable<Definition[HolderKind]> =>
  (context, place) => {
    const most = mostTemperature(place, context.providerAt?.(place) ?? null);
    return projectionOf(temperatureUpTo(`${kind} to ${most}`, most));
  };

export const temperature: Definition = {
  'anythingllm/workspace': upToProvider('anythingllm'),
  'anythingllm/account': upToProvider('anythingllm-account'),
  'librechat/preset': upToProvider('librechat'),
  'librechat/account': upToProvider('librechat-account'),
};
