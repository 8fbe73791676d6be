import type { AppId } from '@/lib/model';
import type { Verdict } from '@/lib/settings/definitions/verdicts';
import { Icon } from '../common/icon';
import { moreWords } from '../words/en/on-demand';
import { providerName } from './providers';
import type { Silence } from './read-model-choice';

interface Props {
  readonly app: AppId;
  readonly choice: { readonly provider: string; readonly model: string };
  /** Null: it is being read. */
  readonly verdict: Verdict | null;
  /** Why the app does not list its models, if it does not. */
  readonly silence: Silence;
  readonly onInstead: (model: string) => void;
}

/** One app's verdict on a model choice. */
export function ModelVerdict({ app, choice: { provider, model }, verdict, silence, onInstead }: Props) {
  if (verdict === null) return <li className="aside">{moreWords.model.loading}</li>;
  if (model === '' && verdict.kind === 'unknown') return null;
  switch (verdict.kind) {
    case 'has':
      return (
        <li data-app={app} data-kind="has">
          <Icon name="check" />
          {moreWords.model.has(app)}
        </li>
      );
    case 'unknown':
      return <li>{moreWords.model.unknown[silence](app)}</li>;
    case 'no-key':
      return <li>{moreWords.model.noKey(providerName(provider))}</li>;
    case 'needs-key':
      return <li>{moreWords.model.needsKey[verdict.key](providerName(provider))}</li>;
    case 'no-endpoint':
      return <li>{moreWords.model.noEndpoint(providerName(provider))}</li>;
    case 'lacks': {
      const { nearest } = verdict;
      return (
        <li>
          {moreWords.model.lacks(app, model)}{' '}
          {nearest === null ? null : (
            <button type="button" className="link" onClick={() => onInstead(nearest)}>
              {moreWords.model.instead(nearest)}
            </button>
          )}
        </li>
      );
    }
  }
}
