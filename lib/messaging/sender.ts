import { commands, type ViewRequest } from './commands';

/**
 * Whether a tab or a request belongs to the browser's main profile. In Firefox, private windows and other containers
 * have other sessions, which Tandem does not use.
 */
export function isDefaultStore(place: { incognito?: boolean; cookieStoreId?: string }): boolean {
  return place.incognito !== true && (place.cookieStoreId ?? 'firefox-default') === 'firefox-default';
}

/** The browser's data about the sender of a message. */
export interface RawSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly tab?:
    | { readonly id?: number | undefined; readonly incognito?: boolean; readonly cookieStoreId?: string }
    | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
}

export type Sender =
  /** A page of the extension on its own: popup, side panel, a tab. */
  | { readonly kind: 'view' }
  /** The panel inside an app's page; it must prove its nonce first. */
  | { readonly kind: 'framed-view'; readonly tabId: number; readonly documentId: string }
  /** A script of ours in the top document of a page. */
  | { readonly kind: 'page'; readonly tabId: number; readonly url: string };

/**
 * The sender of a message, judged only by the browser's data, never by the message. Null: an unknown sender.
 * @param self The extension's id and the origin of its pages
 */
export function judgeSender(raw: RawSender, self: { readonly id: string; readonly origin: string }): Sender | null {
  if (raw.id !== self.id || raw.url === undefined || !URL.canParse(raw.url)) return null;
  if (raw.tab && !isDefaultStore(raw.tab)) return null;
  const url = new URL(raw.url);
  const tabId = raw.tab?.id;
  const frameId = raw.frameId ?? 0;
  if (raw.url.startsWith(`${self.origin}/`)) {
    if (tabId === undefined || frameId === 0) return { kind: 'view' };
    return { kind: 'framed-view', tabId, documentId: raw.documentId ?? `frame ${frameId}` };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (raw.origin !== undefined && raw.origin !== url.origin) return null;
  if (tabId === undefined || frameId !== 0) return null;
  return { kind: 'page', tabId, url: raw.url };
}

/**
 * Whether a view may send this command: see `ownWindowOnly`. The panel inside a page must have proved its nonce, too.
 */
export function maySend({ kind }: Sender, request: ViewRequest): boolean {
  const { ownWindowOnly } = commands[request.type];
  return kind === 'view' || (kind === 'framed-view' && !ownWindowOnly(request as never));
}
