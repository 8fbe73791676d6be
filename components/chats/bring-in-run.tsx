import { sayProblem } from '../common/say-problem';
import type { RunEnd } from '../ports';
import { bringInWords } from '../words/en/bring-in';
import type { RunState } from './use-run';

/** How far a run is, and why it stopped. */
export function RunStatus<T, R>({ state, onCancel }: { state: RunState<T, R>; onCancel: () => void }) {
  if (state.kind === 'failed') return <p>{bringInWords.failed}</p>;
  if (state.kind === 'ended') return <Stopped end={state.end} />;
  if (state.kind !== 'running') return null;
  const { done, all, waitsUntil } = state;
  return (
    <p className="archive-progress">
      <progress max={all || 1} value={done} />
      <span>{bringInWords.progress(done, all)}</span>
      {waitsUntil === null ? null : (
        <span>{bringInWords.waits(new Date(waitsUntil).toLocaleTimeString([], { timeStyle: 'short' }))}</span>
      )}
      <button type="button" className="link" onClick={onCancel}>
        {bringInWords.cancel}
      </button>
    </p>
  );
}

function Stopped<T, R>({ end: { stopped } }: { end: RunEnd<T, R> }) {
  if (!stopped) return null;
  return <p>{stopped.problem ? sayProblem(stopped.problem) : bringInWords.notNow}</p>;
}
