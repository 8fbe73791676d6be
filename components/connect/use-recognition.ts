import { useEffect, useState } from 'react';
import type { AppId } from '@/lib/model';
import { type Recognition, usePorts } from '../ports';

/** The result for the address in a field. */
export type Sight = Recognition | { readonly kind: 'empty' } | { readonly kind: 'looking' };

const typingPauseMs = 350;
const retryMs = 5000;

interface Seen {
  readonly text: string;
  readonly sight: Recognition;
}

/**
 * Recognises the app at an address while the user types. It tries again by itself while no app answers and the page is
 * visible.
 */
export function useRecognition(typed: string, app: AppId): Sight {
  const { recogniseAnonymously } = usePorts();
  const [seen, setSeen] = useState<Seen | null>(null);
  const text = typed.trim();

  useEffect(() => {
    if (text === '' || !recogniseAnonymously) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      if (document.hidden) {
        timer = setTimeout(again, retryMs);
        return;
      }
      const sight = await recogniseAnonymously(text, app, abort.signal);
      if (abort.signal.aborted) return;
      setSeen({ text, sight });
      if (sight.kind === 'failed' && sight.url !== null) timer = setTimeout(again, retryMs);
    };
    // It only rejects after an abort, when nobody waits for it any more.
    const again = () => void look().catch(() => undefined);
    timer = setTimeout(again, typingPauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, app, recogniseAnonymously]);

  if (text === '') return { kind: 'empty' };
  return seen?.text === text ? seen.sight : { kind: 'looking' };
}
