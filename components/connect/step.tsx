import { type ReactNode, useEffect, useRef } from 'react';

/**
 * One screen of the connect page. The focus is in its first text field; else on the heading, so that a screen reader
 * names the screen.
 */
export function Step({ heading, lead, children }: { heading: string; lead: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    const { current } = section;
    const target = current?.querySelector<HTMLElement>('input:not([type=radio])') ?? current?.querySelector('h1');
    target?.focus({ preventScroll: true });
  }, []);
  return (
    <section className="step" ref={section}>
      <h1 tabIndex={-1}>{heading}</h1>
      <p className="lead">{lead}</p>
      {children}
    </section>
  );
}
