import { useCallback, useId, useState } from 'react';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import { moreWords } from '../words/en/on-demand';
import { words } from '../words/en/view';
import { providerName } from './providers';
import type { AliasQuestion } from './read-model-choice';

/** Asks once which endpoint of LibreChat matches a provider of AnythingLLM. */
export function ProviderAlias({ provider, pairing }: { provider: string; pairing: AliasQuestion }) {
  const id = useId();
  const { client } = usePorts();
  const { endpoints, guess } = pairing;
  const [chosen, setChosen] = useState<string | null>(null);
  const endpoint = chosen ?? guess ?? '';
  const { run, busy, failed } = useAction(
    useCallback(
      (name: string) => client.do('alias-provider', { alias: { provider, endpoint: name } }),
      [client, provider],
    ),
  );
  return (
    <div className="pair">
      <label htmlFor={id}>{moreWords.model.pair(providerName(provider))}</label>
      <div className="actions">
        <select id={id} value={endpoint} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{moreWords.model.pairNone}</option>
          {endpoints.map((each) => (
            <option key={each} value={each}>
              {each === guess ? moreWords.model.pairGuess(each) : each}
            </option>
          ))}
        </select>
        <button type="button" disabled={busy || endpoint === ''} onClick={() => run(endpoint)}>
          {moreWords.model.remember}
        </button>
      </div>
      {guess !== null && endpoint === guess ? <p className="aside">{moreWords.model.pairWhy}</p> : null}
      {failed ? <p role="status">{words.common.didNotWork}</p> : null}
    </div>
  );
}
