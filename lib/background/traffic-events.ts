import { carriesSession, isTokenRefresh } from '@/lib/sync/request-kinds';
import type { Engine } from './engine';
import type { PageRequest } from './open-pages';

/**
 * Takes in what the browser tells of the apps' own traffic. While a page loads that is little: what it says is noted in
 * memory, and looked into once the page has settled (`LoadGate`). A sign-out and a refused refresh do not wait.
 */
export function trafficEvents(engine: Engine) {
  return {
    bearerSeen: async (url: string, bearer: string): Promise<void> => {
      const connection = await engine.connectionAt(url);
      if (!connection || !carriesSession(connection, url)) return;
      await engine.gate.run(`bearer ${connection.id} ${bearer}`, () => engine.bearerSeen(url, bearer));
    },
    requestStarted: async (request: PageRequest): Promise<void> => {
      if (await engine.connectionAt(request.url)) engine.gate.requestStarted(request);
      await engine.pages.requestStarted(request);
    },
    requestEnded: async (request: PageRequest): Promise<void> => {
      if (await engine.connectionAt(request.url)) engine.gate.requestEnded(request);
      await engine.pages.requestEnded(request);
    },
    requestDone: async (request: {
      readonly method: string;
      readonly url: string;
      readonly status: number;
      readonly tabId: number;
    }): Promise<void> => {
      const { tabId, method, url, status } = request;
      const connection = await engine.connectionAt(url);
      if (!connection) return;
      if (isTokenRefresh(connection, url)) {
        if (status >= 400) await engine.pages.pageRefreshRefused(url, tabId);
        await engine.pages.pageRefreshed(url, tabId);
      }
      await engine.pageRequested({ method, url, status });
    },
    documentStarted: async (url: string, tabId: number): Promise<void> => {
      if (!(await engine.connectionAt(url))) return;
      engine.gate.started(tabId);
      await engine.pages.documentStarted(url, tabId);
    },
    openedElsewhere: (url: string) => engine.openedElsewhere(url),
    documentDone: (url: string, tabId: number) => engine.pages.documentSettled(url, tabId),
  };
}
