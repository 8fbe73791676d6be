import { expect, it } from 'vitest';
import {
  BannedError,
  ChallengeError,
  ElsewhereError,
  LoginProxyError,
  MovedError,
  NotAnAddressError,
  NotFoundError,
  NotJsonError,
  networkReason,
  PermissionMissingError,
  RateLimitedError,
  RefreshRefusedError,
  RoleRefusedError,
  retryAfterMs,
  ServerError,
  SignedOutError,
  StorageFullError,
  StreamError,
  type TandemError,
  TooOldError,
  toProblem,
  UnexpectedAnswerError,
  UnreachableError,
  UnreadableError,
  WrongAppError,
} from '@/lib/errors';
import { networkReasons } from '@/lib/model';

const origin = 'http://nas:3080';
const path = 'api/convos';

const errors: readonly [error: TandemError, code: string, transient: boolean][] = [
  ...networkReasons.map((reason): [TandemError, string, boolean] => [
    new UnreachableError('librechat', origin, reason),
    'unreachable',
    !['certificate', 'wrong-scheme', 'https-only', 'blocked'].includes(reason),
  ]),
  ...(['missing', 'expired', 'invalid', 'suspended', 'deleted', 'other-install', 'second-factor'] as const).map(
    (reason): [TandemError, string, boolean] => [new SignedOutError('librechat', reason), 'signed-out', false],
  ),
  ...(['no-cookie', 'rotated', 'invalid', 'other-account'] as const).map((reason): [TandemError, string, boolean] => [
    new RefreshRefusedError('librechat', reason),
    'refresh-refused',
    false,
  ]),
  [new BannedError('librechat'), 'banned', true],
  [new ChallengeError('librechat', origin), 'challenge', false],
  [new ElsewhereError('librechat', 'container'), 'elsewhere', false],
  [new ElsewhereError('librechat', 'private'), 'elsewhere', false],
  [new LoginProxyError('librechat', origin), 'login-proxy', false],
  [new MovedError('librechat', origin, 'https://chat.example/'), 'moved', false],
  [new NotAnAddressError('librechat'), 'not-an-address', false],
  [new NotFoundError('librechat', path), 'not-found', false],
  [new NotJsonError('librechat', path), 'not-json', true],
  [new PermissionMissingError('librechat'), 'permission-missing', false],
  [new RateLimitedError('librechat', null), 'rate-limited', true],
  [new RoleRefusedError('librechat', path), 'role-refused', false],
  [new ServerError('librechat', 502), 'server-error', true],
  [new StreamError('librechat', path), 'stream-error', false],
  [new TooOldError('librechat', '0.8.2'), 'too-old', false],
  [new UnexpectedAnswerError('librechat', path, 200, 'schema'), 'unexpected-answer', false],
  [new UnreadableError('librechat', origin), 'unreadable', false],
  [new WrongAppError('librechat', origin, null), 'wrong-app', false],
  [new WrongAppError('librechat', origin, 'anythingllm'), 'wrong-app', false],
];

it.each(errors)('when there is a %s, then it has its code and says whether it passes', (error, code, transient) => {
  expect(error).toMatchObject({ code, transient, details: { code, params: { app: 'librechat' } } });
  expect(error.name).toBe(error.constructor.name);
});

it('when an error is stored, then as its code, its parameters and its beginning', () => {
  const since = '2026-11-22T12:00:00.000Z';
  expect(toProblem(new ServerError('librechat', 502), since)).toEqual({
    code: 'server-error',
    params: { app: 'librechat', status: 502 },
    transient: true,
    since,
  });
  const cause = new DOMException('full', 'QuotaExceededError');
  const full = new StorageFullError({ cause });
  expect(full.cause).toBe(cause);
  expect(toProblem(full, since)).toEqual({ code: 'storage-full', params: {}, transient: true, since });
});

it('when something unknown was thrown, then nothing of it is stored', () => {
  const stored = toProblem(new TypeError('secret detail'), '2026-11-22T12:00:00.000Z');
  expect(stored).toMatchObject({ code: 'unexpected', params: {}, transient: true });
  expect(JSON.stringify(stored)).not.toContain('secret');
});

it('when the server named a time to wait, then the error carries it', () => {
  expect(new RateLimitedError('librechat', 7000).retryAfterMs).toBe(7000);
  expect(new ServerError('librechat', 503, 500).retryAfterMs).toBe(500);
  expect(new NotFoundError('librechat', path).retryAfterMs).toBeNull();
});

const now = Date.parse('2026-11-22T12:00:00Z');
it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', null],
  ['-5', 0],
  ['', null],
  [null, null],
])('when Retry-After is %j, then the time to wait is %j ms', (header, expected) =>
  expect(retryAfterMs(header, now)).toBe(expected),
);

const http = 'http://nas:3080/api/config';
const https = 'https://nas/api/config';
it.each([
  ['net::ERR_CONNECTION_REFUSED', http, 'refused'],
  ['NS_ERROR_CONNECTION_REFUSED', http, 'refused'],
  ['net::ERR_NAME_NOT_RESOLVED', https, 'unknown-host'],
  ['NS_ERROR_UNKNOWN_HOST', https, 'unknown-host'],
  ['net::ERR_CERT_AUTHORITY_INVALID', https, 'certificate'],
  ['The certificate is not trusted because it is self-signed.', https, 'certificate'],
  // A server that stops or starts does the same as one that speaks https.
  ['net::ERR_EMPTY_RESPONSE', http, 'closed'],
  ['NS_ERROR_NET_RESET', http, 'closed'],
  ['net::ERR_SSL_PROTOCOL_ERROR', https, 'wrong-scheme'],
  ['SSL received a record that exceeded the maximum permissible length.', https, 'wrong-scheme'],
  ['SSL received a record that exceeded the maximum permissible length.', http, 'https-only'],
  ['The certificate is not trusted because it is self-signed.', http, 'https-only'],
  ['net::ERR_ABORTED', http, 'aborted'],
  ['NS_BINDING_ABORTED', http, 'aborted'],
  ['net::ERR_INTERNET_DISCONNECTED', http, 'offline'],
  ['net::ERR_SOMETHING_NEW', http, 'unknown'],
  ['NS_ERROR_SOMETHING_NEW', http, 'unknown'],
])('when the browser says %j at %s, then the reason is %s', (error, url, expected) =>
  expect(networkReason(error, url)).toBe(expected),
);
