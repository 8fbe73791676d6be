import { type AppId, appNames } from '@/lib/model';
import { TandemError } from './tandem-error';

/**
 * Why no answer came from a server.
 * - `refused`: nothing listens there, or the network knows no way;
 * - `wrong-scheme`: the server speaks http where https was asked;
 * - `closed`: it took the request and hung up: it is stopping or starting, or speaks https where http was asked;
 * - `https-only`: the browser turned our http request into https by itself;
 * - `timeout`: no answer within Tandem's limit;
 * - `aborted`: the browser gave the request up;
 * - `interrupted`: the answer began and broke off;
 * - `blocked`: whoever manages the browser keeps extensions away from this host, whatever the person grants.
 */
export const networkReasons = [
  'refused',
  'unknown-host',
  'certificate',
  'wrong-scheme',
  'closed',
  'https-only',
  'offline',
  'timeout',
  'aborted',
  'interrupted',
  'blocked',
  'unknown',
] as const;
export type NetworkReason = (typeof networkReasons)[number];

/** Reasons that last until somebody changes something. */
const lasting: ReadonlySet<NetworkReason> = new Set(['certificate', 'wrong-scheme', 'https-only', 'blocked']);

function sentence(app: string, origin: string, reason: NetworkReason): string {
  const other = origin.startsWith('https:') ? origin.replace(/^https/, 'http') : origin.replace(/^http/, 'https');
  switch (reason) {
    case 'refused':
      return `Nothing answers at ${origin}. Check that ${app} is running and that the address and port are right.`;
    case 'unknown-host':
      return `The network knows no ${new URL(origin).hostname}. Check the spelling of ${app}'s address, and your VPN if it needs one.`;
    case 'certificate':
      return `Your browser does not trust the certificate of ${origin}. If it is your own (self-signed) certificate, open ${app} in a tab, accept it there and try again.`;
    case 'wrong-scheme':
      return `${app} does not answer to ${origin}. Try ${other} instead.`;
    case 'closed':
      return `${app} at ${origin} closed the connection without an answer. It may just be starting; if it stays so, try ${other} instead.`;
    case 'https-only':
      return `Your browser insists on https, but ${app} at ${origin} speaks http. Allow http for this site in the browser's HTTPS-Only settings, or give ${app} a certificate.`;
    case 'offline':
      return `${app} can't be reached because this computer is offline. Tandem tries again when the network is back.`;
    case 'timeout':
      return `${app} at ${origin} took too long to answer. Tandem tries again; if it stays so, check how busy the server is.`;
    case 'aborted':
      return `The browser gave up a request to ${app} at ${origin}. Tandem tries again.`;
    case 'interrupted':
      return `The connection to ${app} at ${origin} broke off in the middle of an answer. Tandem tries again.`;
    case 'blocked':
      return `Your browser's administrator keeps extensions away from ${new URL(origin).hostname}, so Tandem can't reach ${app} there. Ask them to allow Tandem for this site.`;
    case 'unknown':
      return `${app} at ${origin} can't be reached. Open it in a tab to see what the browser says about it.`;
  }
}

/** No answer came at all, or not a whole one: thrown for every failure below HTTP. */
export class UnreachableError extends TandemError {
  override readonly code = 'unreachable';
  override readonly transient: boolean;

  /** @param origin Where it was asked. */
  constructor(
    app: AppId,
    readonly origin: string,
    readonly reason: NetworkReason,
  ) {
    super(sentence(appNames[app], origin, reason));
    this.transient = !lasting.has(reason);
  }
}
