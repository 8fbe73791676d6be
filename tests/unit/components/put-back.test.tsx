import { parseHTML } from 'linkedom';
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Ports, PortsProvider } from '@/components/ports';
import { ChangeLines } from '@/components/settings/change-lines';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';

describe('the list of changes', () => {
  let root: Root;
  let body: HTMLElement;
  let wanted: unknown[];

  beforeEach(async () => {
    const { window, document } = parseHTML('<html><body></body></html>');
    let focused: Element | null = null;
    // As in a browser: what is taken away has the focus no more.
    Object.defineProperty(document, 'activeElement', { get: () => (focused?.isConnected ? focused : document.body) });
    vi.spyOn(window.HTMLElement.prototype, 'focus').mockImplementation(function (this: Element) {
      focused = this;
    });
    vi.stubGlobal('window', window);
    vi.stubGlobal('document', document);
    vi.stubGlobal('navigator', { userAgent: 'test' });
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    const { createRoot } = await import('react-dom/client');
    body = document.body;
    root = createRoot(body);
    wanted = [];
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
  });

  async function show(where: Ports['where'], answer: (meantFor: string) => Promise<boolean> = async () => true) {
    const scene = scenes['step-shared'];
    if (!scene?.shared.settings) throw new Error('no settings in the scene');
    const ports = fakePorts({ ...scene, where });
    ports.client.settings.putBack = async (change, meantFor) => {
      wanted.push([change, meantFor]);
      return answer(meantFor);
    };
    const { changes } = scene.shared.settings;
    await act(async () =>
      root.render(
        <PortsProvider ports={ports}>
          <ChangeLines changes={changes} />
        </PortsProvider>,
      ),
    );
  }
  const line = (words: string) => [...body.querySelectorAll('li')].find((one) => one.textContent?.includes(words));
  const shared = () => line('Workspace “Thesis”');
  const mine = () => line('LibreChat’s pages');
  const buttons = (item: Element | undefined) => [...(item?.querySelectorAll('button') ?? [])];
  const press = async (item: Element | undefined, name: string) => {
    const button = buttons(item).find((one) => one.textContent === name);
    if (!button) throw new Error(`no button ${name} in ${item?.textContent}`);
    button.focus();
    await act(async () => button.click());
  };

  it('W9: puts back what only this person uses at a press', async () => {
    await show('widget');
    await press(mine(), 'Put back');
    expect(wanted).toEqual([['change-1', 'me']]);
  });

  it('W9: asks before others get a value back, and takes no for an answer', async () => {
    await show('popup');
    await press(shared(), 'Put back');
    expect(wanted).toEqual([]);
    expect(shared()?.textContent).toContain('is shared by everyone in it. Temperature: now 1 → 0.7.');
    expect(document.activeElement?.textContent).toContain('is shared by everyone in it.');
    await press(shared(), 'Not this time');
    expect(wanted).toEqual([]);
    expect(buttons(shared()).map(({ textContent }) => textContent)).toEqual(['Put back']);
    expect(document.activeElement).toBe(shared());
  });

  it('W9: puts back for everyone after the yes', async () => {
    await show('tab');
    await press(shared(), 'Put back');
    await press(shared(), 'Apply for everyone');
    expect(wanted).toEqual([['change-5', 'everyone']]);
    expect(buttons(shared()).map(({ textContent }) => textContent)).toEqual(['Put back']);
    expect(document.activeElement).toBe(shared());
  });

  it('W9: leaves the answer to a window of Tandem’s own inside an app’s page', async () => {
    await show('widget');
    await press(shared(), 'Put back');
    expect(shared()?.textContent).toContain('is shared by everyone in it. Temperature: now 1 → 0.7.');
    expect(buttons(shared()).map(({ textContent }) => textContent)).toEqual(['Open it']);
    expect(wanted).toEqual([]);
  });

  it('keeps the focus where a change cannot be put back any more', async () => {
    await show('popup', async () => false);
    await press(mine(), 'Put back');
    expect(mine()?.textContent).toContain('This cannot be put back any more.');
    expect(document.activeElement).toBe(mine());
  });

  it('keeps asking where the answer could not be taken', async () => {
    await show('popup', () => Promise.reject(new Error('no')));
    await press(shared(), 'Put back');
    await press(shared(), 'Apply for everyone');
    expect(shared()?.textContent).toContain('That did not work. Please try again.');
    expect(buttons(shared())).toHaveLength(2);
  });
});
