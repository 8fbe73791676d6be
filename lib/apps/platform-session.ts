import { LoginProxyError, RoleRefusedError, SignedOutError } from '@/lib/errors';
import { type AppId, appNames } from '@/lib/model';
import type { ServerFacts } from './adapter';
import { type Answer, type AppHttp, type Classify, freshValue, type RequestOptions } from './http';
import { type PlatformUserWire, platformUserWire } from './platform-wire';

/** Where each app's platform contract tells who is signed in; the stock servers have neither. */
export const mePaths: Readonly<Record<AppId, string>> = { anythingllm: 'api/me', librechat: 'api/user/me' };

/**
 * The words of this contract are nobody's in particular: to a GET, 401 and 403 say "signed out", as does a login page; to a
 * change, 403 is a refusal that the person must see. So a refusal alone never tells that this contract is spoken.
 */
export const classifyPlatform =
  (app: AppId): Classify =>
  ({ status, method, path }) =>
    status === 403 && method === 'POST' ? new RoleRefusedError(app, path) : null;

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

/** The contract tells nothing in public, so where it is known to be spoken, being asked to sign in is an answer, too. */
export async function platformFacts(http: AppHttp, app: AppId, options: RequestOptions): Promise<Answer<ServerFacts>> {
  try {
    await readMe(http, app, options);
  } catch (error) {
    if (!(error instanceof SignedOutError)) throw error;
  }
  const value = { signIn: 'cookies', mode: 'accounts', title: appNames[app], openIdLogin: false, llm: null } as const;
  return { changed: true, value, etag: null };
}

/** Proves that a server speaks the platform contract of an app: it says who is signed in. Throws why it does not. */
export async function provePlatform(http: AppHttp, app: AppId, { signal }: RequestOptions): Promise<void> {
  await http.get(mePaths[app], platformUserWire, { signal });
}
