import { appNames, appOfPlace, type PlaceId, placeKind, type SharedState, slugOfPlace } from '@/lib/model';
import { panelWords } from '../words/en/panel';

/** The user's name for a place. */
export function placeName(place: PlaceId, { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>): string {
  const { places } = panelWords;
  const slug = slugOfPlace(place);
  if (slug !== null) return places.workspace(workspaces.find((each) => each.slug === slug)?.name ?? slug);
  const app = appOfPlace(place);
  const kind = placeKind(place);
  if (kind === 'account') return places.account(apps[app].connection?.title || appNames[app]);
  return kind === 'system' || kind === 'page' || kind === 'last-used' || kind === 'preset' ? places[kind](app) : place;
}
