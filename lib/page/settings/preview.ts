import type { AppId } from '@/lib/model';
import type { UiRegister } from './page-values';

/** The parts of a document and its window that show a setting. */
export interface PreviewTarget {
  readonly document: Pick<Document, 'documentElement'> & { readonly body: HTMLElement | null };
  readonly window: Pick<Window, 'matchMedia' | 'dispatchEvent'>;
}

/** The settings that an open page can be made to show; all others it reads only when it is loaded. */
const live: Readonly<Record<AppId, ReadonlySet<string>>> = {
  anythingllm: new Set<UiRegister>(['ui.theme', 'ui.textSize']),
  librechat: new Set<UiRegister>(['ui.theme']),
};

export const isLive = (app: AppId, register: string) => live[app].has(register);

/**
 * Shows a new value in the open page as the app itself would; does nothing for a setting that is not live. The app's own
 * state stays what it was (AnythingLLM 1.16, LibreChat 0.8.7, measured).
 */
export function preview(app: AppId, target: PreviewTarget, register: UiRegister, text: string): void {
  if (register === 'ui.theme') previewTheme(app, target, text);
  // A plain string crosses from our world to the page's in both browsers; an object would not in Firefox.
  else if (isLive(app, register)) target.window.dispatchEvent(new CustomEvent('textSizeChange', { detail: text }));
}

/** Shows a theme again, if the app has gone back to its own meanwhile. */
export function previewTheme(app: AppId, { document, window }: PreviewTarget, theme: string): void {
  const { documentElement, body } = document;
  const system = window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  if (app === 'anythingllm') {
    // Whatever AnythingLLM does not know looks dark.
    const shown = theme === 'light' || (theme === 'system' && system === 'light') ? 'light' : 'dark';
    if (documentElement.getAttribute('data-theme') !== shown) documentElement.setAttribute('data-theme', shown);
    body?.classList.toggle('light', shown === 'light');
    return;
  }
  const shown = theme === 'dark' || theme === 'light' ? theme : system;
  documentElement.classList.toggle('dark', shown === 'dark');
  documentElement.classList.toggle('light', shown === 'light');
}
