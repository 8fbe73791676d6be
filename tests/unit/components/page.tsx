import { parseHTML } from 'linkedom';
import { act, type ReactNode } from 'react';
import { prerenderToNodeStream } from 'react-dom/static';
import { onTestFinished, vi } from 'vitest';
import { type Ports, PortsProvider } from '@/components/ports';
import { fakePorts } from '../../gallery/fake-ports';
import type { Scene } from '../../gallery/scene';

/** A view in a page without a browser, as far as clicks and the focus go. */
export interface Page {
  readonly body: HTMLElement;
  press(within: Element | undefined, name: string): Promise<void>;
  /** Renders the view anew, with other properties. */
  show(view: ReactNode): Promise<void>;
}

export const buttonsIn = (element: Element | undefined) => [...(element?.querySelectorAll('button') ?? [])];

/** Shows a view, until the test ends. */
export async function showPage(ports: Ports, view: ReactNode): Promise<Page> {
  const { window, document } = parseHTML('<html><body></body></html>');
  let focused: Element | null = null;
  // As in a browser: what is taken away has the focus no more.
  Object.defineProperty(document, 'activeElement', { get: () => (focused?.isConnected ? focused : document.body) });
  vi.spyOn(window.HTMLElement.prototype, 'focus').mockImplementation(function (this: Element) {
    focused = this;
  });
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  vi.stubGlobal('navigator', { userAgent: 'test', onLine: true });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const { createRoot } = await import('react-dom/client');
  const root = createRoot(document.body);
  // Here and not in an `afterEach` of this file: files that share a worker would share that of the first one only.
  onTestFinished(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
  });
  const show = (next: ReactNode) => act(async () => root.render(<PortsProvider ports={ports}>{next}</PortsProvider>));
  await show(view);
  return {
    body: document.body,
    show,
    async press(within, name) {
      const button = buttonsIn(within).find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
      if (!button) throw new Error(`no button ${name} in ${within?.textContent}`);
      button.focus();
      // What opens may be loaded first.
      await act(async () => {
        button.click();
        await vi.dynamicImportSettled();
      });
    },
  };
}

/** The markup of a view once all its parts are loaded. */
export async function markupOf(scene: Scene, view: ReactNode): Promise<string> {
  const { prelude } = await prerenderToNodeStream(<PortsProvider ports={fakePorts(scene)}>{view}</PortsProvider>);
  const parts: string[] = [];
  for await (const part of prelude) parts.push(String(part));
  return parts.join('');
}

/** The words of a view as a person reads them, in one line; `[box]` and `[fixed]` are its inputs. */
export const wordsOf = async (scene: Scene, view: ReactNode): Promise<string> =>
  (await markupOf(scene, view))
    .replace(/<!--.*?-->/g, '')
    .replace(/<input[^>]*>/g, (input) => (input.includes('disabled') ? '[fixed] ' : '[box] '))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
