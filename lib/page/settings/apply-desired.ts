import type { DesiredSettings, PageRegister } from '@/lib/messaging/protocol';
import type { AppId } from '@/lib/model';
import type { Kept } from './kept';
import { pageRegisters, textOf, type UiRegister } from './page-values';

interface Circumstances {
  readonly app: AppId;
  /** The note as it is now. */
  readonly kept: Kept;
  /** Whether the page's value, or its wait for a reload, changed after the report that the desired settings answer. */
  readonly hasMoved: (register: PageRegister) => boolean;
}

export interface Applied {
  /** The note from now on. */
  readonly kept: Kept;
  /** Values that the page has to hold from now on, and that the note did not have. */
  readonly news: readonly (readonly [PageRegister, string])[];
}

/** Applies desired settings. A setting that changed after the report stays until the page has reported it. */
export function applied(desired: DesiredSettings, { app, kept, hasMoved }: Circumstances): Applied {
  const keep: Partial<Record<UiRegister, string>> = {};
  const news: [PageRegister, string][] = [];
  let once: string | null = null;
  for (const register of pageRegisters(app)) {
    const before = (register === 'llm.model' ? kept.once : kept.keep[register]) ?? null;
    const text = hasMoved(register) ? before : textOf(register, desired.values[register]);
    if (text !== null && text !== before) news.push([register, text]);
    if (register === 'llm.model') once = text;
    else if (text !== null) keep[register] = text;
  }
  return { kept: { ...kept, asOf: desired.asOf, keep, once }, news };
}
