import { RoleRefusedError, UnexpectedAnswerError } from '@/lib/errors';
import type { AppAdapter, ServerFacts } from '../adapter';
import { type AppHttp, freshValue, mapAnswer, type RequestOptions } from '../http';
import { triggerOf } from '../routes';
import { checkTokenPath, classify } from './classify';
import { toFacts, toThreads, toUser, toWorkspace } from './mapping';
import { readToken } from './token';
import { stockRoutes } from './triggers';
import { checkTokenWire, refreshUserWire, setupWire, threadsWire, workspacesWire } from './wire';

const userPath = 'api/system/refresh-user';

/** AnythingLLM as its makers ship it (measured on 1.16.0 in its three modes). */
export const anythingLlmStock: AppAdapter = {
  app: 'anythingllm',
  contract: 'stock',
  classify,

  facts: async (http, options) => mapAnswer(await http.get('api/setup-complete', setupWire, options), toFacts),

  user: async (http, _address, facts, { signal }) => {
    const found = freshValue(await clear(http, signal, () => http.get(userPath, refreshUserWire, { signal })));
    if (facts.mode === 'accounts' && !found.user) {
      throw new UnexpectedAnswerError('anythingllm', userPath, 200, 'schema', 'user');
    }
    return toUser(found, singleMode(facts));
  },

  // The model choice is public: see `facts`.
  llm: async () => ({ changed: true, value: [], etag: null }),
  ui: null,

  workspaces: async (http, options) =>
    mapAnswer(
      await clear(http, options.signal, () => http.get('api/workspaces', workspacesWire, options)),
      ({ workspaces }) => workspaces.map(toWorkspace),
    ),

  threads: async (http, workspaceSlug, options) => {
    const path = `api/workspace/${encodeURIComponent(workspaceSlug)}/threads`;
    return mapAnswer(await clear(http, options.signal, () => http.get(path, threadsWire, options)), (wire) =>
      toThreads(wire, workspaceSlug),
    );
  },

  conversations: null,
  readToken,
  refresh: null,
  trigger: (address, request) => triggerOf(stockRoutes, address, request),
};

const singleMode = ({ mode }: ServerFacts) => (mode === 'open' ? 'open' : 'password');

/** A 401 in words that we do not know: the app's own check of the session tells "signed out" from "not allowed". */
async function clear<T>(http: AppHttp, signal: RequestOptions['signal'], call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof UnexpectedAnswerError && error.status === 401)) throw error;
    await http.get(checkTokenPath, checkTokenWire, { signal, contentType: 'any' });
    throw new RoleRefusedError('anythingllm', error.path);
  }
}
