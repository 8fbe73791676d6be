import { RoleRefusedError } from '@/lib/errors';
import type { AppHttp, RequestOptions } from '../http';
import { checkTokenPath } from './classify';
import { checkTokenWire } from './wire';

/**
 * A refusal for the person's role is believed only from an app that answers: whoever is signed in may ask `check-token`, so
 * what it says instead is the truth, be it the app's word on the session or a gateway's.
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
