import { connectWords } from '../words/en/connect';
import { type StepName, steps } from './flow';

/** The current screen of the first run. */
export function StepsIndicator({ now }: { now: StepName }) {
  const at = steps.indexOf(now);
  return (
    <ol className="steps" aria-label={connectWords.stepsLabel}>
      {steps
        .filter((step) => step !== 'ready')
        .map((step, index) => (
          <li key={step} data-done={index < at || undefined} aria-current={step === now ? 'step' : undefined}>
            {connectWords.steps[step]}
          </li>
        ))}
    </ol>
  );
}
