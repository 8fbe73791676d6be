import { LoginProxyError, SignedOutError, UnreachableError } from '@/lib/errors';
import { type AppId, appNames } from '@/lib/model';
import type { ServerFacts } from './adapter';
import { type Answer, type AppHttp, type Classify, freshValue, type RequestOptions } from './http';
import { type PlatformUserWire, platformUserWire } from './platform-wire';

/** Where each app's platform contract tells who is signed in; the stock servers have neither. */
export const mePaths: Readonly<Record<AppId, string>> = { anythingllm: 'api/me', librechat: 'api/user/me' };

/** Signed out is 401, or 403 to a GET, as JSON; a 403 to a change is a refusal that the person must see. */
export const classifyPlatform =
  (app: AppId): Classify =>
  ({ status, method, json }) =>
    json !== undefined && (status === 401 || (status === 403 && method === 'GET'))
      ? new SignedOutError(app, 'missing')
      : null;

/** Under this contract a login page is the app's own way to say "signed out". */
export async function inSession<T>(app: AppId, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof LoginProxyError) throw new SignedOutError(app, 'missing');
    throw error;
  }
}

export async function readMe(http: AppHttp, app: AppId, { signal }: RequestOptions): Promise<PlatformUserWire> {
  return inSession(app, async () => freshValue(await http.get(mePaths[app], platformUserWire, { signal })));
}

/** The contract tells nothing in public; being asked to sign in is proof enough that it answers. */
export async function platformFacts(http: AppHttp, app: AppId, options: RequestOptions): Promise<Answer<ServerFacts>> {
  try {
    await readMe(http, app, options);
  } catch (error) {
    if (!(error instanceof SignedOutError)) throw error;
  }
  const value = { signIn: 'cookies', mode: 'accounts', title: appNames[app], openIdLogin: false, llm: null } as const;
  return { changed: true, value, etag: null };
}

/**
 * Whether a server speaks the platform contract of an app: `yes`, `no`, or `redirects`, which a gateway before a stock
 * server does as well. Throws when nothing answers.
 */
export async function speaksPlatform(
  http: AppHttp,
  app: AppId,
  { signal }: RequestOptions,
): Promise<'yes' | 'no' | 'redirects'> {
  try {
    await http.get(mePaths[app], platformUserWire, { signal });
    return 'yes';
  } catch (error) {
    if (error instanceof SignedOutError) return 'yes';
    if (error instanceof LoginProxyError) return 'redirects';
    signal.throwIfAborted();
    if (error instanceof UnreachableError) throw error;
    return 'no';
  }
}
