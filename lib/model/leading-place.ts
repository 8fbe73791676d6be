import type { LlmPlace } from './slices';

/** The place whose model a new chat would start with, among those that hold one. */
export function leadingPlace(places: readonly LlmPlace[]): LlmPlace | undefined {
  const order: readonly LlmPlace['place'][] = ['account', 'default-preset', 'last-used', 'system-default'];
  return order.flatMap((name) =>
    places.filter(({ place, model, provider }) => place === name && (model ?? provider)),
  )[0];
}
