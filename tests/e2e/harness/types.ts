import type { Selector } from './selector';
import type { WaitOptions } from './wait';

export type BrowserName = 'chromium' | 'firefox';

/** What both browsers call `chrome` in pages of an extension. */
export type ExtensionApi = typeof import('webextension-polyfill');

/** What a person can do with, and see of, the elements of one document. Every action waits for its element. */
export interface ElementActions {
  /** A real click: the element must be visible, enabled, at rest and not covered. */
  click(selector: Selector, options?: WaitOptions): Promise<void>;
  hover(selector: Selector, options?: WaitOptions): Promise<void>;
  /** Presses the mouse on the element, moves it by these CSS pixels and lets go. */
  drag(selector: Selector, by: { readonly x: number; readonly y: number }, options?: WaitOptions): Promise<void>;
  /** Moves the keyboard focus without a click. */
  focus(selector: Selector, options?: WaitOptions): Promise<void>;
  /** Replaces a field's content at one stroke, as pasting does. */
  fill(selector: Selector, text: string, options?: WaitOptions): Promise<void>;
  /** Types at the end of what the field holds, key by key. */
  type(selector: Selector, text: string, options?: WaitOptions): Promise<void>;
  /** Presses a key where the focus is: `Enter`, `ArrowDown`, `a`, `Control+v`. */
  press(key: string): Promise<void>;
  /** Chooses an option by its value or its words, with the keyboard, so that the page sees a trusted change. */
  select(selector: Selector, valueOrLabel: string, options?: WaitOptions): Promise<void>;
  check(selector: Selector, options?: WaitOptions): Promise<void>;
  uncheck(selector: Selector, options?: WaitOptions): Promise<void>;
  /** The rendered text, trimmed. Waits until the element exists. */
  text(selector: Selector, options?: WaitOptions): Promise<string>;
  /** The rendered texts of all matches now. */
  texts(selector: Selector): Promise<string[]>;
  /** Number of matches now. */
  count(selector: Selector): Promise<number>;
  /** Whether any match is rendered now. */
  isVisible(selector: Selector): Promise<boolean>;
  /** A field's value. Waits until the element exists. */
  value(selector: Selector, options?: WaitOptions): Promise<string>;
  isChecked(selector: Selector, options?: WaitOptions): Promise<boolean>;
  attribute(selector: Selector, name: string, options?: WaitOptions): Promise<string | null>;
  /** Waits until a match is visible (default), or until none is. */
  waitFor(selector: Selector, options?: WaitOptions & { readonly state?: 'visible' | 'hidden' }): Promise<void>;
  /** Waits until the rendered text of the document, or of `within`, contains the text. */
  waitForText(text: string | RegExp, options?: WaitOptions & { readonly within?: Selector }): Promise<void>;
  /** Waits until a function that runs in the document returns something truthy, and returns it. */
  waitForFunction<T, A = undefined>(run: (argument: A) => T, argument?: A, options?: WaitOptions): Promise<Awaited<T>>;
  /** Runs a self-contained function in the document (the extension's own pages have `browser` there). JSON in, JSON out. */
  evaluate<T, A = undefined>(run: (argument: A) => T, argument?: A): Promise<Awaited<T>>;
  /** Runs the text of a script in the document, for example a library, whatever the document's policy says. */
  runScript(source: string): Promise<void>;
}

/** The media of the whole browser in Firefox, of the tab in Chromium. `offline` is of the whole browser in both. */
export interface Emulation {
  readonly colorScheme?: 'light' | 'dark' | 'system';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly forcedColors?: 'active' | 'none';
  readonly offline?: boolean;
}

export interface Tab extends ElementActions {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  url(): Promise<string>;
  close(): Promise<void>;
  bringToFront(): Promise<void>;
  /** Waits until the document has loaded and its address contains, or matches, `urlPart`. */
  waitForUrl(urlPart: string | RegExp, options?: WaitOptions): Promise<void>;
  screenshot(path: string, options?: { readonly fullPage?: boolean }): Promise<void>;
  /** Size of the view in CSS pixels. */
  setSize(width: number, height: number): Promise<void>;
  emulate(media: Emulation): Promise<void>;
  /**
   * A frame inside the tab, for example the panel of the widget, also in a closed shadow root.
   * @throws in Firefox, whose remote protocol shows a frame of an extension as about:blank: open its page as a tab there.
   */
  frame(urlPart: string | RegExp, options?: WaitOptions): Promise<ElementActions>;
}

export type StorageSpeed = 'usual' | 'slow';

/** Which extension is put into the browser, and how. */
export interface InstallOptions {
  /**
   * The unpacked extension; by default the end-to-end build of Tandem for this browser, whose first tab is waited for: it
   * would come to the front in the middle of whatever the person does.
   */
  readonly extensionDirectory?: string | undefined;
  /** Hosts that are granted from the start, without a question. Default: none, as in the released extension. */
  readonly grantedHosts?: readonly string[];
  /** `slow`: the browser's storage answers the background late. Default: `usual`. */
  readonly storage?: StorageSpeed;
}

export interface LaunchOptions extends InstallOptions {
  readonly browser: BrowserName;
  /** Names that resolve to 127.0.0.1 in this browser, for example `nas.home`. `*.localhost` resolves without this. */
  readonly hostNames?: readonly string[];
  /** Shows the browser's window. Default: `headless`. */
  readonly window?: 'headless' | 'shown';
}

/** One browser with a fresh profile and the extension in it. */
export interface Harness {
  readonly browser: BrowserName;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly extensionOrigin: string;
  openExtensionPage(path: string, size?: { readonly width?: number; readonly height?: number }): Promise<Tab>;
  openPage(url: string): Promise<Tab>;
  tabs(): Promise<Tab[]>;
  /** Waits for a loaded tab by its address; also finds tabs that the extension or a page opened. */
  waitForTab(urlPart: string | RegExp, options?: WaitOptions): Promise<Tab>;
  /**
   * The person will say yes: a page's own `permissions.request` on a real click is granted for this host name
   * (without port). Grants nothing by itself. A request for another host stays unanswered.
   */
  allowHost(host: string): Promise<void>;
  /** The person will say no once. @throws in Chromium, whose prompt can't be reached without a window. */
  denyNextPermission(): Promise<void>;
  /** Takes the grant away as the person does in the browser's own UI. */
  revokeHost(host: string): Promise<void>;
  /** Opens a page in one of Firefox's containers. @throws in Chromium, which has none. */
  openInContainer(url: string): Promise<Tab>;
  killBackground(): Promise<void>;
  backgroundRunning(): Promise<boolean>;
  /** A newer version of the extension takes the place of the present one while all is open. Its own tabs are closed. */
  updateExtension(): Promise<void>;
  /** Closes the browser and starts it with the same profile. Tabs of before are gone. */
  restartBrowser(): Promise<void>;
  /** Makes the browser as good as new: no tab, no data, the extension installed anew. Takes a fraction of a start. */
  renew(options: InstallOptions): Promise<void>;
  /** Everything in `storage.local`. */
  storage(area?: 'local' | 'session'): Promise<Record<string, unknown>>;
  /** What pages, views and the background wrote to their consoles since the start, across restarts. */
  consoleTexts(): readonly string[];
  /** Resolves when the browser has gone, also by the person's hand. */
  whenClosed(): Promise<void>;
  close(): Promise<void>;
}
