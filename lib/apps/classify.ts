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

/** Headers of an answer that the general rules look at. */
export type HeadersOf = (name: string) => string | null;

interface Asked {
  readonly app: AppId;
  readonly address: Address;
}

const isPage = ({ contentType, text }: RefusedAnswer) =>
  /^(?:text\/html|application\/xhtml\+xml)$/.test(contentType) && /<(?:!doctype|html|head|body|form)\b/i.test(text);

/** The page that both apps answer where they know no better; a gateway has no such element. */
export const isOwnPage = (answer: RefusedAnswer) => isPage(answer) && /\bid="root"/.test(answer.text);

/** A page with a password field: neither app's own pages have one before their scripts run, so it is a gateway's. */
const isLoginForm = (answer: RefusedAnswer) =>
  isPage(answer) && /<input\b[^>]*\btype\s*=\s*["']?password\b/i.test(answer.text);

/** Headers by which Cloudflare, Vercel and AWS WAF mark an answer of their own that asks for a check. */
const challengeHeaders: Readonly<Record<string, RegExp>> = {
  'cf-mitigated': /challenge/i,
  'x-vercel-mitigated': /challenge/i,
  'x-amzn-waf-action': /challenge|captcha/i,
};

/** What answers that ask for a check have in them, whoever made them: names in their scripts, or what they tell people. */
const challengeWords =
  /challenge|captcha|turnstile|cf-chl|ddos-guard|just a moment|checking your browser|\bare (?:a )?human|\bnot a (?:ro)?bot/i;

const isChallenge = (answer: RefusedAnswer, header: HeadersOf) =>
  Object.entries(challengeHeaders).some(([name, value]) => value.test(header(name) ?? '')) ||
  (isPage(answer) && !isOwnPage(answer) && challengeWords.test(answer.text));

/** Recorded from LibreChat 0.8.7: such refusals come with HTTP 200 and sometimes without a content type. */
const isEventStream = (answer: RefusedAnswer) =>
  answer.contentType === 'text/event-stream' || /^(?:event|data):/.test(answer.text);

/** What stands before the app, where an answer shows by itself that the app did not give it; asked before the app's own words. */
export function classifyInFront({ app, address }: Asked, answer: RefusedAnswer, header: HeadersOf): TandemError | null {
  if (isLoginForm(answer)) return new LoginProxyError(app, address.origin);
  return isChallenge(answer, header) ? new ChallengeError(app, address.origin) : null;
}

/**
 * What an answer means by the rules of HTTP alone, for whatever the app's own classification leaves open. A refusal that is
 * not in the app's own words is not the app's: it says nothing of the person's session or role there.
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
