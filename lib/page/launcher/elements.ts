import { style } from './style';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The launcher's texts. */
export const texts = {
  open: 'Open Tandem',
  close: 'Close Tandem',
  move: 'Drag, or use the arrow keys, to move it',
  hide: 'Hide here',
  panel: 'Tandem',
} as const;

/** Two links of a chain, each in the colour of one app, and the cross that closes the panel. */
const drawing = [
  ['a', 'M3 8.5a4.5 4.5 0 0 1 9 0v3a4.5 4.5 0 0 1-9 0z'],
  ['b', 'M3 16.5a4.5 4.5 0 0 1 9 0v3a4.5 4.5 0 0 1-9 0z'],
  ['cross', 'M3 9.5l9 9M12 9.5l-9 9'],
] as const;

function svgElement(tag: 'svg' | 'path', attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function mark(): SVGElement {
  const svg = svgElement('svg', { width: '11', height: '21', viewBox: '0 0 15 28', 'aria-hidden': 'true' });
  for (const [name, d] of drawing) svg.append(svgElement('path', { class: name, d }));
  return svg;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}

export interface LauncherElements {
  readonly root: ShadowRoot;
  /** Holds the other elements; carries the state as classes. */
  readonly stand: HTMLDivElement;
  readonly tab: HTMLButtonElement;
  readonly hide: HTMLButtonElement;
}

/** Builds the launcher in a shadow root of the host, which the page can neither read nor style. */
export function buildLauncher(host: HTMLElement): LauncherElements {
  // End-to-end tests need access; no published build has this mode.
  const root = host.attachShadow({ mode: import.meta.env.MODE === 'e2e' ? 'open' : 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const stand = element('div', { className: 'stand', lang: 'en', dir: 'ltr' });
  const tab = element('button', { className: 'tab', type: 'button', title: texts.move });
  const hide = element('button', { className: 'hide', type: 'button', textContent: texts.hide });
  tab.append(mark());
  stand.append(tab, hide);
  root.append(stand);
  return { root, stand, tab, hide };
}

/** The panel in its frame. @param url The panel's address with its nonce; it is only in the closed shadow root */
export function buildPanel(url: string): { readonly box: HTMLDivElement; readonly frame: HTMLIFrameElement } {
  const box = element('div', { className: 'panel', tabIndex: -1 });
  const frame = element('iframe', { title: texts.panel, src: url, referrerPolicy: 'no-referrer' });
  box.append(frame);
  return { box, frame };
}
