import { TandemMark } from '../common/tandem-mark';
import { usePorts } from '../ports';
import { panelWords } from '../words/en/panel';

/** The panel before any app is connected. */
export function Welcome() {
  const { openConnect } = usePorts();
  return (
    <section className="welcome">
      <TandemMark size={56} />
      <h1>{panelWords.panel.welcomeHeading}</h1>
      <p>{panelWords.panel.welcome}</p>
      <button type="button" className="primary" onClick={() => openConnect()}>
        {panelWords.panel.connect}
      </button>
    </section>
  );
}
