import { TandemError } from '@/lib/errors';
import type { AnswerFault, NetworkReason, OtherStore, ProblemCode, RefreshRefusal, SignedOutReason } from '@/lib/model';

/** Errors of the language, the browser and the engine. */
const thrown = [
  'AbortError',
  'Error',
  'InvalidStateError',
  'QuotaExceededError',
  'RangeError',
  'ReferenceError',
  'OtherPeopleError',
  'SyntaxError',
  'TypeError',
] as const;

/** Why a place refused a change (`RefusalCode` of lib/apps); a stored write may have any text. */
const refusals = [
  'app-refused',
  'default-is-agent',
  'detached',
  'endpoint-unknown',
  'expired',
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
  'role-refused',
  'value-invalid',
] as const;

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T | 'other' =>
    known.find((one) => one === text) ?? 'other';

export const refusalOf = oneOf(refusals);
export type Refusal = ReturnType<typeof refusalOf>;

const thrownOf = oneOf(thrown);

/** An error as codes. `status`: of HTTP. */
export interface FailureCode {
  readonly code: ProblemCode;
  readonly reason?:
    | NetworkReason
    | SignedOutReason
    | RefreshRefusal
    | AnswerFault
    | OtherStore
    | ReturnType<typeof thrownOf>;
  readonly status?: number;
}

/** Any thrown value, as codes. */
export function failureOf(error: unknown): FailureCode {
  if (!(error instanceof TandemError))
    return { code: 'unexpected', reason: thrownOf(error instanceof Error ? error.name : '') };
  const { code, params } = error.details;
  const reason =
    'reason' in params ? params.reason : 'fault' in params ? params.fault : 'store' in params ? params.store : null;
  return { code, ...(reason !== null && { reason }), ...('status' in params && { status: params.status }) };
}
