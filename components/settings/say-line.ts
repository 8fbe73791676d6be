import { appNames, type RegisterId } from '@/lib/model';
import { moreWords } from '../words/en/on-demand';
import { appOf } from './places';
import { providerName } from './providers';
import type { PlaceLine } from './read-lines';
import { sayRefusal } from './say-refusal';
import { showValue } from './show-value';

/** What is said of a place, after its name. */
export function sayLine(register: RegisterId, line: PlaceLine): string {
  const app = appOf(line.place);
  switch (line.kind) {
    case 'waiting':
      return moreWords.stand.waiting[line.why];
    case 'overridden':
    case 'declined':
    case 'idle':
      return moreWords.stand[line.kind];
    case 'unsupported':
      return moreWords.stand.unsupported[register];
    case 'needs-key':
      return moreWords.stand.needsKey[line.key](providerName(line.provider));
    case 'capped': {
      const { most, provider } = line;
      return moreWords.stand.capped(
        showValue(register, most).text,
        provider === null ? appNames[app] : providerName(provider),
      );
    }
    case 'starts-with':
      return moreWords.stand.startsWith[line.by](line.model);
    case 'coerced':
      return moreWords.stand.coerced(showValue(register, line.got).text);
    case 'refused':
      return sayRefusal(line.code, register, line.place, line.target);
  }
}
