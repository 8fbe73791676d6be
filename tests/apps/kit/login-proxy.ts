import type { Ctx } from './context';

/** The address of the simulated login proxy. It is outside the app's base path, like a proxy's own page. */
export const LOGIN_PATH = '/proxy-login/';

export const LOGIN_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Login - Gateway</title></head>
<body><main><h1>Sign in to the gateway</h1>
<form method="post"><label>Username <input name="username" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">Sign in</button></form></main></body></html>
`;

/** An answer from something in front of an app. */
export interface FrontAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const answer = (status: number, type: string, body: string, more: Record<string, string> = {}): FrontAnswer => ({
  status,
  body,
  headers: { ...(type === '' ? {} : { 'content-type': type }), ...more },
});
const json = 'application/json';
const html = 'text/html; charset=utf-8';
const plain = 'text/plain; charset=utf-8';

const nginxPage = (title: string) => `<html>
<head><title>${title}</title></head>
<body>
<center><h1>${title}</h1></center>
<hr><center>nginx/1.27.2</center>
</body>
</html>
`;

/** oauth2-proxy's own page, shortened: its sign-in is a button, and it runs a script. */
const signInPage = `<!DOCTYPE html>
<html lang="en" charset="utf-8"><head><title>Sign In</title></head><body>
<section><form method="GET" action="/oauth2/start"><input type="hidden" name="rd" value="/">
<button type="submit" class="button block is-primary">Sign in with OpenID Connect</button></form></section>
<script>if (window.location.hash) { document.getElementsByName('rd')[0].value = window.location.href; }</script>
<footer>Secured with OAuth2 Proxy version 7.6.0</footer></body></html>
`;

/** The answers of gateways to an API request without their cookie, if they do not redirect it. */
export const gatewayRefusals = {
  // The answer of oauth2-proxy to clients that accept JSON.
  'json {}': answer(401, json, '{}'),
  'json message': answer(401, json, '{"message":"Unauthorized"}'),
  'json message 403': answer(403, json, '{"message":"Forbidden"}'),
  'json error': answer(401, json, '{"error":"unauthorized"}'),
  'json error 403': answer(403, json, '{"error":"access_denied","error_description":"no session"}'),
  'json text': answer(401, json, '"login required"'),
  'page with a button': answer(403, html, signInPage),
  // Authelia, behind forward-auth.
  'page with a link': answer(401, html, '<a href="https://auth.example.com/?rd=x">401 Unauthorized</a>'),
  'nginx 401': answer(401, 'text/html', nginxPage('401 Authorization Required')),
  'nginx 403': answer(403, 'text/html', nginxPage('403 Forbidden')),
  'basic login': answer(401, plain, '401 Unauthorized\n', { 'www-authenticate': 'Basic realm="traefik"' }),
  // `http.Error` of Go.
  'word and a new line': answer(401, plain, 'Unauthorized\n'),
  // AnythingLLM's own word for a role that is not allowed.
  word: answer(401, plain, 'Unauthorized'),
  // The word of passport in LibreChat up to 0.8.5.
  'word without a type': answer(401, '', 'Unauthorized'),
  'nothing at all': answer(401, '', ''),
} as const satisfies Readonly<Record<string, FrontAnswer>>;
export type GatewayRefusal = keyof typeof gatewayRefusals;

const challengePage = (title: string, script: string) => `<!DOCTYPE html>
<html lang="en-US"><head><title>${title}</title><meta http-equiv="refresh" content="360"></head>
<body><div class="main-wrapper" role="main"><noscript>Enable JavaScript and cookies to continue</noscript></div>
<script src="${script}"></script></body></html>
`;

/** Answers that ask for a check. */
export const challenges = {
  'Cloudflare, managed': answer(
    403,
    html,
    challengePage('Just a moment...', '/cdn-cgi/challenge-platform/h/b/orchestrate'),
    {
      'cf-mitigated': 'challenge',
      server: 'cloudflare',
    },
  ),
  'Cloudflare, by its page alone': answer(
    503,
    html,
    challengePage('Just a moment...', '/cdn-cgi/challenge-platform/h/g/orchestrate'),
  ),
  'AWS WAF': answer(202, html, '', { 'x-amzn-waf-action': 'challenge' }),
  'AWS WAF, captcha': answer(405, html, '', { 'x-amzn-waf-action': 'captcha' }),
  Vercel: answer(429, html, '<!DOCTYPE html><title>Vercel Security Checkpoint</title>', {
    'x-vercel-mitigated': 'challenge',
  }),
  Anubis: answer(
    200,
    html,
    '<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head><body></body></html>',
  ),
  DataDome: answer(403, json, '{"url":"https://geo.captcha-delivery.com/captcha/?initialCid=x"}'),
} as const satisfies Readonly<Record<string, FrontAnswer>>;
export type Challenge = keyof typeof challenges;

const COOKIE = 'gateway_session';

const passPage = (title: string, button: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><form method="post"><button type="submit">${button}</button></form></main></body></html>
`;

/**
 * Something in front of an app that lets only requests with its cookie pass. A page without the cookie gets a form,
 * whose button sets it. Every other request is refused in one way.
 */
export class Gateway {
  #refusal: { readonly answer: FrontAnswer; readonly page: string } | null = null;
  #openPaths = /^$/;
  readonly #sessions = new Set<string>();

  /** Starts to refuse, or refuses in another way from now on; cookies stay valid. @param open Public paths */
  stand(refusal: GatewayRefusal | Challenge, open = /^$/): void {
    this.#openPaths = open;
    const isCheck = refusal in challenges;
    const answer = isCheck ? challenges[refusal as Challenge] : gatewayRefusals[refusal as GatewayRefusal];
    const page = isCheck ? passPage('One more step', 'I am no robot') : passPage('Sign in to the gateway', 'Sign in');
    this.#refusal = { answer, page };
  }

  /** Expires all of its sessions. */
  lapse(): void {
    this.#sessions.clear();
  }

  /** Removes it. */
  leave(): void {
    this.#refusal = null;
  }

  /** A session as a `name=value` pair. */
  signIn(): { readonly name: string; readonly value: string } {
    const value = crypto.randomUUID();
    this.#sessions.add(value);
    return { name: COOKIE, value };
  }

  /** For the server only: true if it has answered instead of the app. */
  handle(ctx: Ctx): boolean {
    if (!this.#refusal || ctx.method === 'OPTIONS' || this.#openPaths.test(ctx.path)) return false;
    if (this.#sessions.has(ctx.cookies[COOKIE] ?? '')) return false;
    const isDocument = ctx.headers['sec-fetch-dest'] === 'document' || ctx.headers.accept?.startsWith('text/html');
    if (!isDocument) {
      const { status, body, headers } = this.#refusal.answer;
      for (const [name, value] of Object.entries(headers)) ctx.setHeader(name, value);
      ctx.untyped(status, body);
    } else if (ctx.method === 'POST') {
      const { name, value } = this.signIn();
      ctx.setCookie(name, value, { httpOnly: true, sameSite: 'Lax' });
      ctx.redirect(ctx.log.path, 303);
    } else ctx.html(403, this.#refusal.page);
    return true;
  }
}
