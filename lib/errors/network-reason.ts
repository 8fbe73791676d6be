import type { NetworkReason } from '@/lib/model';

const exact: Readonly<Record<string, NetworkReason>> = {
  'net::ERR_CONNECTION_REFUSED': 'refused',
  'net::ERR_ADDRESS_UNREACHABLE': 'refused',
  'net::ERR_CONNECTION_TIMED_OUT': 'timeout',
  'net::ERR_TIMED_OUT': 'timeout',
  'net::ERR_NAME_NOT_RESOLVED': 'unknown-host',
  'net::ERR_INTERNET_DISCONNECTED': 'offline',
  'net::ERR_EMPTY_RESPONSE': 'closed',
  'net::ERR_SSL_PROTOCOL_ERROR': 'wrong-scheme',
  'net::ERR_ABORTED': 'aborted',
  'net::ERR_CONNECTION_RESET': 'interrupted',
  'net::ERR_CONTENT_LENGTH_MISMATCH': 'interrupted',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': 'interrupted',
  NS_ERROR_CONNECTION_REFUSED: 'refused',
  NS_ERROR_UNKNOWN_HOST: 'unknown-host',
  NS_ERROR_NET_TIMEOUT: 'timeout',
  NS_ERROR_OFFLINE: 'offline',
  NS_ERROR_NET_RESET: 'closed',
  NS_ERROR_NET_INTERRUPT: 'interrupted',
  NS_ERROR_NET_PARTIAL_TRANSFER: 'interrupted',
  NS_BINDING_ABORTED: 'aborted',
};

function tlsReason(error: string): NetworkReason | null {
  if (/^net::ERR_CERT_/.test(error)) return 'certificate';
  if (/^net::ERR_SSL_/.test(error)) return 'wrong-scheme';
  // Firefox gives TLS failures as sentences; its other names start with NS_ (measured: facts/error-texts).
  if (/^(?:NS_|net::)/.test(error)) return null;
  return /maximum permissible length|SSL received a record/i.test(error) ? 'wrong-scheme' : 'certificate';
}

/**
 * The reason behind the error of webRequest's `onErrorOccurred` (measured: facts/error-texts).
 * @param error `details.error`
 * @param url The URL of Tandem's request
 */
export function networkReason(error: string, url: string): NetworkReason {
  const tls = tlsReason(error);
  // A TLS failure of a plain http request: the browser itself had upgraded it to https.
  if (tls !== null && url.startsWith('http:')) return 'https-only';
  return exact[error] ?? tls ?? 'unknown';
}
