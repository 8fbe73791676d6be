import type { BrowserContext, Frame, Page } from '@playwright/test';
import { addressMatches } from './address';
import { type DocumentDriver, ElementScope } from './element-scope';
import type { ElementActions, Emulation, Tab } from './types';
import { until, type WaitOptions } from './wait';

function driverOf(page: Page, frame: Frame): DocumentDriver {
  /** Mouse input is in the tab's coordinates, so that a frame's place is added. */
  const place = async (x: number, y: number): Promise<[number, number]> => {
    if (frame === page.mainFrame()) return [x, y];
    const box = await (await frame.frameElement()).boundingBox();
    if (!box) throw new Error('The frame is not shown.');
    return [x + box.x, y + box.y];
  };
  return {
    evaluate: async (expression) => String(await frame.evaluate(expression)),
    clickAt: async (x, y) => page.mouse.click(...(await place(x, y))),
    moveTo: async (x, y) => page.mouse.move(...(await place(x, y))),
    dragTo: async (from, to) => {
      await page.mouse.move(...(await place(...from)));
      await page.mouse.down();
      await page.mouse.move(...(await place(...to)), { steps: 5 });
      await page.mouse.up();
    },
    press: (key) => page.keyboard.press(key),
    typeText: (text) => page.keyboard.type(text),
    insertText: (text) => page.keyboard.insertText(text),
    bringToFront: () => page.bringToFront(),
  };
}

/** A tab of Chromium, over Playwright. */
export class ChromiumTab extends ElementScope implements Tab {
  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    super(driverOf(page, page.mainFrame()));
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  async url(): Promise<string> {
    return this.page.url();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async bringToFront(): Promise<void> {
    await this.page.bringToFront();
  }

  async waitForUrl(urlPart: string | RegExp, options?: WaitOptions): Promise<void> {
    await until(
      `the address to match ${String(urlPart)}`,
      async () => {
        const [url, state] = await this.evaluate((): [string, string] => [location.href, document.readyState]);
        const there = addressMatches(url, urlPart) && state === 'complete';
        return there ? { value: true } : { problem: `it is ${url} (${state})` };
      },
      options,
    );
  }

  async screenshot(path: string, options: { readonly fullPage?: boolean } = {}): Promise<void> {
    await this.page.screenshot({ path, fullPage: options.fullPage ?? false });
  }

  async setSize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  async emulate(media: Emulation): Promise<void> {
    if (media.offline !== undefined) await this.context.setOffline(media.offline);
    const { colorScheme, reducedMotion, forcedColors } = media;
    await this.page.emulateMedia({
      ...(colorScheme === undefined ? {} : { colorScheme: colorScheme === 'system' ? null : colorScheme }),
      ...(reducedMotion === undefined ? {} : { reducedMotion }),
      ...(forcedColors === undefined ? {} : { forcedColors }),
    });
  }

  async frame(urlPart: string | RegExp, options?: WaitOptions): Promise<ElementActions> {
    const frame = await until(
      `a frame at ${String(urlPart)}`,
      async () => {
        const frames = this.page.frames().filter((candidate) => candidate !== this.page.mainFrame());
        const found = frames.find((candidate) => addressMatches(candidate.url(), urlPart));
        return found ? { value: found } : { problem: `frames: ${frames.map((f) => f.url()).join(' ') || 'none'}` };
      },
      options,
    );
    return new ElementScope(driverOf(this.page, frame));
  }
}
