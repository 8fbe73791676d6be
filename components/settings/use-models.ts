import { useEffect, useState } from 'react';
import type { Listed } from '@/lib/model';
import { usePorts } from '../ports';

/** AnythingLLM's models of a provider: `undefined` while they are read, null if it does not list them. */
export function useModels(provider: string): Listed<string> | null | undefined {
  const { client } = usePorts();
  const [found, setFound] = useState<{ readonly provider: string; readonly models: Listed<string> | null }>();
  useEffect(() => {
    if (provider === '') return;
    let isCurrent = true;
    const take = (models: Listed<string> | null) => {
      if (isCurrent) setFound({ provider, models });
    };
    client.do('models', { provider }).then(take, () => take(null));
    return () => {
      isCurrent = false;
    };
  }, [client, provider]);
  if (provider === '') return null;
  return found?.provider === provider ? found.models : undefined;
}
