import type { PageMessage, PageReplies } from '@/lib/messaging/protocol';
import type { Scheme } from '@/lib/model/scheme';
import type { Lifetime } from '../lifetime';
import { buildLauncher, buildPanel, type LauncherElements, texts } from './elements';
import { clampTop, draggedTop, freePlace, isDrag, keyedTop, type Press } from './placement';
import { pageScheme } from './scheme';
import { keepHost, placeHost } from './shadow-host';
import { isControlAt } from './under';

/** In ms after the last arrow key: then the new position is sent. */
const moveEndTime = 400;
/** In ms: the time that a loaded panel has to claim its place. */
const claimTime = 1_500;
/** In ms: how often it checks whether a control of the page lies under it. */
const lookInterval = 1_000;
/** A page that shows nothing new can be without an idle moment for 20 s and more (measured: facts/idle-callback). */
const idle: IdleRequestOptions = { timeout: lookInterval };

/** The user's action on the launcher. */
export type Did = Extract<PageMessage, { type: 'launcher-did' }>['did'];

/** The wanted position: distance from the top, as a share of the window's height; and the source of its colours. */
export type LauncherState = NonNullable<PageReplies['launcher-hello']>;

export interface LauncherPorts {
  /** The first state. */
  readonly standing: LauncherState;
  /** Reports to the background. @returns the nonce for the panel, if one was asked for and granted */
  readonly did: (did: Did) => Promise<string | null>;
  /** The panel's address with this nonce. */
  readonly panelUrl: (nonce: string) => string;
  /** The page does not let the launcher stay. */
  readonly giveUp: () => void;
}

/** The slim tab at the window's right edge that opens and closes the panel. It stays until its lifetime ends. */
export class Launcher {
  readonly lifetime: Lifetime;
  readonly #ports: LauncherPorts;
  readonly #elements: LauncherElements;
  /** The wanted position: a share of the window's height. */
  #top = 0;
  /** The shown position: beside a control, if one lies at the wanted position. */
  #shown = 0;
  #press: Press | null = null;
  /** Whether the press became a drag, whose final click does not count. */
  #dragged = false;
  #opening = false;
  #panel: { readonly box: HTMLElement; readonly frame: HTMLIFrameElement } | null = null;
  #follows: LauncherState['follows'];
  #scheme: Scheme | null = null;
  /** The element with the focus before the launcher took it. */
  #before: Element | null = null;
  readonly #tellMovedSoon: () => void;

  constructor(lifetime: Lifetime, ports: LauncherPorts) {
    this.lifetime = lifetime;
    this.#ports = ports;
    const host = placeHost(document);
    this.#elements = buildLauncher(host);
    keepHost(host, lifetime, { lost: () => this.close(), giveUp: ports.giveUp });
    this.#tellMovedSoon = lifetime.later(moveEndTime, () => this.#tellMoved());
    this.#showState();
    this.#wire();
    this.follow(ports.standing);
    const repainted = new MutationObserver(() => this.#showScheme());
    repainted.observe(document.documentElement, { attributeFilter: ['class', 'data-theme'] });
    lifetime.signal.addEventListener('abort', () => repainted.disconnect(), { once: true });
    lifetime.listen(window, 'resize', () => this.#giveWay());
    lifetime.every(lookInterval, () => document.hidden || requestIdleCallback(() => this.#giveWay(), idle));
  }

  /** Takes over a state from another tab; the position does not change while the launcher is in use here. */
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

  /** Moves away from a control of the page, and back when the position is free; never while the launcher is in use. */
  #giveWay(isDropped = false): void {
    const { tab } = this.#elements;
    const { innerHeight } = window;
    if (this.lifetime.isOver() || this.#press || this.#panel) return;
    if (!isDropped && tab.matches(':hover, :focus-visible')) return;
    const { width, height } = tab.getBoundingClientRect();
    // Not shown at all, for example on paper.
    if (height === 0) return;
    const isTaken = (y: number) => isControlAt(document, width, y);
    this.#stand(freePlace(this.#top * innerHeight, height, innerHeight, isTaken) / innerHeight);
  }

  #wire(): void {
    const { root, stand, tab, hide } = this.#elements;
    const on = <Heard extends Event>(target: EventTarget, type: string, handle: (event: Heard) => void) =>
      this.lifetime.listen(target, type, (event: Heard) => event.isTrusted && handle(event));
    // A mouse press must not take the focus out of a text field.
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
    // A finger leaves when it is lifted.
    on(stand, 'pointerleave', ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') stand.classList.remove('menu');
    });
    on(stand, 'focusout', () => stand.classList.remove('menu'));
    on(hide, 'click', () => {
      void this.#ports.did({ what: 'hidden' });
      this.lifetime.end();
    });
    // Keys on the launcher must not trigger the app's shortcuts.
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
    this.#tellMovedSoon();
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
    // The first paint needs the right colours.
    frame.name = this.#scheme ?? '';
    const { root, stand } = this.#elements;
    // Until the frame can take the focus, the box keeps keys from the app, unless the user moves on. A frame that
    // gets the focus before it has loaded keeps it from its page (measured: facts/frame-focus).
    this.lifetime.listen(frame, 'load', () => {
      if (document.activeElement === root.host) frame.focus();
      // A page with isolation of its own blocks the frame, which then loads as an error page.
      this.lifetime.after(claimTime, () => {
        if (this.#panel === panel) void this.#ports.did({ what: 'loaded', nonce });
      });
    });
    this.#panel = panel;
    stand.append(box);
    box.focus();
    this.#showState();
  }

  /** Removes the panel and gives the focus back to its former element. */
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

  /** Uses the page's colours, or the system's. */
  #showScheme(): void {
    const scheme = this.#follows === 'system' ? null : pageScheme(document.documentElement);
    if (scheme === this.#scheme) return;
    this.#scheme = scheme;
    this.#elements.stand.style.colorScheme = scheme ?? '';
    // Not a secret: the page shows its colours, too.
    this.#panel?.frame.contentWindow?.postMessage(scheme, '*');
  }

  #showState(): void {
    const { stand, tab } = this.#elements;
    stand.classList.toggle('open', this.#panel !== null);
    tab.setAttribute('aria-label', this.#panel ? texts.close : texts.open);
  }
}
