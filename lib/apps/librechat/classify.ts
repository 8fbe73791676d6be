import * as z from 'zod/mini';
import {
  BannedError,
  type RefreshRefusal,
  RefreshRefusedError,
  RoleRefusedError,
  SignedOutError,
  type SignedOutReason,
} from '@/lib/errors';
import { isOwnPage } from '../classify';
import type { Classify, RefusedAnswer } from '../http';
import { factorWantedWire } from './wire';

export const refreshPath = 'api/auth/refresh';

const messageWire = z.looseObject({ message: z.string() });
/** Its own refusals say nothing else. */
const refusalWire = z.strictObject({ message: z.string() });

/**
 * What passport says of a bearer that LibreChat does not take, as JSON: the words of passport-jwt and of jsonwebtoken (0.8.7
 * and what becomes 0.8.8, measured; the last three below read from source).
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

/** Somebody who is no more, as JSON; up to 0.8.5 every refusal of passport, as bare text (source). Gateways say it, too. */
const unauthorized = 'Unauthorized';

/** LibreChat never says 401 for a role: whoever is signed in gets 403 (0.8.7, measured). */
const roleRefusal = 'Forbidden: Insufficient permissions';

/** Refusals to refresh are text, with a status that alone says too little: 200 without a cookie (0.8.7, measured). */
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
 * A cookie whose account is not known here is sent to the login page: by a redirect (0.8.7, measured), or where something in
 * between has followed that, by the page itself.
 */
function refreshRefused(answer: RefusedAnswer): RefreshRefusedError | null {
  const { status, text } = answer;
  const isSentAway = status === 302 || (status === 200 && isOwnPage(answer));
  const reason = isSentAway ? 'other-account' : refreshes.get(`${status} ${text}`);
  return reason ? new RefreshRefusedError('librechat', reason) : null;
}

/** The words of LibreChat 0.8.7 (measured): sessions, bans, missing permissions, refused refreshes. */
export const classify: Classify = (answer) => {
  const { status, path, text } = answer;
  if (factorWantedWire.safeParse(answer.json).success) return new SignedOutError('librechat', 'second-factor');
  const parsed = messageWire.safeParse(answer.json);
  const message = parsed.success ? parsed.data.message : '';
  const isBan = status === 403 ? /temporarily banned/i.test(message) : /"Illegal request"/.test(text);
  if (isBan && status < 500) return new BannedError('librechat');
  if (path === refreshPath && answer.method === 'POST') return refreshRefused(answer);
  const refusal = refusalWire.safeParse(answer.json).data?.message ?? '';
  if (status === 403 && refusal === roleRefusal) return new RoleRefusedError('librechat', path);
  // The configuration is public: nobody's session is refused there.
  if (status !== 401 || path === 'api/config') return null;
  const reason = sessions.get(refusal);
  if (reason) return new SignedOutError('librechat', reason);
  const isBare = answer.contentType === '' && text === unauthorized;
  return isBare || refusal === unauthorized ? new SignedOutError('librechat', 'invalid') : null;
};
