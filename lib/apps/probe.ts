import * as z from 'zod/mini';
import {
  InFrontError,
  LoginProxyError,
  MovedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  type TandemError,
  UnreachableError,
  WrongAppError,
} from '@/lib/errors';
import { type Address, type AppId, type Contract, otherApp } from '@/lib/model';
import type { ServerFacts } from './adapter';
import { appNameWire, pingWire } from './anythingllm/wire';
import { type AppHttp, freshValue } from './http';
import { checkVersion } from './librechat/stock';
import { platformFacts, provePlatform } from './platform-session';
import { recogniserFor } from './recognisers';
import { text } from './values';

/** An app that answers at an address, and its contract. */
export interface Found {
  readonly app: AppId;
  readonly contract: Contract;
  readonly address: Address;
  /** With the owner's own name for the server as title. */
  readonly facts: ServerFacts;
}

/** Makes the requests of a probe; the classification of refusals depends on app and contract. */
export type HttpFor = (address: Address, app: AppId, contract: Contract) => AppHttp;

/**
 * Finds the app and the contract that answer at one address, the expected app first. A contract is accepted only by an
 * answer of its own shape: a refusal may come from anything in front. Throws the `TandemError` that best explains why
 * no app answers, or the signal's reason.
 */
export async function probe(expected: AppId, address: Address, httpFor: HttpFor, signal: AbortSignal): Promise<Found> {
  let explanation: TandemError = new WrongAppError(expected, address.origin, null);
  for (const app of [expected, otherApp[expected]]) {
    // The platform's endpoints are asked even if the stock ones answer: with both, the platform's session counts.
    const [stock, platform] = await Promise.allSettled([
      stockFacts(app, httpFor(address, app, 'stock'), signal),
      provePlatform(httpFor(address, app, 'platform'), app, { signal }),
    ]);
    signal.throwIfAborted();
    if (platform.status === 'fulfilled') {
      const http = httpFor(address, app, 'platform');
      return { app, contract: 'platform', address, facts: freshValue(await platformFacts(http, app, { signal })) };
    }
    if (stock.status === 'fulfilled') {
      if (app === 'librechat') await checkVersion(httpFor(address, app, 'stock'), { signal });
      return { app, contract: 'stock', address, facts: stock.value };
    }
    const refusal: unknown = stock.reason;
    if (refusal instanceof UnreachableError) throw refusal;
    if (refusal instanceof MovedError && app === expected) throw refusal;
    // A gateway refuses every request, so the other app need not be tried. A platform refuses only requests without
    // a session.
    if (refusal instanceof InFrontError && app === expected) throw refusal;
    if (refusal instanceof InFrontError || platform.reason instanceof InFrontError) {
      explanation = new LoginProxyError(expected, address.origin);
    } else if (refusal instanceof ServerError || refusal instanceof RateLimitedError) explanation = refusal;
  }
  throw explanation;
}

async function stockFacts(app: AppId, http: AppHttp, signal: AbortSignal): Promise<ServerFacts> {
  const recogniser = recogniserFor(app, 'stock');
  if (app === 'librechat') return freshValue(await recogniser.facts(http, { signal }));
  await http.get('api/ping', pingWire, { signal });
  const facts = freshValue(await recogniser.facts(http, { signal }));
  const [name, hasPages] = await Promise.all([ownName(http, signal), showsPages(http, signal)]);
  return { ...facts, title: name ?? facts.title, ...(!hasPages && { hasPages }) };
}

/** The server of AnythingLLM's desktop app answers 404 to all paths outside its API; other servers show their page. */
async function showsPages(http: AppHttp, signal: AbortSignal): Promise<boolean> {
  try {
    await http.get('', z.unknown(), { signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    return !(error instanceof NotFoundError);
  }
}

/** The owner's name for an AnythingLLM; null if there is none, which is not a failure. */
async function ownName(http: AppHttp, signal: AbortSignal): Promise<string | null> {
  try {
    return text(freshValue(await http.get('api/system/custom-app-name', appNameWire, { signal })).customAppName);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
