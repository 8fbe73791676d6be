import { expect, it } from 'vitest';
import { z } from 'zod';
import { freshValue } from '@/lib/apps/http';
import { libreChatStock } from '@/lib/apps/librechat/stock';
import { provePlatform } from '@/lib/apps/platform-session';
import { adapterFor } from '@/lib/apps/registry';
import { appUserSchema, conversationSchema, type ListedChat, llmPlaceSchema, transcriptSchema } from '@/lib/model';
import { address, answering, answerLine, outcomeOf, recordedAt, understood } from './wire-recorded';

const signal = new AbortController().signal;
const { classify } = libreChatStock;
const facts = { signIn: 'bearer', mode: 'accounts', title: 'LibreChat', openIdLogin: false, llm: null } as const;

const listed: ListedChat = {
  ...{ chat: { kind: 'conversation', id: 'a' }, title: 'A', workspace: null, endpoint: null, model: null },
  ...{ createdAt: null, updatedAt: null, archived: false },
};

const expected = {
  '200 json': 'ok',
  '304': 'ok',
  '401 {"message":"No auth token"}': 'signed-out missing',
  '401 {"message":"invalid token"}': 'signed-out invalid',
  '401 {"message":"jwt expired"}': 'signed-out expired',
  '400 {"error":"projectId must be a valid project id or unassigned"}': 'unexpected-answer status',
  '404 {"error":"Conversation not found"}': 'not-found',
  '500 {"error":"Error fetching conversations"}': 'server-error',
  '200 Refresh token not provided': 'refresh-refused no-cookie',
  '401 Refresh token expired or not found for this user': 'refresh-refused rotated',
  '403 Invalid refresh token': 'refresh-refused invalid',
  '403 No session found': 'refresh-refused invalid',
  // The same redirect answers `api/config` here, so it is a gateway's; see the unit tests for the app's own.
  '302 Found. Redirecting to /login': 'login-proxy',
};
const understands = understood({ app: 'librechat', classify, expected, least: 2 });

// Every request that Tandem sends to a stock LibreChat.
understands('GET', /^\/api\/config$/, (http) => libreChatStock.facts(http, { signal }));
understands('GET', /^\/api\/user$/, async (http) =>
  appUserSchema.parse(await libreChatStock.user(http, address, facts, { signal })),
);
understands('GET', /^\/api\/presets$/, async (http) => {
  const answer = await libreChatStock.llm(http, { signal });
  z.array(llmPlaceSchema).max(1).parse(freshValue(answer));
});
understands('GET', /^\/api\/convos$/, async (http) => {
  const query = { archived: false, limit: 25, after: null };
  const answer = await libreChatStock.conversations?.(http, query, { signal, etag: 'W/"held"' });
  if (answer?.changed) z.array(conversationSchema).parse(answer.value.items);
});
understands('GET', /^\/api\/messages\/[^/]+$/, async (http) => {
  const answer = await libreChatStock.transcripts?.read(http, listed, { signal, etag: 'W/"held"' });
  if (answer?.changed) transcriptSchema.parse(answer.value);
});
understands('POST', /^\/api\/auth\/refresh$/, async (http) => {
  const token = await libreChatStock.refresh?.(http, { signal });
  expect(token).toMatchObject({ kind: 'own', identity: expect.stringMatching(/^[0-9a-f]{24}$/) });
});

it('when LibreChat’s presets are as recorded, then the default is the model choice', async () => {
  const [recorded] = recordedAt('librechat', 'GET', /^\/api\/presets$/).filter(
    (each) => each.recording === '24-presets',
  );
  if (!recorded) throw new Error('not recorded');
  const answer = await libreChatStock.llm(answering('librechat', recorded, classify), { signal });
  expect(freshValue(answer)).toEqual([
    {
      place: 'default-preset',
      presetId: '7288b0cb-5d7a-4abc-b79b-76d27437e68b',
      provider: 'openAI',
      model: 'gpt-4o',
      temperature: 0.2,
      maxTokens: 2048,
    },
  ]);
});

it.each([
  ['GET', /^\/api\/agents$/, '200 event: error', 'banned'],
  ['GET', /^\/api\/(?:agents|files)$/, '403 {"message":"Your account', 'banned'],
  ['POST', /^\/api\/convos\/(?:update|archive)$/, '200 event: message', 'stream-error'],
  ['GET', /^\/api\/convos\/[^/]+$/, '404', 'not-found'],
  ['GET', /^\/api\/nope$/, '404 {"message"', 'not-found'],
] as const)('when %s %s answered %s, then that is %s', async (method, path, line, code) => {
  const found = recordedAt('librechat', method, path).filter((each) => answerLine(each).startsWith(line));
  expect(found.length).toBeGreaterThan(0);
  for (const recorded of found) {
    const http = answering('librechat', recorded, classify);
    const asked = recorded.request.path.slice(1);
    const call = () =>
      method === 'GET' ? http.get(asked, z.unknown(), { signal }) : http.post(asked, {}, z.unknown(), { signal });
    expect(await outcomeOf(call)).toBe(code);
  }
});

it('when endpoints are labelled text/html, then their JSON is read where asked to', async () => {
  const [recorded] = recordedAt('librechat', 'GET', /^\/api\/endpoints$/).filter(
    (each) => each.response.status === 200,
  );
  if (!recorded) throw new Error('not recorded');
  const http = answering('librechat', recorded, classify);
  const schema = z.looseObject({ openAI: z.looseObject({}) });
  expect(await outcomeOf(() => http.get('api/endpoints', schema, { signal, contentType: 'any' }))).toBe('ok');
  expect(await outcomeOf(() => http.get('api/endpoints', schema, { signal }))).toBe('not-json');
});

it('when stock LibreChat answers, then it is no platform', async () => {
  const found = recordedAt('librechat', 'GET', /^\/api\/(?:user\/me|user\/settings|conversations)$/);
  expect(found.length).toBe(7);
  const adapter = adapterFor('librechat', 'platform');
  for (const recorded of found) {
    const http = answering('librechat', recorded, adapter.classify);
    expect(await outcomeOf(() => provePlatform(http, 'librechat', { signal }))).toBe('not-found');
    expect(await outcomeOf(() => adapter.llm(http, { signal }))).toBe('not-found');
  }
});
