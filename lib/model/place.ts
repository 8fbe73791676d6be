import * as z from 'zod/mini';
import { type AppId, appIds } from './app';

/**
 * The name of one place that holds settings: the app, a slash, and the place within it (`librechat/preset`,
 * `anythingllm/workspace:SLUG`).
 */
export type PlaceId = `${AppId}/${string}`;

/** A stored or sent place. Every text is accepted: a text that names no place matches none. */
export const placeIdSchema = z.string() as unknown as z.ZodMiniType<PlaceId>;

/** The place in a text with the source of a value; null: the source is a change in Tandem. */
export const asPlace = (text: string): PlaceId | null =>
  appIds.some((app) => text.startsWith(`${app}/`)) ? (text as PlaceId) : null;

export const systemPlace = 'anythingllm/system';
export const lastUsedPlace = 'librechat/last-used';
export const presetPlace = 'librechat/preset';

const kinds = ['system', 'workspace', 'preset', 'last-used', 'page', 'account'] as const;

/** The kind of a place. Which of several places it is stays private to the user. */
export type PlaceKind = (typeof kinds)[number] | 'other';

export const appOfPlace = (place: PlaceId): AppId => (place.startsWith('anythingllm/') ? 'anythingllm' : 'librechat');

/** The part of a place id after the app: `system`, `workspace:SLUG`, `page`, … */
export const localId = (place: PlaceId): string => place.slice(place.indexOf('/') + 1);

export function placeKind(place: PlaceId): PlaceKind {
  const local = localId(place);
  return kinds.find((kind) => local === kind || local.startsWith(`${kind}:`)) ?? 'other';
}

const workspacePrefix = 'anythingllm/workspace:' as const;

export const workspacePlace = (slug: string): PlaceId => `${workspacePrefix}${slug}`;

/** The slug of a place that is a workspace; null for any other place. */
export const slugOfPlace = (place: PlaceId): string | null =>
  place.startsWith(workspacePrefix) ? place.slice(workspacePrefix.length) : null;

/** Whether a place is in the storage of an app's pages, which only these pages can reach. */
export function isPagePlace(place: PlaceId): boolean {
  const kind = placeKind(place);
  return kind === 'page' || kind === 'last-used';
}
