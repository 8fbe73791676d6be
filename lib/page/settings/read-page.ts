import type { PageMessage, PageRegister } from '@/lib/messaging/protocol';
import type { AppId, UiSettings } from '@/lib/model';
import { uiFieldOf, uiSettings } from '@/lib/model/settings';
import { anythingLlmTokenKey } from '../keys';
import { isSignedOutPage, type Place, pathToTell } from './document-path';
import { readLastUsed } from './last-used';
import { readValue, type SettingsSource, textOf } from './page-values';
import type { TextStore } from './stored-text';

export type PageReport = Extract<PageMessage, { type: 'page-report' }>;

/** Where a document's settings are. */
export interface PageSource extends SettingsSource {
  readonly place: Place;
}

const readUi = (app: AppId, source: PageSource): UiSettings =>
  Object.fromEntries(uiSettings.map((id) => [uiFieldOf(id), readValue(app, source, id)])) as unknown as UiSettings;

/** What a report tells of a setting, as a text; null: nothing. */
export function reportedText({ ui, lastUsed }: PageReport, register: PageRegister): string | null {
  if (register !== 'llm.model') return ui?.[uiFieldOf(register)] ?? null;
  return textOf(register, { endpoint: lastUsed?.provider, model: lastUsed?.model });
}

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
    ui: signedOut ? null : readUi(app, source),
    lastUsed: signedOut || app === 'anythingllm' ? null : readLastUsed(source.store),
  };
}

/** Whether two reports of a document differ in what matters: moving on inside the app is no change, stranding is. */
export function sameReport(a: PageReport, b: PageReport): boolean {
  const essence = ({ session, ui, lastUsed, path, byHand = {}, foreign = [] }: PageReport) =>
    JSON.stringify([session, ui, lastUsed, ui ? null : path, byHand, foreign]);
  return essence(a) === essence(b);
}
