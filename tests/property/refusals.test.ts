import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttp } from '@/lib/apps/ky-http';
import { adapterFor } from '@/lib/apps/registry';
import { BannedError, RefreshRefusedError, RoleRefusedError, SignedOutError } from '@/lib/errors';

const { signal } = new AbortController();

/** All bodies by which an app itself ends a session or refuses a role, as recorded or read from its source. */
const ownWords = {
  anythingllm: [
    'No auth token found.',
    'Token expired or failed validation.',
    'Invalid auth credentials.',
    'Invalid auth token.',
    'Invalid auth for user.',
    'User is suspended from system',
  ].map((error) => JSON.stringify({ error })),
  librechat: [
    'No auth token',
    'jwt expired',
    'jwt malformed',
    'jwt not active',
    'jwt signature is required',
    'invalid token',
    'invalid signature',
    'invalid algorithm',
    'Unauthorized',
    'Forbidden: Insufficient permissions',
  ].map((message) => JSON.stringify({ message })),
} as const;

const wordsOf = (app: keyof typeof ownWords) =>
  ownWords[app].map((text) => Object.values(JSON.parse(text))[0] as string);

const word = fc.oneof(
  fc.string(),
  fc.constantFrom('Unauthorized', 'Forbidden', 'unauthorized', 'jwt expired!', 'No auth', 'toString', 'constructor'),
);
const body = fc.oneof(
  word,
  fc.json(),
  fc.dictionary(fc.constantFrom('error', 'message', 'detail', 'code'), word).map((value) => JSON.stringify(value)),
  word.map((text) => `<html><body>${text}</body></html>`),
);
const type = fc.constantFrom('application/json', 'text/html', 'text/plain', 'application/problem+json');

describe.each(['anythingllm', 'librechat'] as const)('a refusal in other words than those of %s', (app) => {
  it('when a refusal is not in the words of %s, then it never ends a session', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(401, 403), type, body, async (status, contentType, text) => {
        fc.pre(!ownWords[app].includes(text) && !/banned|Illegal request/.test(text));
        const http = createHttp({
          address: { origin: 'https://apps.test', basePath: '/' },
          app,
          credentials: { kind: 'bearer', token: 'a.b.c' },
          cookies: 'include',
          classify: adapterFor(app, 'stock').classify,
          fetch: async () => new Response(text, { status, headers: { 'content-type': contentType } }),
        });
        for (const call of [
          () => http.get('api/user', z.unknown(), { signal }),
          () => http.post('api/auth/refresh', undefined, z.unknown(), { signal }),
        ]) {
          const error = await call().catch((thrown: unknown) => thrown);
          const isRefusal = error instanceof SignedOutError || error instanceof RefreshRefusedError;
          expect(isRefusal || error instanceof BannedError).toBe(false);
          // AnythingLLM's words for a role are cleared up by another question.
          if (app === 'librechat') expect(error).not.toBeInstanceOf(RoleRefusedError);
        }
      }),
      {
        examples: ['toString', ...wordsOf(app)].map((said) => [
          401,
          'application/json',
          JSON.stringify({
            [app === 'librechat' ? 'message' : 'error']: said,
            ...(said !== 'toString' && { trace: 1 }),
          }),
        ]),
      },
    );
  });
});
