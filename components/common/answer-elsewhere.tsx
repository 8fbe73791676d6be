import { usePorts } from '../ports';
import { words } from '../words/en/view';

/**
 * Replaces the answers to a question that must not be answered inside an app's page, which could cover them: a link to
 * another view.
 */
export function AnswerElsewhere() {
  const { openPanelTab } = usePorts();
  return (
    <p>
      {words.common.answerElsewhere}{' '}
      <button type="button" className="link" onClick={openPanelTab}>
        {words.common.openIt}
      </button>
    </p>
  );
}
