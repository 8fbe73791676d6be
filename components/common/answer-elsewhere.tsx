import { usePorts } from '../ports';
import { words } from '../words/en/view';

/**
 * In place of the answers to a question that must not be answered inside an app's page, which can lay something over them:
 * the way to where it can be.
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
