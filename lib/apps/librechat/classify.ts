import * as z from 'zod/mini';
import {
  BannedError,
  type RefreshRefusal,
  RefreshRefusedError,
  RoleRefusedError,
  SignedOutError,
  type SignedOutReason,
  UnexpectedAnswerError,
} from '@/lib/errors';
import { isOwnPage } from '../classify';
import type { Classify, RefusedAnswer } from '../http';
import { factorWantedWire } from './wire';

export const refreshPath = 'api/auth/refresh';

const messageWire = z.looseObject({ message: z.string() });
/** LibreChat's own refusals have no other field. */
const refusalWire = z.strictObject({ message: z.string() });

/**
 * The words of passport-jwt and jsonwebtoken for a bearer that LibreChat refuses, as JSON (measured:
 * librechat/05-unauth-api, librechat/05b-expired-bearer, facts/librechat-next-words; the last three are from their
 * source).
 */
const sessions: ReadonlyMap<string, SignedOutReason> = new Map(
  Object.entries<SignedOutReason>({
    'No auth token': 'missing',
    'jwt expired': 'expired',
    'invalid token': 'invalid',
    'jwt malformed': 'invalid',
    'invalid signature': 'invalid',
    'jwt not active': 'invalid',
    'jwt signature is required': 'invalid',
    'invalid algorithm': 'invalid',
  }),
);

/**
 * A deleted user, as JSON; up to 0.8.5 every refusal of passport, as bare text (source). Gateways use the word, too.
 */
const unauthorized = 'Unauthorized';

/** LibreChat answers a missing permission with 403, never with 401 (measured: facts/librechat-role-refusal). */
const roleRefusal = 'Forbidden: Insufficient permissions';

/** Refused refreshes, as status and text: 200 without a cookie (measured: librechat/03-refresh-no-cookie). */
const refreshes: ReadonlyMap<string, RefreshRefusal> = new Map(
  Object.entries<RefreshRefusal>({
    '200 Refresh token not provided': 'no-cookie',
    '401 Refresh token expired or not found for this user': 'rotated',
    '403 Invalid refresh token': 'invalid',
    '403 Invalid OpenID refresh token': 'invalid',
    '403 No session found': 'invalid',
  }),
);

/**
 * A cookie of an unknown account is redirected to the login page (measured:
 * librechat/04b-refresh-expired-or-deleted-user). If a proxy followed the redirect, the answer is that page.
 */
function refreshRefused(answer: RefusedAnswer): RefreshRefusedError | null {
  const { status, text } = answer;
  const isSentAway = status === 302 || (status === 200 && isOwnPage(answer));
  const reason = isSentAway ? 'other-account' : refreshes.get(`${status} ${text}`);
  return reason ? new RefreshRefusedError('librechat', reason) : null;
}

/**
 * LibreChat's words: sessions, bans, missing permissions, refused refreshes (measured:
 * librechat/90-ban-non-browser-ua).
 */
export const classify: Classify = (answer) => {
  const { status, path, text } = answer;
  if (factorWantedWire.safeParse(answer.json).success) return new SignedOutError('librechat', 'second-factor');
  const parsed = messageWire.safeParse(answer.json);
  const message = parsed.success ? parsed.data.message : '';
  const isBan = status === 403 ? /temporarily banned/i.test(message) : /"Illegal request"/.test(text);
  if (isBan && status < 500) return new BannedError('librechat');
  // Whatever is wrong with a file: sending it again helps nobody (measured: librechat/archive-13-import-errors).
  if (status === 500 && text === 'Error processing file') {
    return new UnexpectedAnswerError('librechat', path, status, 'status');
  }
  if (path === refreshPath && answer.method === 'POST') return refreshRefused(answer);
  const refusal = refusalWire.safeParse(answer.json).data?.message ?? '';
  if (status === 403 && refusal === roleRefusal) return new RoleRefusedError('librechat', path);
  // The configuration is public: it refuses no session.
  if (status !== 401 || path === 'api/config') return null;
  const reason = sessions.get(refusal);
  if (reason) return new SignedOutError('librechat', reason);
  const isBare = answer.contentType === '' && text === unauthorized;
  return isBare || refusal === unauthorized ? new SignedOutError('librechat', 'invalid') : null;
};
