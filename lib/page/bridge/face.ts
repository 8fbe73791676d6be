import type { Tandem, TandemFailure } from '@/lib/bridge/public';
import { Failure } from './failure';
import type { PageClient } from './page-client';

/** What the page's code is given: frozen, so that none of it can be exchanged for another's use. */
export function faceOf(client: PageClient): Tandem {
  return Object.freeze<Tandem>({
    version: 1,
    ready: client.ready,
    getState: () => client.state,
    subscribe(listener, { slice } = {}) {
      if (!slice) return client.listeners('change').add(listener);
      client.want(slice);
      return client.sliceListeners(slice).add(listener);
    },
    on: (event, listener) => client.listeners(event).add(listener),
    syncState: () => client.sync(),
    updateLLMSettings: (patch) => client.update('update-llm', patch),
    updateUISettings: (patch) => client.update('update-ui', patch),
    getWorkspace(idOrSlug) {
      client.want('workspaces');
      const all = client.state?.workspaces ?? [];
      return all.find(({ slug }) => slug === idOrSlug) ?? all.find(({ id }) => id === idOrSlug);
    },
    getConversation(id) {
      client.want('conversations');
      return client.state?.conversations?.find((one) => one.id === id);
    },
    async request(method, path, body) {
      try {
        return await client.request(method, path, body);
      } catch (error) {
        return refused(error);
      }
    },
  });
}

function refused(error: unknown) {
  const { status, code, message, issues } = error instanceof Failure ? error : unforeseen;
  return { status, body: { error: { code, message, issues } } };
}

const unforeseen: Pick<TandemFailure, 'status' | 'code' | 'message' | 'issues'> = {
  status: 400,
  code: 'invalid',
  message: 'What was given cannot be written as text.',
  issues: [],
};
