import { TandemMark } from '../common/tandem-mark';
import { usePorts } from '../ports';
import { panelWords } from './words';

/** The panel before anything is connected. */
export function Welcome() {
  const { openConnect } = usePorts();
  return (
    <section className="welcome">
      <TandemMark size={56} />
      <h1>{panelWords.welcomeHeading}</h1>
      <p>{panelWords.welcome}</p>
      <button type="button" className="primary" onClick={() => openConnect()}>
        {panelWords.connect}
      </button>
    </section>
  );
}
