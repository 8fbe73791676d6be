import type { PageRegister, ReportMessage } from '@/lib/messaging/protocol';
import type { AppId, UiSettings } from '@/lib/model';
import { uiFieldOf, uiSettings } from '@/lib/model/settings';
import { anythingLlmTokenKey } from '../keys';
import { isSignedOutPage, type Place, pathToTell } from './document-path';
import { readLastUsed } from './last-used';
import { readValue, type SettingsSource, textOf } from './page-values';
import type { TextStore } from './stored-text';

/** The storage of a document's settings. */
export interface PageSource extends SettingsSource {
  readonly place: Place;
}

const readUi = (app: AppId, source: PageSource): UiSettings =>
  Object.fromEntries(uiSettings.map((id) => [uiFieldOf(id), readValue(app, source, id)])) as unknown as UiSettings;

/** A report's value of a setting, as a text; null: none. */
export function reportedText({ ui, lastUsed }: ReportMessage, register: PageRegister): string | null {
  if (register !== 'llm.model') return ui?.[uiFieldOf(register)] ?? null;
  return textOf(register, { endpoint: lastUsed?.provider, model: lastUsed?.model });
}

/** Whether a user is signed in, as far as the page shows it; the token itself is read no further than this. */
function readSession(app: AppId, store: TextStore): ReportMessage['session'] {
  // LibreChat keeps its token only in memory.
  if (app === 'librechat') return 'unknown';
  return store.getItem(anythingLlmTokenKey) ? 'present' : 'absent';
}

/** The complete report of a document. */
export function readPage(app: AppId, basePath: string, source: PageSource): ReportMessage {
  const signedOut = isSignedOutPage(app, basePath, source.place);
  return {
    type: 'page-report',
    session: readSession(app, source.store),
    path: pathToTell(app, basePath, source.place),
    ui: signedOut ? null : readUi(app, source),
    lastUsed: signedOut || app === 'anythingllm' ? null : readLastUsed(source.store),
  };
}

/**
 * Whether two reports of a document are equal in what matters: a move inside the app is no change, a stranded page is.
 */
export function sameReport(a: ReportMessage, b: ReportMessage): boolean {
  const essence = ({ session, ui, lastUsed, path, byHand = {}, foreign = [] }: ReportMessage) =>
    JSON.stringify([session, ui, lastUsed, ui ? null : path, byHand, foreign]);
  return essence(a) === essence(b);
}
