import type { PlaceId } from '@/lib/model';

const kinds = ['system', 'workspace', 'preset', 'last-used', 'page', 'account'] as const;

/** What a place that holds settings is; which one, if there are several, is a person's own. */
export type PlaceKind = (typeof kinds)[number] | 'other';

export function placeKind(place: PlaceId): PlaceKind {
  const local = place.slice(place.indexOf('/') + 1);
  return kinds.find((kind) => local === kind || local.startsWith(`${kind}:`)) ?? 'other';
}
