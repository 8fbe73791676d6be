import { appNames, appOfPlace, type RegisterId } from '@/lib/model';
import { placeWords, waitingWords } from './place-words';
import { providerName } from './providers';
import type { PlaceLine } from './read-lines';
import { refusalSentence } from './refusal-words';
import { modelOf, showValue } from './show-value';

/** What is said of a place, after its name. */
export function sayLine(register: RegisterId, line: PlaceLine): string {
  const app = appOfPlace(line.place);
  switch (line.kind) {
    case 'waiting':
      return waitingWords[line.why];
    case 'overridden':
    case 'declined':
    case 'idle':
      return placeWords[line.kind];
    case 'unsupported':
      return placeWords.unsupported[register];
    case 'needs-key':
      return placeWords.needsKey[line.key](providerName(line.provider));
    case 'capped': {
      const { most, provider } = line;
      return placeWords.capped(
        showValue(register, most).text,
        provider === null ? appNames[app] : providerName(provider),
      );
    }
    case 'starts-with':
      return placeWords.startsWith[line.by](line.model);
    case 'coerced':
      return placeWords.coerced(showValue(register, line.got).text);
    case 'refused': {
      const provider = providerName(modelOf(line.target).provider ?? '');
      const about = { app, provider, value: showValue(register, line.target).text };
      return placeWords.refused(refusalSentence(line.code, about));
    }
  }
}
