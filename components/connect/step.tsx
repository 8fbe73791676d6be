import { type ReactNode, useEffect, useRef } from 'react';

/** One screen of the connect page. Its heading gets the focus, so that a screen reader says where the person is. */
export function Step({ heading, lead, children }: { heading: string; lead: string; children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className="step">
      <h1 ref={title} tabIndex={-1}>
        {heading}
      </h1>
      <p className="lead">{lead}</p>
      {children}
    </section>
  );
}
