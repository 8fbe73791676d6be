import { type AppId, appOfPlace, type DueWrite, isPagePlace, type PlaceId } from '@/lib/model';
import { placeKey } from '@/lib/settings/rules';
import { peopleOf } from '@/lib/store';
import { dueInPages, untoldPlaces } from './page-settings';
import { isOlder } from './place-specs';
import type { SettingsSnapshot } from './settings-store';

/**
 * What is to be done at an app, as its settings stand.
 * - `ask-pages`: have its open pages report; the answer says what they are to hold;
 * - `read`: read the places behind its API, then write what is due there;
 * - `write`: write what is due there.
 */
export type Effect = 'ask-pages' | 'read' | 'write';

/** What was asked of an app already. A worker that starts anew asks again. */
export interface Asked {
  /** As of which number of the sequence its pages were asked. */
  readonly pages?: number;
  /** Whose, and which places of it were not known when it was read for them. */
  readonly unknown?: string;
}

/**
 * Plans, from nothing but what is stored, what is to be done at an app.
 * @param its `just-done`: its places were read or written just now, so that only unknown ones are read
 */
export function planEffects(
  app: AppId,
  snapshot: SettingsSnapshot,
  asked: Asked,
  its: 'just-done' | 'to-do',
): { readonly effects: ReadonlySet<Effect>; readonly asked: Asked } {
  const { settings } = snapshot;
  const effects = new Set<Effect>();
  if (asked.pages !== settings.seq || dueInPages(settings, app).length > 0) effects.add('ask-pages');
  const unknown = unknownAt(app, snapshot);
  const isNewlyUnknown = unknown.text !== asked.unknown && unknown.places > 0;
  // Before anything is wanted in step, the app's own next reading is soon enough.
  if (isNewlyUnknown && settings.inStep.length > 0) effects.add('read');
  else if (its === 'to-do' && isAnyOlder(app, snapshot)) effects.add('read');
  else if (its === 'to-do' && isDueAt(app, snapshot)) effects.add('write');
  return { effects, asked: { pages: settings.seq, unknown: unknown.text } };
}

/** Whether something waits to be written to an app: reason enough to ask it while nobody looks. */
export const isAwaited = (app: AppId, snapshot: SettingsSnapshot | null): boolean =>
  snapshot !== null && !snapshot.settings.paused && dueAt(app, snapshot).length > 0;

/** Whether anything is due behind an app's API. */
const isDueAt = (app: AppId, snapshot: SettingsSnapshot) =>
  dueAt(app, snapshot).some(({ place }) => !isPagePlace(place));

/** What is due at an app, its pages included. */
export const dueAt = (app: AppId, { settings }: SettingsSnapshot): readonly DueWrite[] =>
  settings.dueWrites.filter(isAt(app));

/** A place that needs no write is read, so that what changes there later is known to be later (O2). */
function isAnyOlder(app: AppId, snapshot: SettingsSnapshot): boolean {
  const due = new Set(dueAt(app, snapshot).map(({ register, place }) => placeKey({ register, id: place })));
  return snapshot.settings.replicas.some(
    (replica) =>
      appOfPlace(replica.id) === app &&
      !isPagePlace(replica.id) &&
      isOlder(snapshot.settings, replica) &&
      !due.has(placeKey(replica)),
  );
}

/** The places behind an app's API of which nothing is known since they were to take part. */
function unknownAt(app: AppId, { signedIn, settings }: SettingsSnapshot) {
  const places = untoldPlaces(settings, app).filter(({ id }) => !isPagePlace(id));
  const text = [peopleOf(signedIn.identities), ...settings.inStep, ...places.map(placeKey)].join(' ');
  return { places: places.length, text };
}

const isAt =
  (app: AppId) =>
  ({ place }: { readonly place: PlaceId }) =>
    appOfPlace(place) === app;
