import { expect, it } from 'vitest';
import { z } from 'zod';
import { detailsWire } from '@/lib/apps/anythingllm/read-chat';
import { anythingLlmStock } from '@/lib/apps/anythingllm/stock';
import { historyWire } from '@/lib/apps/anythingllm/transcript';
import { appNameWire, checkTokenWire, pingWire } from '@/lib/apps/anythingllm/wire';
import { freshValue } from '@/lib/apps/http';
import { provePlatform } from '@/lib/apps/platform-session';
import { adapterFor } from '@/lib/apps/registry';
import {
  appUserSchema,
  type ListedChat,
  llmPlaceSchema,
  threadSchema,
  transcriptSchema,
  workspaceSchema,
} from '@/lib/model';
import { address, answering, answerLine, outcomeOf, recordedAt, understood } from './wire-recorded';

const signal = new AbortController().signal;
const { classify } = anythingLlmStock;
const accounts = { signIn: 'bearer', mode: 'accounts', title: 'AnythingLLM', openIdLogin: false, llm: null } as const;

const listed: ListedChat = {
  ...{
    chat: { kind: 'thread', workspaceSlug: 'a', slug: 't' },
    title: 'A',
    workspace: 'A',
    endpoint: null,
    model: null,
  },
  ...{ createdAt: null, updatedAt: null, archived: false },
};

const expected = {
  '200 json': 'ok',
  '200 OK': 'ok',
  '304': 'ok',
  '401 {"error":"No auth token found."}': 'signed-out missing',
  '401 {"error":"Token expired or failed validation."}': 'signed-out expired',
  '401 {"error":"Invalid auth token."}': 'signed-out invalid',
  '401 {"error":"Invalid auth for user."}': 'signed-out deleted',
  '401 {"error":"User is suspended from system"}': 'signed-out suspended',
  '404 Workspace does not exist.': 'not-found',
  '404 Workspace thread does not exist.': 'not-found',
  '400 Bad Request': 'not-found',
};
const understands = understood({ app: 'anythingllm', classify, expected, least: 5 });

// Every request that Tandem sends to a stock AnythingLLM.
understands('GET', /^\/api\/ping$/, (http) => http.get('api/ping', pingWire, { signal }));
understands('GET', /^\/api\/setup-complete$/, async (http) => {
  const facts = freshValue(await anythingLlmStock.facts(http, { signal }));
  const [place, ...more] = z.array(llmPlaceSchema).parse(facts.llm);
  expect(more).toEqual([]);
  expect(place?.provider).toMatch(/^[a-z-]+$/);
  expect(place?.model).toEqual(expect.any(String));
});
understands('GET', /^\/api\/system\/refresh-user$/, async (http) =>
  appUserSchema.parse(await anythingLlmStock.user(http, address, { ...accounts, mode: 'password' }, { signal })),
);
understands('GET', /^\/api\/system\/check-token$/, (http) =>
  http.get('api/system/check-token', checkTokenWire, { signal, contentType: 'any' }),
);
understands('GET', /^\/api\/system\/custom-app-name$/, (http) =>
  http.get('api/system/custom-app-name', appNameWire, { signal }),
);
understands('GET', /^\/api\/workspaces$/, async (http) => {
  const answer = await anythingLlmStock.workspaces?.(http, { signal, etag: 'W/"held"' });
  if (answer?.changed) z.array(workspaceSchema).min(1).parse(answer.value);
});
understands('GET', /^\/api\/workspace\/[^/]+\/threads$/, async (http) => {
  const answer = await anythingLlmStock.threads?.(http, 'research-notes', { signal });
  if (answer?.changed) z.array(threadSchema).parse(answer.value);
});
understands('GET', /^\/api\/workspace\/[^/]+\/thread\/[^/]+\/chats$/, async (http) => {
  const answer = await anythingLlmStock.transcripts?.read(http, listed, { signal, etag: 'W/"held"' });
  if (answer?.changed) transcriptSchema.parse(answer.value);
});
understands('GET', /^\/api\/workspace\/[^/]+\/chats$/, (http) =>
  http.get('api/workspace/a/chats', historyWire, { signal, etag: 'W/"held"' }),
);
understands('GET', /^\/api\/workspace\/[^/]+$/, (http) => http.get('api/workspace/a', detailsWire, { signal }));

const refusals = recordedAt('anythingllm', 'POST', /^\/api\/system\/(?:update-env|custom-models)$/).filter(
  ({ response }) => response.status >= 400,
);
const refused: Readonly<Record<string, string>> = {
  '401 Unauthorized': 'role-refused',
  '401 {"error":"No auth token found."}': 'signed-out missing',
  '500 Internal Server Error': 'server-error',
  '400 (html page)': 'unexpected-answer status',
};

it.each(refusals.map((each) => [`${each.recording}: ${each.name}`, each] as const))(
  'when AnythingLLM refused a setting as recorded, then it is known why: %s',
  async (_title, recorded) => {
    const http = answering('anythingllm', recorded, classify);
    const call = () => http.post('api/system/update-env', {}, z.unknown(), { signal });
    expect(await outcomeOf(call)).toBe(refused[answerLine(recorded)]);
  },
);

it('when AnythingLLM was recorded, then refusing by role, too', () => {
  expect(refusals.map(answerLine)).toContain('401 Unauthorized');
});

it.each(
  recordedAt('anythingllm', 'GET', /^\/api\/(?:me|system\/settings)$/).map(
    (each) => [`${each.recording}: ${each.name}`, each] as const,
  ),
)('when stock AnythingLLM answers, then it is no platform: %s', async (_title, recorded) => {
  const adapter = adapterFor('anythingllm', 'platform');
  const http = answering('anythingllm', recorded, adapter.classify);
  expect(await outcomeOf(() => provePlatform(http, 'anythingllm', { signal }))).toBe('not-json');
  expect(await outcomeOf(() => adapter.llm(http, { signal }))).toBe('not-json');
});
