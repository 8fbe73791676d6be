import {
  ChallengeError,
  LoginProxyError,
  NotFoundError,
  NotJsonError,
  RateLimitedError,
  retryAfterMs,
  ServerError,
  StreamError,
  type TandemError,
  UnexpectedAnswerError,
} from '@/lib/errors';
import type { Address, AppId } from '@/lib/model';
import type { RefusedAnswer } from './http';

/** Reads a header of an answer for the general rules. */
export type HeadersOf = (name: string) => string | null;

interface Asked {
  readonly app: AppId;
  readonly address: Address;
}

const isPage = ({ contentType, text }: RefusedAnswer) =>
  /^(?:text\/html|application\/xhtml\+xml)$/.test(contentType) && /<(?:!doctype|html|head|body|form)\b/i.test(text);

/** The page that both apps answer for unknown paths; a gateway's page has no such element. */
export const isOwnPage = (answer: RefusedAnswer) => isPage(answer) && /\bid="root"/.test(answer.text);

/** A page with a password field. Neither app's pages have one before their scripts run, so it is a gateway's page. */
const isLoginForm = (answer: RefusedAnswer) =>
  isPage(answer) && /<input\b[^>]*\btype\s*=\s*["']?password\b/i.test(answer.text);

/** Headers of Cloudflare, Vercel and AWS WAF on an answer of their own that asks for a check. */
const challengeHeaders: Readonly<Record<string, RegExp>> = {
  'cf-mitigated': /challenge/i,
  'x-vercel-mitigated': /challenge/i,
  'x-amzn-waf-action': /challenge|captcha/i,
};

/** Words of answers that ask for a check, of any maker: names in their scripts, or sentences for people. */
const challengeWords =
  /challenge|captcha|turnstile|cf-chl|ddos-guard|just a moment|checking your browser|\bare (?:a )?human|\bnot a (?:ro)?bot/i;

const isChallenge = (answer: RefusedAnswer, header: HeadersOf) =>
  Object.entries(challengeHeaders).some(([name, value]) => value.test(header(name) ?? '')) ||
  (isPage(answer) && !isOwnPage(answer) && challengeWords.test(answer.text));

/**
 * Such refusals come with HTTP 200, and sometimes without a content type (measured: librechat/39-foreign-conversation).
 */
const isEventStream = (answer: RefusedAnswer) =>
  answer.contentType === 'text/event-stream' || /^(?:event|data):/.test(answer.text);

/** Recognises an answer that comes from something in front of the app. It runs before the app's own classification. */
export function classifyInFront({ app, address }: Asked, answer: RefusedAnswer, header: HeadersOf): TandemError | null {
  if (isLoginForm(answer)) return new LoginProxyError(app, address.origin);
  return isChallenge(answer, header) ? new ChallengeError(app, address.origin) : null;
}

/**
 * Classifies an answer by the rules of HTTP alone, if the app's own classification leaves it open. A refusal without
 * the app's own words is not the app's: it says nothing about the user's session or role there.
 */
export function classifyByHttp({ app, address }: Asked, answer: RefusedAnswer, header: HeadersOf): TandemError {
  const { status, path } = answer;
  if (status === 403 && challengeWords.test(answer.text)) return new ChallengeError(app, address.origin);
  if ([302, 401, 403, 407, 511].includes(status)) return new LoginProxyError(app, address.origin);
  if (status === 404 || status === 410) return new NotFoundError(app, path);
  if (status === 429) return new RateLimitedError(app, retryAfterMs(header('retry-after')));
  if (status >= 500) return new ServerError(app, status, retryAfterMs(header('retry-after')));
  if (status < 200 || status >= 300) return new UnexpectedAnswerError(app, path, status, 'status');
  if (isEventStream(answer)) return new StreamError(app, path);
  return isJsonType(answer.contentType)
    ? new UnexpectedAnswerError(app, path, status, 'malformed')
    : new NotJsonError(app, path);
}

/** @param contentType Lower case, without parameters. */
export function isJsonType(contentType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json$/.test(contentType);
}
