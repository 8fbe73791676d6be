import { expect, it } from 'vitest';
import { readToken as readAnythingLlm } from '@/lib/apps/anythingllm/token';
import { readToken as readLibreChat } from '@/lib/apps/librechat/token';

const part = (value: object) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const jwt = (payload: object, alg = 'HS256') => `${part({ alg, typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJl`;
const times = { iat: 1795333478, exp: 1797925478 };
const read = { issuedAt: times.iat, expiresAt: times.exp };

it.each<[string, string, object | null]>([
  ['an account', jwt({ id: 3, username: 'dana', ...times }), { kind: 'own', identity: '3', ...read }],
  ['an account with a text as id', jwt({ id: 'u3', username: 'dana', ...times }), { kind: 'own', identity: 'u3' }],
  ['a name beyond ASCII', jwt({ id: 4, username: 'zoë 渡辺', ...times }), { kind: 'own', identity: '4' }],
  ['a password', jwt({ p: '00ff:11ee', ...times }), { kind: 'own', identity: 'single', ...read }],
  ['another key', jwt({ id: 3, username: 'dana', ...times }, 'RS256'), { kind: 'foreign', identity: null, ...read }],
  ['another payload', jwt({ sub: 'x', ...times }), { kind: 'foreign', identity: null, ...read }],
  ['no times', jwt({ p: 'x' }), { kind: 'own', issuedAt: null, expiresAt: null }],
  ['times that are none', jwt({ p: 'x', iat: 'now', exp: null }), { kind: 'own', issuedAt: null, expiresAt: null }],
  ['open mode', 'null', null],
  ['nothing', '', null],
  ['an API key', 'FAKE111-FAKE111-FAKE111-FAKE111', null],
  ['an extension key', 'brx-FAKE000-FAKE000-FAKE000-FAKE000', null],
  ['three parts that are no token', 'abc.def.ghi', null],
  ['a header that is no object', `${btoa('1')}.${part({ p: 'x' })}.x`, null],
])('when AnythingLLM’s token is of %s, then it is read as such', (_name, token, expected) => {
  if (expected === null) expect(readAnythingLlm(token)).toBeNull();
  else expect(readAnythingLlm(token)).toMatchObject({ token, ...expected });
});

it('when an Authorization header’s value is given, then it is read as the token', () => {
  const token = jwt({ id: 3, username: 'dana', ...times });
  expect(readAnythingLlm(`Bearer ${token}`)).toEqual(readAnythingLlm(token));
});

const own = { id: '6b02a00f99f8a4f42e59e3b9', username: 'alex', provider: 'local', email: 'alex@example.com' };
it.each<[string, string, object | null]>([
  ['its own', jwt({ ...own, ...times }), { kind: 'own', identity: own.id, ...read }],
  ['a refresh token', jwt({ id: own.id, sessionId: 'x', ...times }), { kind: 'foreign', identity: null }],
  [
    "an identity provider's",
    jwt({ sub: 'x', iss: 'https://id.test', ...times }, 'RS256'),
    { kind: 'foreign', ...read },
  ],
  ['an opaque one', 'ya29.A0ARrdaM-7g_x/y+z~0123456789==', { kind: 'foreign', identity: null, expiresAt: null }],
  ['an encrypted one', 'eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVydGV4dA.dGFn', { kind: 'foreign', identity: null }],
  ['null', 'null', null],
  ['undefined', 'undefined', null],
  ['nothing', '', null],
  ['words', 'this is no token at all, surely', null],
])('when LibreChat’s token is %s, then it is read as such', (_name, token, expected) => {
  if (expected === null) expect(readLibreChat(token)).toBeNull();
  else expect(readLibreChat(token)).toMatchObject({ token, ...expected });
});
