import { usePorts } from '../ports';
import { connectWords } from '../words/en/connect';
import { Step } from './step';

/** The end of the first run: where you find Tandem from now on. */
export function StepReady({ onBack }: { onBack: () => void }) {
  const { openPanelTab } = usePorts();
  return (
    <Step heading={connectWords.readyHeading} lead={connectWords.ready}>
      <div className="actions">
        <button type="button" className="primary" onClick={openPanelTab}>
          {connectWords.openPanel}
        </button>
        <button type="button" className="plain" onClick={onBack}>
          {connectWords.back}
        </button>
      </div>
    </Step>
  );
}
