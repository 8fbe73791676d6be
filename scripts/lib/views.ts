import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulation, Harness, Tab } from '../../tests/e2e/harness/types';

/** One picture. */
export interface View {
  /** File name without ending. */
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme: NonNullable<Emulation['colorScheme']>;
  /** Opens the view in a new tab and waits until it shows what it is to show. */
  open(harness: Harness): Promise<Tab>;
}

const page =
  (path: string, awaited: string) =>
  async (harness: Harness): Promise<Tab> => {
    const tab = await harness.openExtensionPage(path);
    await tab.waitForText(awaited);
    return tab;
  };

const popup = { width: 400, height: 600 };
const wide = { width: 1120, height: 760 };

/** Views of the first run. */
export const firstRunViews: readonly View[] = [
  { name: 'connect-light', size: wide, scheme: 'light', open: page('connect.html', 'Where are your two apps?') },
  { name: 'connect-dark', size: wide, scheme: 'dark', open: page('connect.html', 'Where are your two apps?') },
  { name: 'popup-first-run', size: popup, scheme: 'light', open: page('popup.html', 'Both apps, in one place') },
];

/** Views once both apps are connected and read. */
export const readyViews: readonly View[] = [
  { name: 'popup-light', size: popup, scheme: 'light', open: page('popup.html', 'AnythingLLM') },
  { name: 'popup-dark', size: popup, scheme: 'dark', open: page('popup.html', 'AnythingLLM') },
  { name: 'panel-light', size: wide, scheme: 'light', open: page('panel.html', 'AnythingLLM') },
  { name: 'panel-dark', size: wide, scheme: 'dark', open: page('panel.html', 'AnythingLLM') },
  {
    name: 'sidepanel-light',
    size: { width: 360, height: 760 },
    scheme: 'light',
    open: page('sidepanel.html', 'AnythingLLM'),
  },
];

/** Takes the pictures one after the other, as PNG files. @returns their paths. */
export async function takePictures(harness: Harness, views: readonly View[], directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const paths: string[] = [];
  for (const { name, size, scheme, open } of views) {
    const tab = await open(harness);
    await tab.setSize(size.width, size.height);
    await tab.emulate({ colorScheme: scheme, reducedMotion: 'reduce' });
    const path = join(directory, `${name}.png`);
    await tab.screenshot(path);
    paths.push(path);
    await tab.close();
  }
  return paths;
}
