import type { PageMessage, PageReplies } from '@/lib/messaging/protocol';
import type { Scheme } from '@/lib/model/scheme';
import type { Lifetime } from '../lifetime';
import { buildLauncher, buildPanel, type LauncherElements, texts } from './elements';
import { clampTop, draggedTop, freePlace, isDrag, keyedTop, type Press } from './placement';
import { pageScheme } from './scheme';
import { keepHost, placeHost } from './shadow-host';
import { isControlAt } from './under';

/** How long after the last arrow key the new place is told, in ms. */
const settleTime = 400;
/** How long a panel that has loaded has to claim its place, in ms. */
const claimTime = 1_500;
/** How often it looks whether a control of the page came under it, in ms. */
const lookInterval = 1_000;
/** A page that shows nothing new can be without an idle moment for 20 s and more (measured: facts/idle-callback). */
const idle: IdleRequestOptions = { timeout: lookInterval };

/** What the person did with the launcher. */
export type Did = Extract<PageMessage, { type: 'launcher-did' }>['did'];

/** Where the person wants it: distance from the top, as a share of the window's height; and in whose colours. */
export type LauncherState = NonNullable<PageReplies['launcher-hello']>;

export interface LauncherPorts {
  /** How it stands at first. */
  readonly standing: LauncherState;
  /** Tells the background. @returns the nonce for the panel, when it was asked for one and agrees */
  readonly did: (did: Did) => Promise<string | null>;
  /** The panel's address with this nonce. */
  readonly panelUrl: (nonce: string) => string;
  /** The page does not let it stand. */
  readonly giveUp: () => void;
}

/** The slim tab at the window's right edge that opens and closes the panel. Stands until its lifetime ends. */
export class Launcher {
  readonly lifetime: Lifetime;
  readonly #ports: LauncherPorts;
  readonly #elements: LauncherElements;
  /** Where the person wants it: a share of the window's height. */
  #top = 0;
  /** Where it stands: beside a control that lies there. */
  #shown = 0;
  #press: Press | null = null;
  /** Whether the press became a drag, whose click at the end does not count. */
  #dragged = false;
  #opening = false;
  #panel: { readonly box: HTMLElement; readonly frame: HTMLIFrameElement } | null = null;
  #follows: LauncherState['follows'];
  #scheme: Scheme | null = null;
  /** Where the focus was before the launcher took it. */
  #before: Element | null = null;
  readonly #settle: () => void;

