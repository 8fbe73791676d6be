import { lazy, Suspense, useState } from 'react';
import type { Change } from '@/lib/model';
import { Icon } from '../common/icon';
import { panelWords } from '../words/en/panel';

const ChangeLines = lazy(async () => ({ default: (await import('../on-demand')).ChangeLines }));

/** The list of Tandem's writes; its content loads when you open it. */
export function ChangesList({ changes }: { changes: readonly Change[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="fold changes" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        {panelWords.settings.changes}
      </summary>
      <Suspense>{isOpen ? <ChangeLines changes={changes} /> : null}</Suspense>
    </details>
  );
}
