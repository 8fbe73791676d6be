import { writeFile } from 'node:fs/promises';
import { addressMatches } from './address';
import { type DocumentDriver, ElementScope } from './element-scope';
import type { FirefoxConnection } from './firefox-connection';
import { keyActions, typingActions } from './firefox-keys';
import { emulateInFirefox } from './firefox-privileged';
import type { ElementActions, Emulation, Tab } from './types';
import { type Look, until, type WaitOptions } from './wait';

interface DocumentState {
  readonly url: string;
  readonly ready: string;
  /** Tells one document from the next at the same address. */
  readonly born: number;
}

function driverOf(connection: FirefoxConnection, context: string): DocumentDriver {
  const act = async (action: object) => {
    try {
      await connection.send('input.performActions', { context, actions: [action] });
    } catch (error) {
      // A click or key that closes its own tab has done its work.
      const open = (await connection.contexts()).some((info) => info.context === context);
      if (open) throw error;
    }
  };
  const keys = (actions: readonly object[]) => act({ type: 'key', id: 'keyboard', actions });
  const mouse = (x: number, y: number, actions: readonly object[]) =>
    act({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, ...actions],
    });
  return {
    evaluate: async (expression) => String(await connection.evaluate(context, expression)),
    clickAt: (x, y) =>
      mouse(x, y, [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]),
    moveTo: (x, y) => mouse(x, y, []),
    dragTo: ([fromX, fromY], [toX, toY]) =>
      mouse(fromX, fromY, [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerMove', x: Math.round(toX), y: Math.round(toY), duration: 100 },
        { type: 'pointerUp', button: 0 },
      ]),
    press: (key) => keys(keyActions(key)),
    typeText: (text) => keys(typingActions(text)),
    insertText: async (text) => {
      await connection.evaluate(context, `document.execCommand('insertText', false, ${JSON.stringify(text)})`);
    },
    bringToFront: async () => {
      await connection.send('browsingContext.activate', { context });
    },
  };
}

/** A tab of Firefox, over WebDriver BiDi. */
export class FirefoxTab extends ElementScope implements Tab {
  constructor(
    private readonly connection: FirefoxConnection,
    readonly context: string,
  ) {
    super(driverOf(connection, context));
  }

  async goto(url: string): Promise<void> {
    if (/^https?:/.test(url)) {
      await this.connection.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
      return;
    }
    const before = await this.document();
    await this.connection.send('browsingContext.navigate', { context: this.context, url, wait: 'none' });
    const sameDocument = before.url.split('#')[0] === url.split('#')[0] && url.includes('#');
    await this.loaded(`${url} to load`, (now) => now.url.startsWith(url) && (sameDocument || now.born !== before.born));
  }

  async reload(): Promise<void> {
    const before = await this.document();
    await this.connection.send('browsingContext.reload', { context: this.context, wait: 'none' });
    await this.loaded('the tab to reload', (now) => now.born !== before.born);
  }

  async back(): Promise<void> {
    const before = await this.document();
    await this.connection.send('browsingContext.traverseHistory', { context: this.context, delta: -1 });
    await this.loaded('the tab to go back', (now) => now.url !== before.url || now.born !== before.born);
  }

  async url(): Promise<string> {
    return (await this.document()).url;
  }

  async close(): Promise<void> {
    await this.connection.send('browsingContext.close', { context: this.context });
  }

  async bringToFront(): Promise<void> {
    await this.driver.bringToFront();
  }

  async waitForUrl(urlPart: string | RegExp, options?: WaitOptions): Promise<void> {
    await this.loaded(`the address to match ${String(urlPart)}`, (now) => addressMatches(now.url, urlPart), options);
  }

  async screenshot(path: string, options: { readonly fullPage?: boolean } = {}): Promise<void> {
    await this.bringToFront();
    const { data } = await this.connection.send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this.context,
      origin: options.fullPage ? 'document' : 'viewport',
    });
    await writeFile(path, Buffer.from(data, 'base64'));
  }

  async setSize(width: number, height: number): Promise<void> {
    await this.connection.send('browsingContext.setViewport', { context: this.context, viewport: { width, height } });
  }

  async emulate(media: Emulation): Promise<void> {
    await emulateInFirefox(this.connection, media);
    await this.waitForFunction(
      ({ colorScheme, reducedMotion, forcedColors, offline }) =>
        (colorScheme === undefined ||
          colorScheme === 'system' ||
          matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches) &&
        (reducedMotion === undefined || matchMedia(`(prefers-reduced-motion: ${reducedMotion})`).matches) &&
        (forcedColors === undefined || matchMedia(`(forced-colors: ${forcedColors})`).matches) &&
        (offline === undefined || navigator.onLine === !offline),
      media,
    );
  }

  async frame(_urlPart: string | RegExp): Promise<ElementActions> {
    throw new Error(
      "Firefox's remote protocol shows a frame of an extension as about:blank: open the frame's page as a tab instead.",
    );
  }

  private document(): Promise<DocumentState> {
    return this.evaluate(() => ({
      url: location.href,
      ready: document.readyState,
      born: performance.timeOrigin,
    }));
  }

  /** Asks the document itself: the protocol sends no load event for pages of an extension. */
  private async loaded(what: string, is: (now: DocumentState) => boolean, options?: WaitOptions): Promise<void> {
    const look = async (): Promise<Look<true>> => {
      const now = await this.document();
      return is(now) && now.ready === 'complete' ? { value: true } : { problem: `it is ${now.url} (${now.ready})` };
    };
    await until(what, look, options);
  }
}
