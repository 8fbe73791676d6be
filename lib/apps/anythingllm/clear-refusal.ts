import { RoleRefusedError } from '@/lib/errors';
import type { AppHttp, RequestOptions } from '../http';
import { checkTokenPath } from './classify';
import { checkTokenWire } from './wire';

/**
 * A refusal of the user's role counts only if the app itself answers. Every signed-in user may ask `check-token`, so an
 * error of that request replaces the refusal: it is the app's word on the session, or a gateway's.
 */
export async function clearRefusal<T>(
  http: AppHttp,
  signal: RequestOptions['signal'],
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RoleRefusedError) {
      await http.get(checkTokenPath, checkTokenWire, { signal, contentType: 'any' });
    }
    throw error;
  }
}
