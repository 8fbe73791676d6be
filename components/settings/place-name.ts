import { appNames, type PlaceId, type SharedState } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { appOf, slugOf } from './places';

/** What you call a place. */
export function placeName(place: PlaceId, { apps, workspaces }: Pick<SharedState, 'apps' | 'workspaces'>): string {
  const { places } = panelWords;
  const slug = slugOf(place);
  if (slug !== null) return places.workspace(workspaces.find((each) => each.slug === slug)?.name ?? slug);
  const app = appOf(place);
  const kind = place.slice(app.length + 1);
  if (kind === 'account') return places.account(apps[app].connection?.title || appNames[app]);
  return kind === 'system' || kind === 'page' || kind === 'last-used' || kind === 'preset' ? places[kind](app) : place;
}
