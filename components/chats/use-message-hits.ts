import { useEffect, useState } from 'react';
import type { Found } from '@/lib/model';
import { usePorts } from '../ports';

/** In ms: a word is typed on before the next search begins. */
const typingPause = 120;

export type MessageHits = Found | 'searching' | 'failed';

/** The messages that match a query. An answer that a newer query has overtaken is dropped. */
export function useMessageHits(query: string): MessageHits {
  const { client } = usePorts();
  const [found, setFound] = useState<MessageHits>('searching');
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(() => {
      client.do('search-inside', { query }).then(
        (next) => isLatest && setFound(next),
        () => isLatest && setFound('failed'),
      );
    }, typingPause);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [client, query]);
  return found;
}
