import { expect, it } from 'vitest';
import { z } from 'zod';
import { ForbiddenCallError } from '@/lib/apps/forbidden-calls';
import { createHttp } from '@/lib/apps/ky-http';
import type { AppId } from '@/lib/model';

const signal = new AbortController().signal;

/** What comes of a call, with the requests that were really sent. */
async function asked(app: AppId, line: string, body?: unknown) {
  const sent: string[] = [];
  const http = createHttp({
    address: { origin: 'https://apps.test', basePath: '/' },
    app,
    credentials: { kind: 'none' },
    cookies: 'include',
    classify: () => null,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      return Response.json({});
    },
  });
  const [method, path = ''] = line.split(' ');
  const call =
    method === 'GET'
      ? http.get(path, z.unknown(), { signal })
      : http[method === 'POST' ? 'post' : 'delete'](path, body, z.unknown(), { signal });
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { sent, rule: error instanceof ForbiddenCallError ? error.rule : error };
}

const id = '8fec2205-2361-4377-b548-521ec9da5649';
const one = { arg: { conversationId: id, source: 'button' } };

it.each<[string, string, unknown?]>([
  ['delete all conversations', 'DELETE api/convos/all'],
  ['delete all conversations', 'DELETE api/convos/all', one],
  ['delete all conversations', 'DELETE API/Convos/%61ll/?x=1'],
  ...[
    undefined,
    {},
    { arg: {} },
    { arg: null },
    { arg: [one.arg] },
    [one],
    { arg: { source: 'button' } },
    { arg: { thread_id: 'x' } },
    { arg: { endpoint: 'openAI' } },
    { arg: { source: 'x' } },
    { arg: { conversationId: id } },
    { arg: { ...one.arg, source: 'x' } },
    { arg: { ...one.arg, thread_id: 'x' } },
    { ...one, conversationId: id },
    { arg: { ...one.arg, conversationId: '' } },
    { arg: { ...one.arg, conversationId: ' ' } },
    { arg: { ...one.arg, conversationId: [id] } },
    { arg: { ...one.arg, conversationId: [id, id] } },
    { arg: { ...one.arg, conversationId: { $ne: null } } },
    JSON.stringify(one),
  ].map((body): [string, string, unknown] => ['delete conversations without one id', 'DELETE api/convos', body]),
  ['delete conversations without one id', 'DELETE /api//x/../convos/', { arg: { thread_id: 'x' } }],
  ['delete the turns of everybody', 'DELETE api/system/workspace-chats/-1'],
  ['delete the turns of everybody', 'DELETE api/system/workspace-chats/%2D1/'],
  ['list the tools of scheduled jobs', 'GET api/scheduled-jobs/available-tools'],
  ['list the tools of scheduled jobs', 'GET api/scheduled-jobs/available-tools?x'],
  ['download a file', `GET api/files/download/6b0bda4d87f3bca39c1d2f29/${id}`],
])('when a call would %s, then it is not sent: %s %j', async (rule, line, body) => {
  for (const app of ['librechat', 'anythingllm'] as const) {
    expect(await asked(app, line, body)).toEqual({ sent: [], rule });
  }
});

it.each<[string, unknown?]>([
  ['DELETE api/convos', one],
  ['DELETE api/system/workspace-chats/1'],
  ['POST api/convos/update', {}],
  ['GET api/files/%/preview'],
  ['GET api/convos/all'],
])('when a call is none of these, then it is sent: %s', async (line, body) => {
  expect(await asked('librechat', line, body)).toEqual({ sent: [line.replace(' ', ' /')], rule: null });
});
