import { LoginProxyError, RoleRefusedError, SignedOutError } from '@/lib/errors';
import { type AppId, appNames } from '@/lib/model';
import type { ServerFacts } from './adapter';
import { type AppHttp, type Classify, freshValue, type HttpAnswer, type RequestOptions } from './http';
import { type PlatformUserWire, platformUserWire } from './platform-wire';

/** The path of each app's platform contract that answers with the signed-in user; the stock servers have neither. */
export const mePaths: Readonly<Record<AppId, string>> = { anythingllm: 'api/me', librechat: 'api/user/me' };

/**
 * The contract has no words of its own for refusals. To a GET, 401, 403 and a login page mean "signed out". To a
 * change, 403 is a refusal that the user must see. A refusal alone therefore never proves this contract.
 */
export const classifyPlatform =
  (app: AppId): Classify =>
  ({ status, method, path }) =>
    status === 403 && method === 'POST' ? new RoleRefusedError(app, path) : null;

/** Under this contract a login page means "signed out". */
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

/**
 * The contract has no public answers. At an address that is known to speak it, a request to sign in counts as an
 * answer.
 */
export async function platformFacts(
  http: AppHttp,
  app: AppId,
  options: RequestOptions,
): Promise<HttpAnswer<ServerFacts>> {
  try {
    await readMe(http, app, options);
  } catch (error) {
    if (!(error instanceof SignedOutError)) throw error;
  }
  const value = { signIn: 'cookies', mode: 'accounts', title: appNames[app], openIdLogin: false, llm: null } as const;
  return { changed: true, value, etag: null };
}

/**
 * Proves that a server speaks the platform contract of an app: it answers with the signed-in user. Throws the reason
 * why not.
 */
export async function provePlatform(http: AppHttp, app: AppId, { signal }: RequestOptions): Promise<void> {
  await http.get(mePaths[app], platformUserWire, { signal });
}
