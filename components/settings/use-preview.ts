import { useEffect, useState } from 'react';
import type { CompareAnswers, PlannedWrite } from '@/lib/messaging/protocol';
import { usePorts } from '../ports';

/** The writes that these answers would cause; null while they are unknown, and without answers. */
export function usePreview(answers: CompareAnswers | null): readonly PlannedWrite[] | null {
  const { client } = usePorts();
  const [found, setFound] = useState<{ answers: CompareAnswers; writes: readonly PlannedWrite[] } | null>(null);
  useEffect(() => {
    if (!answers) return;
    let isCurrent = true;
    client.do('preview', { answers }).then(
      (writes) => isCurrent && setFound({ answers, writes }),
      // The button still works, without a number.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, answers]);
  return found && found.answers === answers ? found.writes : null;
}
