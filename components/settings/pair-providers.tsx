import { useCallback, useId, useState } from 'react';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { words } from '../words';
import { modelWords } from './model-words';
import { providerName } from './providers';
import type { PairQuestion } from './read-model-choice';

/** Asks once which endpoint of LibreChat a provider of AnythingLLM is. */
export function PairProviders({ provider, pairing }: { provider: string; pairing: PairQuestion }) {
  const id = useId();
  const { client } = usePorts();
  const { endpoints, guess } = pairing;
  const [chosen, setChosen] = useState<string | null>(null);
  const endpoint = chosen ?? guess ?? '';
  const { run, busy, failed } = useAction(
    useCallback((name: string) => client.settings.pairProviders(provider, name), [client, provider]),
  );
  return (
    <div className="pair">
      <label htmlFor={id}>{modelWords.pair(providerName(provider))}</label>
      <div className="actions">
        <select id={id} value={endpoint} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{modelWords.pairNone}</option>
          {endpoints.map((each) => (
            <option key={each} value={each}>
              {each === guess ? modelWords.pairGuess(each) : each}
            </option>
          ))}
        </select>
        <button type="button" disabled={busy || endpoint === ''} onClick={() => run(endpoint)}>
          {modelWords.remember}
        </button>
      </div>
      {guess !== null && endpoint === guess ? <p className="aside">{modelWords.pairWhy}</p> : null}
      {failed ? <p role="status">{words.didNotWork}</p> : null}
    </div>
  );
}
