import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { appIds } from '@/lib/model';
import { Notice } from '../common/notice';
import { sayProblem } from '../common/say-problem';
import { TandemMark } from '../common/tandem-mark';
import { usePorts, useView } from '../ports';
import { words } from '../words/en/view';
import { firstStep, nextStep, type StepName } from './flow';
import { StepAddress } from './step-address';
import { StepSignIn } from './step-sign-in';
import { StepsIndicator } from './steps-indicator';

const StepEverything = lazy(async () => ({ default: (await import('../on-demand')).StepEverything }));
const StepCompare = lazy(async () => ({ default: (await import('../on-demand')).StepCompare }));
const StepTry = lazy(async () => ({ default: (await import('../on-demand')).StepTry }));
const StepReady = lazy(async () => ({ default: (await import('../on-demand')).StepReady }));

/** The connect page: the first run, and later the page for addresses and grants. */
export function ConnectPage() {
  const { client } = usePorts();
  const ready = useView((state) => state.ready);
  const storageProblem = useView((state) => state.shared.storageProblem);
  const [chosen, setChosen] = useState<StepName | null>(null);
  const [first, setFirst] = useState<StepName | null>(null);
  const [isFirstRun, setIsFirstRun] = useState(false);

  useEffect(() => {
    if (!ready) return;
    const { apps } = client.store.getState().shared;
    const begin = firstStep(apps);
    setFirst(begin);
    setIsFirstRun(begin !== 'address' || appIds.every((app) => apps[app].connection === null));
  }, [ready, client]);

  const step = chosen ?? first;
  const next = useCallback(
    () => setChosen((now) => nextStep(now ?? first ?? 'address', client.store.getState().shared)),
    [first, client],
  );

  if (!step) return <main className="connect" aria-busy="true" />;
  return (
    <main className="connect">
      <header className="connect-head">
        <p className="brand">
          <TandemMark size={28} />
          {words.common.name}
        </p>
        {isFirstRun ? <StepsIndicator now={step} /> : null}
      </header>
      {storageProblem ? <Notice>{sayProblem(storageProblem)}</Notice> : null}
      {step === 'address' ? <StepAddress onDone={next} /> : null}
      {step === 'sign-in' ? <StepSignIn onDone={next} /> : null}
      <Suspense>
        {step === 'everything' ? <StepEverything onDone={next} onEnough={() => setChosen('ready')} /> : null}
        {step === 'compare' ? <StepCompare onDone={next} onSkip={() => setChosen('ready')} /> : null}
        {step === 'try' ? <StepTry onDone={next} /> : null}
        {step === 'ready' ? <StepReady onBack={() => setChosen('address')} /> : null}
      </Suspense>
    </main>
  );
}
