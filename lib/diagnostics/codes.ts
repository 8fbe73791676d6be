import { TandemError } from '@/lib/errors';
import { networkReasons } from '@/lib/model';

/**
 * The codes that the log and the report may name although their type is any text. A code that is missing here is noted as
 * `other`: no text of a server or a person gets in by this way.
 */
const codes = [
  ...networkReasons,
  // lib/errors
  'banned',
  'challenge',
  'elsewhere',
  'login-proxy',
  'moved',
  'not-an-address',
  'not-found',
  'not-json',
  'permission-missing',
  'rate-limited',
  'record-damaged',
  'record-newer',
  'refresh-refused',
  'role-refused',
  'server-error',
  'signed-out',
  'storage-full',
  'stream-error',
  'too-old',
  'unexpected',
  'unexpected-answer',
  'unreachable',
  'unreadable',
  'wrong-app',
  // The reasons of some of them
  'container',
  'deleted',
  'expired',
  'invalid',
  'malformed',
  'missing',
  'no-cookie',
  'other-account',
  'other-install',
  'private',
  'rotated',
  'schema',
  'second-factor',
  'status',
  'suspended',
  'too-large',
  // What is thrown by the language and the browser
  'AbortError',
  'Error',
  'InvalidStateError',
  'QuotaExceededError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  // What the engine throws at a view
  'SomebodyElse',
  // Why a place did not take a change (`RefusalCode`)
  'app-refused',
  'default-is-agent',
  'detached',
  'endpoint-unknown',
  'gone',
  'key-missing',
  'max-tokens-not-settable',
  'model-not-settable',
  'model-unknown',
  'origin-refused',
  'preset-needs-model',
  'preset-refused',
  'presets-locked',
  'provider-not-configured',
  'provider-unknown',
  'value-invalid',
] as const;

export type Code = (typeof codes)[number] | 'other';

const known: ReadonlySet<string> = new Set(codes);

/** A text as the code that it is. */
export const codeOf = (text: string): Code => (known.has(text) ? (text as Code) : 'other');

/** What went wrong, as codes. `status`: of HTTP. */
export interface Failure {
  readonly code: Code;
  readonly reason?: Code;
  readonly status?: number;
}

/** Anything that was thrown, as codes. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TandemError))
    return { code: 'unexpected', reason: codeOf(error instanceof Error ? error.name : '') };
  const { code, params } = error.details;
  const { reason, fault, status } = params as Partial<Record<'reason' | 'fault' | 'status', unknown>>;
  const why = reason ?? fault;
  return {
    code: codeOf(code),
    ...(typeof why === 'string' && { reason: codeOf(why) }),
    ...(typeof status === 'number' && { status }),
  };
}
