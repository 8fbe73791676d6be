import {
  LoginProxyError,
  NotFoundError,
  NotJsonError,
  RateLimitedError,
  RoleRefusedError,
  retryAfterMs,
  ServerError,
  SignedOutError,
  StreamError,
  type TandemError,
  UnexpectedAnswerError,
} from '@/lib/errors';
import type { Address, AppId } from '@/lib/model';
import type { RefusedAnswer } from './http';

/** Headers of an answer that the general rules look at. */
interface AnswerHeaders {
  readonly retryAfter: string | null;
  readonly authenticate: string | null;
}

const isPage = (answer: RefusedAnswer) =>
  /^(?:text\/html|application\/xhtml\+xml)$/.test(answer.contentType) &&
  /<(?:!doctype|html|head|body)\b/i.test(answer.text);

/** A page with a password field: neither app's own pages have one before their scripts run, so it is a gateway's. */
const isLoginForm = (answer: RefusedAnswer) =>
  isPage(answer) && /<input\b[^>]*\btype\s*=\s*["']?password\b/i.test(answer.text);

/** Recorded from LibreChat 0.8.7: such refusals come with HTTP 200 and sometimes without a content type. */
const isEventStream = (answer: RefusedAnswer) =>
  answer.contentType === 'text/event-stream' || /^(?:event|data):/.test(answer.text);

/** What an answer means by the rules of HTTP alone, for whatever the app's own classification leaves open. */
export function classifyByHttp(
  { app, address }: { readonly app: AppId; readonly address: Address },
  answer: RefusedAnswer,
  headers: AnswerHeaders,
): TandemError {
  const { status, path } = answer;
  if (status === 302 || status === 407 || status === 511) return new LoginProxyError(app, address.origin);
  if (isLoginForm(answer) || (status === 401 && /^(?:basic|negotiate|ntlm)\b/i.test(headers.authenticate ?? ''))) {
    return new LoginProxyError(app, address.origin);
  }
  if (status === 401) return new SignedOutError(app, 'invalid');
  if (status === 403) return new RoleRefusedError(app, path);
  if (status === 404 || status === 410) return new NotFoundError(app, path);
  if (status === 429) return new RateLimitedError(app, retryAfterMs(headers.retryAfter));
  if (status >= 500) return new ServerError(app, status, retryAfterMs(headers.retryAfter));
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
