import type { PageMessage } from '@/lib/messaging/protocol';
import type { AppId, UiSettings } from '@/lib/model';
import { anythingLlmTokenKey } from '../keys';
import { isSignedOutPage, type Place, pathToTell } from './document-path';
import { readLastUsed } from './last-used';
import { cookieText, jsonText, plainOrJsonText, plainText, type TextStore } from './stored-text';

export type PageReport = Extract<PageMessage, { type: 'page-report' }>;

/** Where a document's settings are. */
export interface PageSource {
  readonly store: TextStore;
  /** As `document.cookie` gives it. */
  readonly cookies: string;
  readonly place: Place;
}

/** The settings of each app's page in the app's own values (AnythingLLM 1.16, LibreChat 0.8.7, measured). */
const readUi: Readonly<Record<AppId, (source: PageSource) => UiSettings>> = {
  anythingllm: ({ store }) => ({
    theme: plainText(store, 'theme'),
    language: plainText(store, 'i18nextLng'),
    textSize: plainText(store, 'anythingllm_text_size'),
  }),
  librechat: ({ store, cookies }) => ({
    // JSON in 0.8.0 to 0.8.2, plain before and after.
    theme: plainOrJsonText(store, 'color-theme'),
    language: cookieText(cookies, 'lang') ?? jsonText(store, 'lang'),
    textSize: plainOrJsonText(store, 'fontSize'),
  }),
};

/** Whether somebody is signed in, as far as the page shows it; the token itself is never read further than this. */
function readSession(app: AppId, store: TextStore): PageReport['session'] {
  // LibreChat keeps its token in memory only.
  if (app === 'librechat') return 'unknown';
  return store.getItem(anythingLlmTokenKey) ? 'present' : 'absent';
}

/** All that a document has to report now. */
export function readPage(app: AppId, basePath: string, source: PageSource): PageReport {
  const signedOut = isSignedOutPage(app, basePath, source.place);
  return {
    type: 'page-report',
    session: readSession(app, source.store),
    path: pathToTell(app, basePath, source.place),
    ui: signedOut ? null : readUi[app](source),
    lastUsed: signedOut || app === 'anythingllm' ? null : readLastUsed(source.store),
  };
}

/** Whether two reports of a document differ in what matters: moving on inside the app is no change, stranding is. */
export function sameReport(a: PageReport, b: PageReport): boolean {
  const essence = ({ session, ui, lastUsed, path }: PageReport) =>
    JSON.stringify([session, ui, lastUsed, ui ? null : path]);
  return essence(a) === essence(b);
}
