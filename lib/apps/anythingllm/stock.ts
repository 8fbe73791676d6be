import { UnexpectedAnswerError } from '@/lib/errors';
import type { AppAdapter, ServerFacts } from '../adapter';
import { freshValue, listAnswer, mapAnswer } from '../http';
import { triggerOf } from '../trigger-routes';
import { classify } from './classify';
import { clearRefusal } from './clear-refusal';
import { toFacts, toThreads, toUser, toWorkspace } from './mapping';
import { transcripts } from './read-chat';
import { readToken } from './token';
import { stockRoutes } from './triggers';
import { refreshUserWire, setupWire, threadsWire, workspacesWire } from './wire';

const userPath = 'api/system/refresh-user';

export const facts: AppAdapter['facts'] = async (http, options) =>
  mapAnswer(await http.get('api/setup-complete', setupWire, options), toFacts);

/** AnythingLLM as its makers ship it (measured: anythingllm/open, anythingllm/password, anythingllm/multi-admin). */
export const anythingLlmStock: AppAdapter = {
  app: 'anythingllm',
  contract: 'stock',
  classify,
  facts,

  user: async (http, _address, facts, { signal }) => {
    const found = freshValue(await clearRefusal(http, signal, () => http.get(userPath, refreshUserWire, { signal })));
    if (facts.mode === 'accounts' && !found.user) {
      throw new UnexpectedAnswerError('anythingllm', userPath, 200, 'schema', 'user');
    }
    return toUser(found, singleMode(facts));
  },

  // The model choice is public: see `facts`.
  llm: async () => ({ changed: true, value: [], etag: null }),
  owner: null,

  workspaces: async (http, options) => {
    const answer = await clearRefusal(http, options.signal, () => http.get('api/workspaces', workspacesWire, options));
    return listAnswer(
      mapAnswer(answer, ({ workspaces }) => workspaces),
      (list) => list.map(toWorkspace),
    );
  },

  threads: async (http, workspaceSlug, options) => {
    const path = `api/workspace/${encodeURIComponent(workspaceSlug)}/threads`;
    const answer = await clearRefusal(http, options.signal, () => http.get(path, threadsWire, options));
    return listAnswer(
      mapAnswer(answer, ({ threads }) => threads),
      (list) => toThreads(list, workspaceSlug),
    );
  },

  conversations: null,
  transcripts,
  readToken,
  refresh: null,
  trigger: (address, request) => triggerOf(stockRoutes, address, request),
};

const singleMode = ({ mode }: ServerFacts) => (mode === 'open' ? 'open' : 'password');
