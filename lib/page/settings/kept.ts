import type { ByHand, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import { registersOf, textOf, type UiRegister } from './page-values';
import { asRecord, storedJson, type TextStore, type WritableStore } from './stored-text';

/**
 * What Tandem keeps beside the app's own settings in a page's `localStorage`: the one thing that a script can read
 * before the app starts, without asking anybody.
 */
export interface Kept {
  /** Base path of the app; two apps may share an origin. */
  readonly base: string;
  /** Which settings these are: {@link DesiredSettings.asOf}; null: not known. */
  readonly asOf: number | null;
  /** When it was last known to hold, in ms since the epoch. */
  readonly at: number;
  /** What is to stay against what the app itself writes, as the app writes it. */
  readonly keep: Readonly<Partial<Record<UiRegister, string>>>;
  /** A model choice that the next document makes once, before its app starts; null: none. */
  readonly once: string | null;
  /** What the person changed by hand in a page, and nobody has been told yet; and as of when that page knew the settings. */
  readonly hand: ByHand;
}

/** How long a new document believes a key that no script of ours has seen, in ms: the app may have been disconnected. */
const trustedFor = 86_400_000;
/** A key that is younger than this is not written again only to make it younger, in ms. */
const youngFor = 3_600_000;

export const keptKey = (app: AppId) => `tandem:${app}`;

export const nothingKept = (base: string): Kept => ({ base, asOf: null, at: 0, keep: {}, once: null, hand: {} });

/** What is kept for an app; null when that is nothing, or damaged. */
export function readKept(app: AppId, store: TextStore): Kept | null {
  const { base, asOf, at, keep, once, hand } = asRecord(storedJson(store, keptKey(app)));
  if (typeof base !== 'string' || !base.startsWith('/') || typeof at !== 'number') return null;
  const texts = asRecord(keep);
  const kept: Partial<Record<UiRegister, string>> = {};
  for (const register of registersOf(app)) {
    const text = textOf(register, texts[register]);
    if (register !== 'llm.model' && text !== null) kept[register] = text;
  }
  const choice = app === 'librechat' ? textOf('llm.model', once) : null;
  return { base, asOf: numberOf(asOf), at, keep: kept, once: choice, hand: byHandIn(app, hand) };
}

/** An earlier version kept a list of the names alone. */
function byHandIn(app: AppId, hand: unknown): ByHand {
  const former = Array.isArray(hand) ? Object.fromEntries(hand.map((register) => [register, null])) : hand;
  const asOf = asRecord(former);
  const changed = registersOf(app).filter((register) => Object.hasOwn(asOf, register));
  return Object.fromEntries(changed.map((register) => [register, numberOf(asOf[register])]));
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

/** Writes what is kept, or removes the key if that is nothing. @param now in ms since the epoch */
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

/** What a page of the app is to hold of a setting; undefined: whatever it likes. */
export const keptText = (kept: Kept | null, register: PageRegister): string | undefined =>
  register === 'llm.model' ? undefined : kept?.keep[register];
