import { appNames, appOfPlace, type RegisterId } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { providerName } from './providers';
import type { PlaceLine } from './read-lines';
import { sayRefusal } from './say-refusal';
import { showValue } from './show-value';

/** The sentence about a place, after its name. */
export function sayLine(register: RegisterId, line: PlaceLine): string {
  const app = appOfPlace(line.place);
  switch (line.kind) {
    case 'waiting':
      return panelWords.stand.waiting[line.why];
    case 'overridden':
    case 'declined':
    case 'idle':
      return panelWords.stand[line.kind];
    case 'unsupported':
      return panelWords.stand.unsupported[register];
    case 'needs-key':
      return panelWords.stand.needsKey[line.key](providerName(line.provider));
    case 'capped': {
      const { most, provider } = line;
      return panelWords.stand.capped(
        showValue(register, most).text,
        provider === null ? appNames[app] : providerName(provider),
      );
    }
    case 'starts-with':
      return panelWords.stand.startsWith[line.by](line.model);
    case 'coerced':
      return panelWords.stand.coerced(showValue(register, line.got).text);
    case 'refused':
      return sayRefusal(line.code, register, line.place, line.target);
  }
}
