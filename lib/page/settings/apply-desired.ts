import type { DesiredSettings, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import type { Kept } from './kept';
import { registersOf, textOf, type UiRegister } from './page-values';

interface Circumstances {
  readonly app: AppId;
  /** What is kept so far. */
  readonly kept: Kept;
  /** Whether the page does not hold any more what the desired settings answer. */
  readonly hasMoved: (register: PageRegister) => boolean;
}

export interface Applied {
  /** What is kept from now on. */
  readonly kept: Kept;
  /** What the page is to hold from now on, and was not kept before. */
  readonly news: readonly (readonly [PageRegister, string])[];
}

/** What comes of desired settings. A setting that moved since the page told of it stays until the page has told that. */
export function applied(desired: DesiredSettings, { app, kept, hasMoved }: Circumstances): Applied {
  const keep: Partial<Record<UiRegister, string>> = {};
  const news: [PageRegister, string][] = [];
  let once: string | null = null;
  for (const register of registersOf(app)) {
    const before = (register === 'llm.model' ? kept.once : kept.keep[register]) ?? null;
    const text = hasMoved(register) ? before : textOf(register, desired.values[register]);
    if (text !== null && text !== before) news.push([register, text]);
    if (register === 'llm.model') once = text;
    else if (text !== null) keep[register] = text;
  }
  return { kept: { ...kept, asOf: desired.asOf, keep, once }, news };
}
