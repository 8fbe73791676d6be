import * as z from 'zod/mini';
import { baseUrl, type LlmPlace } from '@/lib/model';
import type { AppAdapter } from '../adapter';
import { listAnswer, mapAnswer } from '../http';
import { classifyPlatform, inSession, platformFacts, readMe } from '../platform-session';
import {
  type PlatformSettingsWire,
  platformSettingsWire,
  toAccountLlm,
  toAccountUi,
  toPlatformUser,
} from '../platform-wire';
import { rowsOf } from '../rows';
import { changes, type Route, removes, signsOut, triggerOf } from '../trigger-routes';
import { toLlm, toWorkspace } from './mapping';
import { stockRoutes } from './triggers';
import { workspacesWire, workspaceWire } from './wire';

const app = 'anythingllm';
const settingsPath = 'api/system/settings';
const listWire = z.union([
  rowsOf(workspaceWire),
  z.pipe(
    workspacesWire,
    z.transform(({ workspaces }) => workspaces),
  ),
]);

const routes: readonly Route[] = [
  changes('POST', /^api\/system\/update$/, 'llm', 'ui'),
  changes('POST', /^api\/workspaces(?:\/[^/]+)?$/, 'workspaces'),
  changes('PUT', /^api\/workspaces\/[^/]+$/, 'workspaces'),
  changes('PATCH', /^api\/workspaces\/[^/]+$/, 'workspaces'),
  removes('DELETE', /^api\/workspaces\/[^/]+$/, 'workspaces'),
  signsOut('POST', /^(?:api\/)?(?:auth\/)?logout$/),
  signsOut('DELETE', /^api\/session$/),
  ...stockRoutes,
];

/** Either the stock keys or the plain names. If both are present, the plain names are the account's own. */
export function toAnythingLlmAccount(settings: PlatformSettingsWire): LlmPlace {
  const plain = toAccountLlm(settings);
  const stock = toLlm(settings);
  return {
    place: 'account',
    provider: plain.provider ?? stock.provider,
    model: plain.model ?? stock.model,
    temperature: plain.temperature,
    maxTokens: plain.maxTokens ?? stock.maxTokens,
  };
}

/** AnythingLLM behind a platform's gateway: the browser's session cookies authenticate. */
export const anythingLlmPlatform: AppAdapter = {
  app,
  contract: 'platform',
  classify: classifyPlatform(app),
  facts: (http, options) => platformFacts(http, app, options),
  user: async (http, address, _facts, options) => toPlatformUser(await readMe(http, app, options), baseUrl(address)),
  llm: async (http, options) =>
    inSession(app, async () =>
      mapAnswer(await http.get(settingsPath, platformSettingsWire, options), (settings) => [
        toAnythingLlmAccount(settings),
      ]),
    ),
  owner: null,
  ui: async (http, options) =>
    inSession(app, async () => mapAnswer(await http.get(settingsPath, platformSettingsWire, options), toAccountUi)),
  workspaces: async (http, options) =>
    inSession(app, async () =>
      listAnswer(await http.get('api/workspaces', listWire, options), (list) => list.map(toWorkspace)),
    ),
  threads: null,
  conversations: null,
  readToken: () => null,
  refresh: null,
  trigger: (address, request) => triggerOf(routes, address, request),
};
