import * as z from 'zod/mini';
import { RoleRefusedError, SignedOutError, type SignedOutReason, UnexpectedAnswerError } from '@/lib/errors';
import type { Classify } from '../http';

/** Answers anybody who is signed in. */
export const checkTokenPath = 'api/system/check-token';

const errorWire = z.looseObject({ error: z.string() });

/** The words of AnythingLLM 1.16 for a session that it does not take (measured, but the third). */
const sessions: Readonly<Record<string, SignedOutReason>> = {
  'No auth token found.': 'missing',
  'Token expired or failed validation.': 'expired',
  'Invalid auth credentials.': 'invalid',
  'Invalid auth token.': 'invalid',
  'Invalid auth for user.': 'deleted',
  'User is suspended from system': 'suspended',
};

/**
 * AnythingLLM answers 401 both for "not signed in" (JSON) and for "not allowed" (the text `Unauthorized`). A 401 that is
 * neither becomes an `UnexpectedAnswerError` of status 401, which the adapter clears up by asking `check-token`.
 */
export const classify: Classify = ({ status, path, contentType, text, json }) => {
  if (status !== 401) return null;
  const error = errorWire.safeParse(json);
  const reason = error.success ? sessions[error.data.error] : undefined;
  if (reason) return new SignedOutError('anythingllm', reason);
  // Whoever is signed in may ask `check-token`, so its 401 says "signed out" in whatever words: the general rule's reading.
  if (path === checkTokenPath || contentType === 'text/html') return null;
  if (contentType === 'text/plain' && text.trim() === 'Unauthorized') return new RoleRefusedError('anythingllm', path);
  return new UnexpectedAnswerError('anythingllm', path, status, 'status');
};
