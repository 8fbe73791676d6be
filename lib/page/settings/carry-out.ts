import type { PageOrder, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import type { Kept } from './kept';
import { type PageValues, registersOf, textOf, type UiRegister } from './page-values';

interface Circumstances {
  readonly app: AppId;
  /** What the page holds. */
  readonly values: PageValues;
  /** What is kept so far. */
  readonly kept: Kept;
  /** Settings that another page of the app is just judging. */
  readonly others: ReadonlyMap<PageRegister, unknown>;
}

export interface CarriedOut {
  /** What is kept from now on. */
  readonly kept: Kept;
  /** What the page is to hold, where it holds what was expected or holds it already. */
  readonly reached: readonly (readonly [PageRegister, string])[];
}

/** What comes of an order. A value that moved meanwhile, or that the person chose and nobody was told of, stays. */
export function carriedOutOf(order: PageOrder, { app, values, kept, others }: Circumstances): CarriedOut {
  const isTheirs = (register: PageRegister) => kept.hand.includes(register);
  const reached: [PageRegister, string][] = [];
  for (const { register, expected, target } of order.set) {
    const text = textOf(register, target);
    if (text === null || !registersOf(app).includes(register) || isTheirs(register) || others.has(register)) continue;
    const value = values[register] ?? null;
    const before = expected === 'absent' ? null : textOf(register, expected.value);
    if (value === text || value === before) reached.push([register, text]);
  }
  const keep: Partial<Record<UiRegister, string>> = {};
  for (const register of registersOf(app)) {
    if (register === 'llm.model') continue;
    const ordered = textOf(register, order.keep[register]) ?? undefined;
    const text = isTheirs(register) ? kept.keep[register] : (new Map(reached).get(register) ?? ordered);
    if (text !== undefined) keep[register] = text;
  }
  const isEmpty = order.set.length === 0 && Object.keys(order.keep).length === 0;
  const once = new Map(reached).get('llm.model') ?? (isEmpty ? null : kept.once);
  return { kept: { ...kept, keep, once }, reached };
}
