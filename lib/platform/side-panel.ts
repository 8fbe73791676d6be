import { browser } from './browser';

interface SidePanelApis {
  readonly sidePanel?: { open(options: { windowId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

/**
 * Opens the browser's side panel from a view, if that is possible. The window is looked up in advance: nothing slow may
 * happen between the click and the call. Firefox's frame in a page has neither API.
 */
export async function openSidePanelFrom(where: string): Promise<(() => void) | null> {
  const { sidePanel, sidebarAction } = browser as unknown as SidePanelApis;
  if (where === 'sidepanel') return null;
  if (sidebarAction) return () => void sidebarAction.open();
  if (!sidePanel) return null;
  const { id } = await browser.windows.getCurrent();
  return id === undefined ? null : () => void sidePanel.open({ windowId: id });
}
