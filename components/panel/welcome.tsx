import { TandemMark } from '../common/tandem-mark';
import { usePorts } from '../ports';
import { words } from '../words/en/view';

/** The panel before anything is connected. */
export function Welcome() {
  const { openConnect } = usePorts();
  return (
    <section className="welcome">
      <TandemMark size={56} />
      <h1>{words.panel.welcomeHeading}</h1>
      <p>{words.panel.welcome}</p>
      <button type="button" className="primary" onClick={() => openConnect()}>
        {words.panel.connect}
      </button>
    </section>
  );
}
