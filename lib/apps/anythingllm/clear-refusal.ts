import { RoleRefusedError, UnexpectedAnswerError } from '@/lib/errors';
import type { AppHttp, RequestOptions } from '../http';
import { checkTokenPath } from './classify';
import { checkTokenWire } from './wire';

/** A 401 in words that we do not know: the app's own check of the session tells "signed out" from "not allowed". */
export async function clearRefusal<T>(
  http: AppHttp,
  signal: RequestOptions['signal'],
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof UnexpectedAnswerError && error.status === 401)) throw error;
    await http.get(checkTokenPath, checkTokenWire, { signal, contentType: 'any' });
    throw new RoleRefusedError('anythingllm', error.path);
  }
}
