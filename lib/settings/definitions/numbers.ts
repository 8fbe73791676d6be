import type { Form } from './projection';

const isNumber = (native: unknown): native is number => typeof native === 'number' && Number.isFinite(native);

/** A place that takes temperatures from 0 to `most`; a higher one is written as `most`, which is not taken for a change. */
export const temperatureUpTo = (kind: string, most: number): Form<number> => ({
  kind,
  read: (native) => (isNumber(native) ? native : undefined),
  write: (temperature) => Math.min(temperature, most),
});

/** Tokens; whole and above zero. */
export const maxTokensOf = (kind: string): Form<number> => ({
  kind,
  read: (native) => (isNumber(native) && native > 0 ? Math.round(native) : undefined),
  write: (tokens) => tokens,
});
