import type { AppId } from '@/lib/model';
import type { UiRegister } from './page-values';

/** The parts of a document and its window that show a setting. */
export interface PreviewTarget {
  readonly document: Pick<Document, 'documentElement' | 'querySelectorAll'> & { readonly body: HTMLElement | null };
  readonly window: Pick<Window, 'matchMedia' | 'dispatchEvent'>;
}

/** The settings that an open page can show; the page reads all others only when it loads. */
const live: Readonly<Record<AppId, ReadonlySet<string>>> = {
  anythingllm: new Set<UiRegister>(['ui.theme', 'ui.textSize']),
  librechat: new Set<UiRegister>(['ui.theme']),
};

export const isLive = (app: AppId, register: string) => live[app].has(register);

/**
 * Shows a new value in the open page as the app itself would; does nothing for a setting that is not live. Neither app
 * listens for another theme: its state changes only through its control (measured: facts/anythingllm-theme-control,
 * facts/librechat-theme-control).
 * @param exact The theme in the app's own spelling; null: its control is not used
 * @returns Whether the app itself holds the value now
 */
export function preview(
  app: AppId,
  target: PreviewTarget,
  register: UiRegister,
  text: string,
  exact: string | null = text,
): boolean {
  if (register === 'ui.theme') {
    const isChosen = exact !== null && chooseTheme(target, exact);
    previewTheme(app, target, text);
    return isChosen;
  }
  // A plain string crosses from our world to the page's in both browsers; an object would not in Firefox.
  if (isLive(app, register)) target.window.dispatchEvent(new CustomEvent('textSizeChange', { detail: text }));
  return false;
}

/**
 * Chooses a theme in the app's own control, if the page has it, as the user would. AnythingLLM's is a `select`,
 * LibreChat's a list of options (measured: facts/anythingllm-theme-control, facts/librechat-theme-control).
 * @returns Whether the control has the value now
 */
function chooseTheme({ document }: PreviewTarget, theme: string): boolean {
  const isThemes = (values: readonly (string | undefined)[]) =>
    ['system', 'light', 'dark', theme].every((value) => values.includes(value));
  let isChosen = false;
  for (const select of document.querySelectorAll('select')) {
    if (!isThemes([...select.options].map(({ value }) => value))) continue;
    isChosen = true;
    if (select.value === theme) continue;
    select.value = theme;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
  for (const option of document.querySelectorAll<HTMLElement>('[role=option][data-theme]')) {
    if (option.dataset.theme !== theme) continue;
    const all = [...(option.parentElement?.children ?? [])] as HTMLElement[];
    if (!isThemes(all.map(({ dataset }) => dataset.theme))) continue;
    isChosen = true;
    if (option.ariaSelected !== 'true') option.click();
  }
  return isChosen;
}

/** Shows a theme again if the app has gone back to its own. */
function previewTheme(app: AppId, { document, window }: PreviewTarget, theme: string): void {
  const { documentElement, body } = document;
  const system = window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  if (app === 'anythingllm') {
    // AnythingLLM shows every unknown theme as dark.
    const shown = theme === 'light' || (theme === 'system' && system === 'light') ? 'light' : 'dark';
    body?.classList.toggle('light', shown === 'light');
    if (documentElement.getAttribute('data-theme') === shown) return;
    documentElement.setAttribute('data-theme', shown);
    // Its logo has a form for each theme.
    window.dispatchEvent(new Event('refetch-logo'));
    return;
  }
  const shown = theme === 'dark' || theme === 'light' ? theme : system;
  documentElement.classList.toggle('dark', shown === 'dark');
  documentElement.classList.toggle('light', shown === 'light');
}
