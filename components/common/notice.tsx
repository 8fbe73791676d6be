import type { ReactNode } from 'react';

/** A sentence that needs attention, with its actions. Calm: no red. */
export function Notice({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="notice" role="status">
      <p>{children}</p>
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}
