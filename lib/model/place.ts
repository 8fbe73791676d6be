import * as z from 'zod/mini';
import { type AppId, appIds } from './app';

/** Names one place that holds settings: the app, a slash, and the place within it (`librechat/preset`, `anythingllm/workspace:SLUG`). */
export type PlaceId = `${AppId}/${string}`;

/** A place as it is stored or sent. Any text is let through: a place that is none is found nowhere. */
export const placeIdSchema = z.string() as unknown as z.ZodMiniType<PlaceId>;

/** The place that a text names, as where a value came from; null: it names none, but a change in Tandem. */
export const asPlace = (text: string): PlaceId | null =>
  appIds.some((app) => text.startsWith(`${app}/`)) ? (text as PlaceId) : null;

export const systemPlace = 'anythingllm/system';
export const lastUsedPlace = 'librechat/last-used';
export const presetPlace = 'librechat/preset';

const kinds = ['system', 'workspace', 'preset', 'last-used', 'page', 'account'] as const;

/** What a place that holds settings is; which one, if there are several, is a person's own. */
export type PlaceKind = (typeof kinds)[number] | 'other';

export const appOfPlace = (place: PlaceId): AppId => (place.startsWith('anythingllm/') ? 'anythingllm' : 'librechat');

/** The part of a place id behind the app: `system`, `workspace:SLUG`, `page`, … */
export const localId = (place: PlaceId): string => place.slice(place.indexOf('/') + 1);

export function placeKind(place: PlaceId): PlaceKind {
  const local = localId(place);
  return kinds.find((kind) => local === kind || local.startsWith(`${kind}:`)) ?? 'other';
}

const workspacePrefix = 'anythingllm/workspace:' as const;

export const workspacePlace = (slug: string): PlaceId => `${workspacePrefix}${slug}`;

/** The workspace that a place is; null for any other place. */
export const slugOfPlace = (place: PlaceId): string | null =>
  place.startsWith(workspacePrefix) ? place.slice(workspacePrefix.length) : null;

/** Whether a place is in the storage of an app's pages, and reached through them, not through its server. */
export function isPagePlace(place: PlaceId): boolean {
  const kind = placeKind(place);
  return kind === 'page' || kind === 'last-used';
}
