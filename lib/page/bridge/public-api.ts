import type { Tandem } from '@/lib/bridge/public';
import { BridgeFailure, failed } from './bridge-failure';
import type { PageClient } from './page-client';

/** The object for the page's code. It is frozen, so that no script can replace a part of it for others. */
export function createTandemApi(client: PageClient): Tandem {
  return Object.freeze<Tandem>({
    version: 1,
    get ready() {
      return client.ready;
    },
    getState: () => client.state,
    subscribe(listener, { slice } = {}) {
      if (!slice) return client.events.change.add(listener);
      client.want(slice);
      return client.slices[slice].add(listener);
    },
    on: (event, listener) => client.events[event].add(listener),
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
  const { status, code, message, issues } = error instanceof BridgeFailure ? error : failed('invalid');
  return { status, body: { error: { code, message, issues } } };
}
