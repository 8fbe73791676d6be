import { useEffect, useState } from 'react';
import { appIds, type Found } from '@/lib/model';
import { usePorts, useView } from '../ports';

/** In ms: a word is typed on before the next search begins. */
const typingPause = 120;
/** In ms: how long an index that is behind is left alone. */
const catchUp = 2_000;

export type MessageHits = Found | 'searching' | 'failed';

/**
 * The messages that match a query, also those that are copied meanwhile. An answer that a newer query has overtaken is
 * dropped.
 */
export function useMessageHits(query: string): MessageHits {
  const { client } = usePorts();
  const [found, setFound] = useState<MessageHits>('searching');
  const held = useView(({ archive }) => appIds.reduce((sum, app) => sum + (archive[app]?.held ?? 0), 0));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a copy that grew is searched again.
  useEffect(() => {
    let isLatest = true;
    const ask = () =>
      client.do('search-inside', { query }).then(
        (next) => {
          if (!isLatest) return;
          const isEarly = next.index === 'behind';
          setFound(isEarly && next.hits.length === 0 ? 'searching' : next);
          if (isEarly) timer = setTimeout(ask, catchUp);
        },
        () => isLatest && setFound('failed'),
      );
    let timer = setTimeout(ask, typingPause);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [client, query, held]);
  return found;
}
