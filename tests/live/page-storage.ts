import type { AppId } from '@/lib/model';
import type { Tab } from '../e2e/harness';
import { untilAnythingLlmIs, untilLibreChatIs } from '../e2e/harness/settings';

/** Where an app's page keeps the settings that Tandem knows, in `localStorage`, and Tandem's own note beside them. */
const keys: Readonly<Record<AppId, readonly string[]>> = {
  anythingllm: ['theme', 'i18nextLng', 'anythingllm_text_size'],
  librechat: ['color-theme', 'lang', 'fontSize', 'lastConversationSetup_0', 'lastSelectedModel'],
};
const noteKey = (app: AppId) => `tandem:${app}`;

/** By name; null: nothing is kept there. */
export type PageStorage = Readonly<Record<string, string | null>>;

export const readPage = (tab: Tab, app: AppId): Promise<PageStorage> =>
  tab.evaluate(
    (names) => Object.fromEntries(names.map((name) => [name, localStorage.getItem(name)])),
    [...keys[app], noteKey(app)],
  );

/** Waits until Tandem has taken its note out of an open page: from then on it leaves alone what the page keeps. */
export const untilLetGo = (tab: Tab, app: AppId, options: { readonly timeoutMs: number }) =>
  tab.waitForFunction((name) => localStorage.getItem(name) === null, noteKey(app), options);

/** Gives an open page the settings back that it held. Tandem's note is none of them. */
export const putPageBack = (tab: Tab, app: AppId, before: PageStorage): Promise<void> =>
  tab.evaluate(
    (entries) => {
      for (const [name, text] of entries) {
        if (text === null) localStorage.removeItem(name);
        else localStorage.setItem(name, text);
      }
    },
    keys[app].map((name) => [name, before[name] ?? null] as const),
  );

/** Waits until an open page stores a theme and shows it, as the app itself does. */
export const untilShows = (tab: Tab, app: AppId, theme: 'light' | 'dark', options: { readonly timeoutMs: number }) =>
  (app === 'anythingllm' ? untilAnythingLlmIs : untilLibreChatIs)(tab, theme, options);
