import type { ByHand, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { pageRegisters, textOf, type UiRegister } from './page-values';
import { asRecord, storedJson, type TextStore, type WritableStore } from './stored-text';

/**
 * Tandem's note beside the app's own settings in a page's `localStorage`: the only data that a script can read before
 * the app starts, without a request.
 */
export interface Kept {
  /** Base path of the app; two apps may share an origin. */
  readonly base: string;
  /** The version of these settings: {@link DesiredSettings.asOf}; null: not known. */
  readonly asOf: number | null;
  /** When it was last known to be valid, in ms since the epoch. */
  readonly at: number;
  /** The values to restore if the app itself resets them, in the app's spelling. */
  readonly keep: Readonly<Partial<Record<UiRegister, string>>>;
  /** A model choice that the next document makes once, before its app starts; null: none. */
  readonly once: string | null;
  /** Changes made by hand in a page and not yet reported, with the version of the settings that the page knew. */
  readonly hand: ByHand;
}

/**
 * In ms: for this long a new document trusts a note that no script of ours has seen. The app may have been
 * disconnected.
 */
const trustedFor = 86_400_000;
/** In ms: a younger note is not written again only to refresh its time. */
const youngFor = 3_600_000;

export const keptKey = (app: AppId) => `tandem:${app}`;

export const nothingKept = (base: string): Kept => ({ base, asOf: null, at: 0, keep: {}, once: null, hand: {} });

/** The note of an app; null if there is none, or if it is damaged. */
export function readKept(app: AppId, store: TextStore): Kept | null {
  const { base, asOf, at, keep, once, hand } = asRecord(storedJson(store, keptKey(app)));
  if (typeof base !== 'string' || !base.startsWith('/') || typeof at !== 'number') return null;
  const texts = asRecord(keep);
  const kept: Partial<Record<UiRegister, string>> = {};
  for (const register of pageRegisters(app)) {
    const text = textOf(register, texts[register]);
    if (register !== 'llm.model' && text !== null) kept[register] = text;
  }
  const choice = app === 'librechat' ? textOf('llm.model', once) : null;
  return { base, asOf: numberOf(asOf), at, keep: kept, once: choice, hand: byHandIn(app, hand) };
}

/** An earlier version stored only a list of the names. */
function byHandIn(app: AppId, hand: unknown): ByHand {
  const former = Array.isArray(hand) ? Object.fromEntries(hand.map((register) => [register, null])) : hand;
  const asOf = asRecord(former);
  const changed = pageRegisters(app).filter((register) => Object.hasOwn(asOf, register));
  return Object.fromEntries(changed.map((register) => [register, numberOf(asOf[register])]));
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

/** Writes the note, or removes the key if the note is empty. @param now In ms since the epoch */
export function writeKept(app: AppId, store: WritableStore, kept: Kept, now: number): void {
  const { base, asOf, keep, once, hand } = kept;
  if (once === null && Object.keys({ ...hand, ...keep }).length === 0) store.removeItem(keptKey(app));
  else {
    const choice: unknown = once === null ? null : JSON.parse(once);
    store.setItem(keptKey(app), JSON.stringify({ base, asOf, at: now, keep, once: choice, hand }));
  }
}

export const isTrusted = ({ at }: Kept, now: number) => Math.abs(now - at) < trustedFor;
export const isYoung = ({ at }: Kept, now: number) => Math.abs(now - at) < youngFor;

/** The value that a page of the app has to hold for a setting; undefined: any. */
export const keptText = (kept: Kept | null, register: PageRegister): string | undefined =>
  register === 'llm.model' ? undefined : kept?.keep[register];
