import { expect, test } from 'vitest';
import type { AppId } from '@/lib/model';
import { type PreviewTarget, preview } from '@/lib/page/settings/preview';

/** As far as an element shows a theme. */
function fakeElement(...classes: string[]) {
  const list = new Set(classes);
  const attributes = new Map<string, string>();
  return {
    list,
    attributes,
    getAttribute: (name: string) => attributes.get(name) ?? null,
    setAttribute: (name: string, value: string) => void attributes.set(name, value),
    classList: {
      toggle: (name: string, isWanted: boolean) => void (isWanted ? list.add(name) : list.delete(name)),
    },
  };
}

/** A theme control of either kind, whose app hears of a choice as React's does: none of the theme that it holds already. */
function control(kind: 'select' | 'options', held: string, themes: readonly string[]) {
  const state = { held, chosen: [] as string[] };
  const choose = (theme: string) => {
    if (theme !== state.held) state.chosen.push(theme);
    state.held = theme;
  };
  const select = {
    options: themes.map((value) => ({ value })),
    value: held,
    dispatchEvent: ({ type, bubbles }: Event) => type === 'change' && bubbles && choose(select.value),
  };
  const parentElement = { children: [] as unknown[] };
  const options = themes.map((theme) => ({
    dataset: { theme },
    parentElement,
    get ariaSelected() {
      return String(theme === state.held);
    },
    click: () => choose(theme),
  }));
  parentElement.children.push(...options);
  const find = (query: string): unknown[] => {
    if (query === 'select') return kind === 'select' ? [select] : [];
    return kind === 'options' && query === '[role=option][data-theme]' ? options : [];
  };
  return { state, find };
}

function page(system: 'light' | 'dark', ...classes: string[]) {
  const [html, body] = [fakeElement(...classes), fakeElement(...classes)];
  const events: [string, unknown][] = [];
  const window = {
    matchMedia: (query: string) => ({ matches: query === `(prefers-color-scheme: ${system})` }),
    dispatchEvent: (event: CustomEvent) => events.push([event.type, event.detail]),
  };
  const none = (_query: string): unknown[] => [];
  const document = { documentElement: html, body, querySelectorAll: none };
  return { html, body, events, document, target: { document, window } as unknown as PreviewTarget };
}

const themes = ['system', 'light', 'dark'];

test.each([
  ['anythingllm', 'select'],
  ['librechat', 'options'],
] as const)('when %s’s theme control is in the page, then a theme is chosen in it', (app, kind) => {
  const { document, target } = page('light');
  const { state, find } = control(kind, 'light', themes);
  document.querySelectorAll = find;
  expect(preview(app, target, 'ui.theme', 'dark')).toBe(true);
  expect(state).toEqual({ held: 'dark', chosen: ['dark'] });
  expect(preview(app, target, 'ui.theme', 'dark')).toBe(true);
  expect(state.chosen).toEqual(['dark']);
});

test('when only another control is in the page, then nothing is chosen', () => {
  const { document, target } = page('light');
  for (const kind of ['select', 'options'] as const) {
    const { state, find } = control(kind, 'browser', ['browser', 'dark']);
    document.querySelectorAll = find;
    expect(preview('librechat', target, 'ui.theme', 'dark')).toBe(false);
    expect(state.chosen).toEqual([]);
  }
});

test('when LibreChat has high contrast, then its own name of it is chosen, or none', () => {
  const { document, target, html } = page('light');
  const plain = control('options', 'light', themes);
  document.querySelectorAll = plain.find;
  expect(preview('librechat', target, 'ui.theme', 'dark', 'high-contrast-dark')).toBe(false);
  expect(plain.state.chosen).toEqual([]);
  expect([...html.list]).toEqual(['dark']);
  const high = control('options', 'light', [...themes, 'high-contrast-light', 'high-contrast-dark']);
  document.querySelectorAll = high.find;
  expect(preview('librechat', target, 'ui.theme', 'dark', 'high-contrast-dark')).toBe(true);
  expect(high.state.chosen).toEqual(['high-contrast-dark']);
});

test('when AnythingLLM turns dark or light, then its logo is fetched anew', () => {
  const { events, target } = page('dark');
  preview('anythingllm', target, 'ui.theme', 'light');
  expect(events).toEqual([['refetch-logo', undefined]]);
  preview('anythingllm', target, 'ui.theme', 'light');
  expect(events).toHaveLength(1);
});

test.each([
  ['light', 'dark', 'light'],
  ['dark', 'light', 'dark'],
  ['system', 'light', 'light'],
  ['system', 'dark', 'dark'],
  ['solarized', 'light', 'dark'],
] as const)('when the theme is %s on a %s system, then both apps’ pages look %s', (theme, system, shown) => {
  for (const before of [[], ['light'], ['dark']]) {
    const anything = page(system, ...before);
    preview('anythingllm', anything.target, 'ui.theme', theme);
    expect(anything.html.attributes.get('data-theme')).toBe(shown);
    expect(anything.body.list.has('light')).toBe(shown === 'light');
    if (theme === 'solarized') continue;
    const libre = page(system, ...before, 'other');
    preview('librechat', libre.target, 'ui.theme', theme);
    expect([...libre.html.list].sort()).toEqual([shown, 'other'].sort());
  }
});

test('when AnythingLLM’s text size is shown, then it is told in a plain string', () => {
  const { events, target } = page('light');
  preview('anythingllm', target, 'ui.textSize', 'large');
  expect(events).toEqual([['textSizeChange', 'large']]);
});

test.each([
  ['anythingllm', 'ui.language', 'de'],
  ['librechat', 'ui.language', 'de-DE'],
  ['librechat', 'ui.textSize', 'text-lg'],
] as const)('when %s’s %s changes, then nothing is shown before a reload', (app: AppId, register, text) => {
  const { html, body, events, target } = page('light', 'dark');
  preview(app, target, register, text);
  expect([events, [...html.list], [...body.list], html.attributes.size]).toEqual([[], ['dark'], ['dark'], 0]);
});
