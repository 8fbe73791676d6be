import * as z from 'zod/mini';
import { BannedError, RefreshRefusedError, RoleRefusedError, SignedOutError, type TandemError } from '@/lib/errors';
import type { Classify, RefusedAnswer } from '../http';
import { factorWantedWire } from './wire';

export const refreshPath = 'api/auth/refresh';

const messageWire = z.looseObject({ message: z.string() });

/** LibreChat never says 401 for a role: whoever is signed in gets 403. */
function signedOut(message: string): TandemError {
  if (message === 'jwt expired') return new SignedOutError('librechat', 'expired');
  return new SignedOutError('librechat', message === 'No auth token' ? 'missing' : 'invalid');
}

/** A refusal to refresh is text, with a status that alone says too little: 200 without a cookie (0.8.7, measured). */
function refreshRefused({ status, text }: RefusedAnswer): TandemError | null {
  const refused = (reason: RefreshRefusedError['reason']) => new RefreshRefusedError('librechat', reason);
  // A gateway's own refusals are pages.
  if (/<(?:!doctype|html)\b/i.test(text)) return null;
  if (status === 200 && /^Refresh token not provided/.test(text)) return refused('no-cookie');
  if (status === 401) return refused('rotated');
  if (status === 403) return refused('invalid');
  return null;
}

/** The words of LibreChat 0.8.7 (measured): sessions, bans, missing permissions, refused refreshes. */
export const classify: Classify = (answer) => {
  if (factorWantedWire.safeParse(answer.json).success) return new SignedOutError('librechat', 'second-factor');
  const parsed = messageWire.safeParse(answer.json);
  const message = parsed.success ? parsed.data.message : '';
  const isBan = answer.status === 403 ? /temporarily banned/i.test(message) : /"Illegal request"/.test(answer.text);
  if (isBan && answer.status < 500) return new BannedError('librechat');
  if (answer.path === refreshPath && answer.method === 'POST') return refreshRefused(answer);
  if (answer.status === 401 && parsed.success) return signedOut(message);
  if (answer.status === 403 && parsed.success) return new RoleRefusedError('librechat', answer.path);
  return null;
};
