import type { AppId } from '@/lib/model';
import { browser } from './browser';

/** An app that a tab shows, and its address. */
export interface TabApp {
  readonly app: AppId;
  readonly url: string;
}

/**
 * The app in the tab under the popup, recognised by marks in the page, without a request. `activeTab` lets only the
 * popup read the tab that it was opened over. Null: there is no app in it.
 */
export async function readTabApp(): Promise<TabApp | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || !/^https?:/.test(tab.url ?? '')) return null;
  try {
    const [result] = await browser.scripting.executeScript({ target: { tabId: tab.id }, func: readMarks });
    return (result?.result as TabApp | null | undefined) ?? null;
  } catch {
    // One of the browser's own pages, or a page that is closing.
    return null;
  }
}

/**
 * Runs in the page. AnythingLLM 1.16 keeps settings under `anythingllm_…`; LibreChat 0.8.7 has its name in its
 * description. The base path is found by requests later: the page's own path may be below any base.
 */
function readMarks(): { app: 'anythingllm' | 'librechat'; url: string } | null {
  const url = location.origin + location.pathname;
  const description = document.querySelector('meta[name="description"]')?.getAttribute('content') ?? '';
  if (description.startsWith('LibreChat')) return { app: 'librechat', url };
  const isAnythingLlm =
    document.getElementById('root') !== null && Object.keys(localStorage).some((key) => key.startsWith('anythingllm'));
  return isAnythingLlm ? { app: 'anythingllm', url } : null;
}
