import type { AppId, DueWrite, PlaceId, Settings } from '@/lib/model';
import { peopleOf } from '@/lib/store';
import { type PlaceSpec, placesOf, roleOf } from './place-specs';
import type { SettingsSnapshot } from './settings-store';

const isOn = (settings: Settings, place: PlaceSpec) =>
  place.registers.some((register) => roleOf(place, register, settings) !== 'off');

/** The places behind an app's API that take part. */
export const apiPlaces = ({ signedIn, settings }: SettingsSnapshot, app: AppId) =>
  placesOf(signedIn, settings).filter((place) => place.app === app && place.by === 'api' && isOn(settings, place));

/** Whose, and which places a reading of all that take part reads, and of which settings an empty one then counts (J3). */
export const whatIsRead = (snapshot: SettingsSnapshot, app: AppId) =>
  [
    peopleOf(snapshot.signedIn.identities),
    ...snapshot.settings.inStep,
    ...apiPlaces(snapshot, app).map(({ id }) => id),
  ].join(' ');

/** The due writes of each place behind an app's API. */
export function dueByPlace(snapshot: SettingsSnapshot, app: AppId): Map<PlaceId, DueWrite[]> {
  const places = new Set(apiPlaces(snapshot, app).map(({ id }) => id));
  const groups = new Map<PlaceId, DueWrite[]>();
  for (const due of snapshot.settings.dueWrites) {
    if (!places.has(due.place)) continue;
    groups.set(due.place, [...(groups.get(due.place) ?? []), due]);
  }
  return groups;
}
