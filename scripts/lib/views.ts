import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulation, Harness, Tab } from '../../tests/e2e/harness/types';

/** The frame of a picture. */
export interface Frame {
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme?: NonNullable<Emulation['colorScheme']>;
}

/** One picture of a page of Tandem. */
export interface View extends Frame {
  /** File name without ending. */
  readonly name: string;
  readonly path: string;
  /** A text that the page shows when it is ready. */
  readonly awaited: string;
  /** Actions before the picture. */
  act?(tab: Tab): Promise<void>;
}

/** The popup's own size. */
const popup = { width: 380, height: 560 };
export const pageSize = { width: 960, height: 640 };
const found = 'AnythingLLM';

const search = (text: string, hit: string) => async (tab: Tab) => {
  await tab.fill({ role: 'combobox', name: /^Search/ }, text);
  await tab.waitForText(hit);
};

/** Scrolls a part of the panel to its top edge. */
export const scrollTo = (heading: string) => (tab: Tab) =>
  tab.evaluate((id) => document.getElementById(id)?.scrollIntoView(), `${heading}-heading`);

const firstPage = { path: 'connect.html', awaited: 'Where are your two apps?' };

/** Views of the first run. */
export const firstRunViews: readonly View[] = [
  { name: 'connect-first', size: pageSize, ...firstPage },
  { name: 'connect-first-dark', size: pageSize, scheme: 'dark', ...firstPage },
  { name: 'popup-first-run', size: popup, path: 'popup.html', awaited: 'Both apps, in one place' },
];

/** Views once both apps are connected and read. */
export const readyViews: readonly View[] = [
  { name: 'panel', size: { width: 1120, height: 720 }, path: 'panel.html', awaited: found },
  { name: 'panel-dark', size: { width: 1120, height: 720 }, scheme: 'dark', path: 'panel.html', awaited: found },
  { name: 'popup', size: popup, path: 'popup.html', awaited: found },
  { name: 'popup-dark', size: popup, scheme: 'dark', path: 'popup.html', awaited: found },
  {
    name: 'search',
    size: popup,
    path: 'popup.html',
    awaited: found,
    act: search('sourd', 'Sourdough starter'),
  },
  { name: 'settings', size: popup, path: 'popup.html', awaited: found, act: scrollTo('settings') },
  { name: 'sidepanel', size: { width: 360, height: 640 }, path: 'sidepanel.html', awaited: found },
  { name: 'narrow', size: { width: 320, height: 560 }, path: 'sidepanel.html', awaited: found },
];

/** Takes a picture of a tab, as a PNG file. @returns Its path */
export async function takePicture(tab: Tab, name: string, frame: Frame, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  await tab.setSize(frame.size.width, frame.size.height);
  await tab.emulate({ colorScheme: frame.scheme ?? 'light', reducedMotion: 'reduce' });
  const path = join(directory, `${name}.png`);
  await tab.screenshot(path);
  return path;
}

/** Opens the views one after the other and takes their pictures. @returns Their paths */
export async function takePictures(harness: Harness, views: readonly View[], directory: string): Promise<string[]> {
  const paths: string[] = [];
  for (const view of views) {
    const tab = await harness.openExtensionPage(view.path, view.size);
    await tab.waitForText(view.awaited);
    await view.act?.(tab);
    paths.push(await takePicture(tab, view.name, view, directory));
    await tab.close();
  }
  return paths;
}
