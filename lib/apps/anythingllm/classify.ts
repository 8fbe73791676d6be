import * as z from 'zod/mini';
import { NotFoundError, RoleRefusedError, SignedOutError, type SignedOutReason } from '@/lib/errors';
import type { Classify } from '../http';

/** Answers every signed-in user. */
export const checkTokenPath = 'api/system/check-token';

const errorWire = z.strictObject({ error: z.string() });

/**
 * AnythingLLM's words for a refused session (measured: anythingllm/multi-login,
 * anythingllm/password-anonymous; the third is from the source of 1.16).
 */
const sessions: ReadonlyMap<string, SignedOutReason> = new Map(
  Object.entries<SignedOutReason>({
    'No auth token found.': 'missing',
    'Token expired or failed validation.': 'expired',
    'Invalid auth credentials.': 'invalid',
    'Invalid auth token.': 'invalid',
    'Invalid auth for user.': 'deleted',
    'User is suspended from system': 'suspended',
  }),
);

/**
 * Express's `sendStatus(401)`, to the letter: Go's servers, which gateways are made of, end the word with a new line.
 */
const roleRefusal = 'Unauthorized';

/** For the chats of a workspace that is unknown or not theirs, 400 (measured: anythingllm/archive-01-multi-chats). */
const unknownWorkspace = 'Bad Request';
const workspaceChats = /^api\/workspace\/[^/]+\/chats$/;

/** Public paths, and paths for every signed-in user: the server refuses no role here. */
const openToAll: ReadonlySet<string> = new Set([
  'api/ping',
  'api/setup-complete',
  'api/system/custom-app-name',
  'api/system/refresh-user',
  checkTokenPath,
]);

/**
 * AnythingLLM answers 401 both for "not signed in" (JSON) and for "not allowed" (the text `Unauthorized`). A gateway
 * may answer that text, too, and a newer version may answer other JSON. Such refusals count only after `check-token`
 * has answered.
 */
export const classify: Classify = ({ status, path, contentType, text, json }) => {
  if (status === 400 && text === unknownWorkspace && workspaceChats.test(path)) {
    return new NotFoundError('anythingllm', path);
  }
  if (status !== 401) return null;
  const error = errorWire.safeParse(json);
  const reason = error.success ? sessions.get(error.data.error) : undefined;
  if (reason) return new SignedOutError('anythingllm', reason);
  const isRole = contentType === 'text/plain' && text === roleRefusal;
  return (isRole || error.success) && !openToAll.has(path) ? new RoleRefusedError('anythingllm', path) : null;
};
