import { type AppId, appOfPlace } from '@/lib/model';
import { records, type Store } from '@/lib/store';
import type { Access, AccessParts } from '@/lib/sync/access';
import { placesOf, roleOf } from './place-specs';
import type { SettingsSnapshot } from './settings-store';

type OffersParts = Pick<AccessParts, 'ports'> & { readonly store: Store };

/** LibreChat's list of models is read again when it is older than this, in ms. */
const offersSpan = 60 * 60_000;

/** Whether LibreChat's list of models is to be read. */
export async function needsOffers(
  { store, ports }: OffersParts,
  { signedIn, settings }: SettingsSnapshot,
): Promise<boolean> {
  const { connection, identity } = signedIn.sides.librechat;
  if (connection.contract === 'platform') return false;
  const isWanted = placesOf(signedIn, settings).some(
    (place) =>
      place.app === 'librechat' &&
      place.registers.includes('llm.model') &&
      roleOf(place, 'llm.model', settings) !== 'off',
  );
  if (!isWanted) return false;
  const known = await store.read(records.offers(connection.id, identity));
  if (known === null) return true;
  // The user may have given the key that the wanted model lacks.
  const isLacked = settings.unsupported.some(
    ({ register, place }) => register === 'llm.model' && appOfPlace(place) === 'librechat',
  );
  const isOld = ports.now() - Date.parse(known.at) > offersSpan;
  return isOld || (isLacked && known.offers.some(({ key }) => key !== undefined));
}

/** Stores what an app offers where a model is chosen. */
export async function readOffers(
  { store, ports }: OffersParts,
  { signedIn }: SettingsSnapshot,
  app: AppId,
  { http, signal }: Access,
): Promise<void> {
  const { connection, identity } = signedIn.sides[app];
  const found = await ports.settings.offers(app, http, { signal });
  const at = new Date(ports.now()).toISOString();
  const copy = found.map((offer) => ({ ...offer, models: offer.models && [...offer.models] }));
  await store.commit((transaction) => {
    if (transaction.read(records.status(connection.id))?.identity !== identity) return;
    transaction.write(records.offers(connection.id, identity), { at, offers: copy });
  });
}