  constructor(lifetime: Lifetime, ports: LauncherPorts) {
    this.lifetime = lifetime;
    this.#ports = ports;
    const host = placeHost(document);
    this.#elements = buildLauncher(host);
    keepHost(host, lifetime, { lost: () => this.close(), giveUp: ports.giveUp });
    this.#settle = lifetime.later(settleTime, () => this.#tellMoved());
    this.#showState();
    this.#wire();
    this.follow(ports.standing);
    const repainted = new MutationObserver(() => this.#showScheme());
    repainted.observe(document.documentElement, { attributeFilter: ['class', 'data-theme'] });
    lifetime.signal.addEventListener('abort', () => repainted.disconnect(), { once: true });
    lifetime.listen(window, 'resize', () => this.#giveWay());
    lifetime.every(lookInterval, () => document.hidden || requestIdleCallback(() => this.#giveWay(), idle));
  }

  /** Does as the person wanted in another tab; it stays where it is while it is in use here. */
  follow({ top, follows }: LauncherState): void {
    this.#follows = follows;
    this.#showScheme();
    if (this.#press || this.#panel) return;
    this.#place(top);
    this.#giveWay();
  }

  #place(top: number): void {
    this.#top = clampTop(top);
    this.#stand(this.#top);
  }

  #stand(top: number): void {
    const { stand } = this.#elements;
    this.#shown = top;
    stand.style.setProperty('--top', String(top));
    stand.classList.toggle('low', top > 0.8);
  }

  /** Steps aside from a control of the page, and back once its place is free; never while the person is at it. */
  #giveWay(isDropped = false): void {
    const { tab } = this.#elements;
    const { innerHeight } = window;
    if (this.lifetime.isOver() || this.#press || this.#panel) return;
    if (!isDropped && tab.matches(':hover, :focus-visible')) return;
    const { width, height } = tab.getBoundingClientRect();
    // Not shown at all, as on paper.
    if (height === 0) return;
    const isTaken = (y: number) => isControlAt(document, width, y);
    this.#stand(freePlace(this.#top * innerHeight, height, innerHeight, isTaken) / innerHeight);
  }

  #wire(): void {
    const { root, stand, tab, hide } = this.#elements;
    const on = <Heard extends Event>(target: EventTarget, type: string, handle: (event: Heard) => void) =>
      this.lifetime.listen(target, type, (event: Heard) => event.isTrusted && handle(event));
    // A press with the mouse does not take the focus out of what the person is typing in.
    on(tab, 'mousedown', (event) => event.preventDefault());
    on(tab, 'pointerdown', (event: PointerEvent) => this.#pressed(event));
    on(tab, 'pointermove', (event: PointerEvent) => this.#moved(event));
    for (const type of ['pointerup', 'pointercancel']) on(tab, type, () => this.#released());
    on(tab, 'click', () => this.#clicked());
    on(tab, 'keydown', (event: KeyboardEvent) => this.#keyed(event));
    on(stand, 'keydown', ({ key }: KeyboardEvent) => key === 'Escape' && this.close());
    on(tab, 'contextmenu', (event) => {
      event.preventDefault();
      stand.classList.add('menu');
    });
    // A finger leaves as soon as it is lifted.
    on(stand, 'pointerleave', ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') stand.classList.remove('menu');
    });
    on(stand, 'focusout', () => stand.classList.remove('menu'));
    on(hide, 'click', () => {
      void this.#ports.did({ what: 'hidden' });
      this.lifetime.end();
    });
    // Keys on the launcher are not for the app's shortcuts.
    for (const type of ['keydown', 'keypress', 'keyup']) on(root, type, (event) => event.stopPropagation());
  }

  #pressed(event: PointerEvent): void {
    this.#dragged = false;
    this.#elements.stand.classList.remove('menu');
    if (event.button !== 0) return;
    this.#press = { at: { clientX: event.clientX, clientY: event.clientY }, top: this.#shown };
    this.#elements.tab.setPointerCapture(event.pointerId);
  }

  #moved(event: PointerEvent): void {
    if (!this.#press) return;
    this.#dragged ||= isDrag(this.#press, event);
    if (!this.#dragged) return;
    this.#elements.stand.classList.add('dragging');
    this.#place(draggedTop(this.#press, event, window.innerHeight));
  }

  #released(): void {
    this.#press = null;
    this.#elements.stand.classList.remove('dragging');
    if (!this.#dragged) return;
    this.#tellMoved();
    this.#giveWay(true);
  }

  #clicked(): void {
    if (this.#dragged) this.#dragged = false;
    else if (this.#panel) this.close();
    else void this.#open();
  }

  #keyed(event: KeyboardEvent): void {
    const top = keyedTop(event.key, this.#shown);
    if (top === null) return;
    event.preventDefault();
    this.#place(top);
    this.#settle();
  }

  #tellMoved(): void {
    void this.#ports.did({ what: 'moved', top: this.#top });
  }

  async #open(): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    this.#before = document.activeElement;
    const nonce = await this.#ports.did({ what: 'opened' });
    this.#opening = false;
    if (nonce === null || this.lifetime.isOver()) return;
    const panel = buildPanel(this.#ports.panelUrl(nonce));
    const { box, frame } = panel;
    // Its first paint has the right colours.
    frame.name = this.#scheme ?? '';
    const { root, stand } = this.#elements;
    // Until the frame can take the focus, the box keeps keys from the app, unless the person moves on. A frame that
    // gets the focus before it has loaded keeps it from its page (measured: facts/frame-focus).
    this.lifetime.listen(frame, 'load', () => {
      if (document.activeElement === root.host) frame.focus();
      // A page may let no frame in but such as ask for its own isolation; that loads, too, as an error page.
      this.lifetime.after(claimTime, () => {
        if (this.#panel === panel) void this.#ports.did({ what: 'loaded', nonce });
      });
    });
    this.#panel = panel;
    stand.append(box);
    box.focus();
    this.#showState();
  }

  /** Takes the panel away and gives the focus back to where it was. */
  close(): void {
    if (!this.#panel) return;
    this.#panel.box.remove();
    this.#panel = null;
    this.#showState();
    const { root, tab } = this.#elements;
    const before = this.#before;
    const toApp =
      before instanceof HTMLElement && before.isConnected && before !== root.host && before !== document.body;
    (toApp ? before : tab).focus({ preventScroll: true });
  }

  /** Puts on the page's colours, or the system's. */
  #showScheme(): void {
    const scheme = this.#follows === 'system' ? null : pageScheme(document.documentElement);
    if (scheme === this.#scheme) return;
    this.#scheme = scheme;
    this.#elements.stand.style.colorScheme = scheme ?? '';
    // No secret: its page shows them, too.
    this.#panel?.frame.contentWindow?.postMessage(scheme, '*');
  }

  #showState(): void {
    const { stand, tab } = this.#elements;
    stand.classList.toggle('open', this.#panel !== null);
    tab.setAttribute('aria-label', this.#panel ? texts.close : texts.open);
  }
}
