import { expect, it } from 'vitest';
import { sayProblem } from '@/components/common/say-problem';
import { networkReasons, type ProblemCode, type ProblemDetails, type ProblemParams } from '@/lib/model';
import { longSentences } from './kit';

const app = 'librechat';
const origin = 'http://nas:3080';
const path = 'api/convos';

/** Every code with every kind of parameters; the compiler sees to it that none is missing. */
const samples: { readonly [Code in ProblemCode]: readonly ProblemParams[Code][] } = {
  banned: [{ app }],
  challenge: [{ app, origin }],
  elsewhere: (['container', 'private'] as const).map((store) => ({ app, store })),
  'login-proxy': [{ app, origin }],
  moved: [{ app, origin, leadsTo: 'https://chat.example/' }],
  'not-an-address': [{ app }],
  'not-found': [{ app, path }],
  'not-json': [{ app, path }],
  'permission-missing': [{ app }],
  'rate-limited': [{ app }],
  'record-damaged': (['connections', 'preferences', 'copy'] as const).map((record) => ({ record })),
  'record-newer': [{}],
  'refresh-refused': (['no-cookie', 'rotated', 'invalid', 'other-account'] as const).map((reason) => ({ app, reason })),
  'role-refused': [{ app, path }],
  'server-error': [{ app, status: 502 }],
  'signed-out': (
    ['missing', 'expired', 'invalid', 'suspended', 'deleted', 'other-install', 'second-factor'] as const
  ).map((reason) => ({ app, reason })),
  'storage-full': [{}],
  'stream-error': [{ app, path }],
  'too-old': [{ app, oldest: '0.8.2' }],
  unexpected: [{}],
  'unexpected-answer': [{ app, path, status: 200, fault: 'schema', at: null }],
  unreachable: networkReasons.map((reason) => ({ app, origin, reason })),
  unreadable: [{ app, origin }],
  'wrong-app': [
    { app, origin, found: null },
    { app, origin, found: 'anythingllm' },
  ],
};

const all = Object.entries(samples).flatMap(([code, each]) =>
  each.map((params) => ({ code, params }) as ProblemDetails),
);
const unreachable = (at: string, reason: 'wrong-scheme' | 'closed') =>
  sayProblem({ code: 'unreachable', params: { app, origin: at, reason } });

it.each(all)('when the problem is $code $params, then its sentence names the app or host', (details) => {
  const said = sayProblem(details);
  expect(said).toMatch(/^[^\n]{20,}\.$/);
  expect(said).not.toContain('undefined');
  if ('app' in details.params) expect(said).toMatch(/LibreChat|\bnas\b/);
  expect(longSentences(said)).toEqual([]);
});

it('when two problems differ, then so do their sentences', () => {
  expect(new Set(all.map(sayProblem)).size).toBe(all.length);
});

it('when the scheme may be the wrong one, then the sentence names the other', () => {
  expect(unreachable('https://nas:3080', 'wrong-scheme')).toContain('http://nas:3080 ');
  expect(unreachable(origin, 'wrong-scheme')).toContain('https://nas:3080 ');
  expect(unreachable(origin, 'closed')).toContain('https://nas:3080 ');
});

it('when a stored code is unknown here, then there is a sentence all the same', () => {
  const unknown = { code: 'brand-new', params: {} } as unknown as ProblemDetails;
  expect(sayProblem(unknown)).toBe(sayProblem({ code: 'unexpected', params: {} }));
});
