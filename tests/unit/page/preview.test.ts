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

function page(system: 'light' | 'dark', ...classes: string[]) {
  const [html, body] = [fakeElement(...classes), fakeElement(...classes)];
  const events: [string, unknown][] = [];
  const window = {
    matchMedia: (query: string) => ({ matches: query === `(prefers-color-scheme: ${system})` }),
    dispatchEvent: (event: CustomEvent) => events.push([event.type, event.detail]),
  };
  const target = { document: { documentElement: html, body }, window } as unknown as PreviewTarget;
  return { html, body, events, target };
}

test.each([
  ['light', 'dark', 'light', ['light']],
  ['dark', 'light', 'dark', []],
  ['system', 'light', 'light', ['light']],
  ['system', 'dark', 'dark', []],
  ['solarized', 'light', 'dark', []],
] as const)('AnythingLLM’s theme %s on a system that is %s looks %s', (theme, system, shown, classes) => {
  for (const before of [[], ['light']]) {
    const { html, body, target } = page(system, ...before);
    preview('anythingllm', target, 'ui.theme', theme);
    expect(html.attributes.get('data-theme')).toBe(shown);
    expect([...body.list]).toEqual(classes);
  }
});

test.each([
  ['light', 'dark', 'light'],
  ['dark', 'light', 'dark'],
  ['system', 'light', 'light'],
  ['system', 'dark', 'dark'],
] as const)('LibreChat’s theme %s on a system that is %s looks %s', (theme, system, shown) => {
  for (const before of ['light', 'dark']) {
    const { html, target } = page(system, before, 'other');
    preview('librechat', target, 'ui.theme', theme);
    expect([...html.list].sort()).toEqual([shown, 'other'].sort());
  }
});

test('AnythingLLM is told its text size in a plain string', () => {
  const { events, target } = page('light');
  preview('anythingllm', target, 'ui.textSize', 'large');
  expect(events).toEqual([['textSizeChange', 'large']]);
});

test.each([
  ['anythingllm', 'ui.language', 'de'],
  ['librechat', 'ui.language', 'de-DE'],
  ['librechat', 'ui.textSize', 'text-lg'],
] as const)('nothing else is shown before the page is loaded again: %s %s', (app: AppId, register, text) => {
  const { html, body, events, target } = page('light', 'dark');
  preview(app, target, register, text);
  expect([events, [...html.list], [...body.list], html.attributes.size]).toEqual([[], ['dark'], ['dark'], 0]);
});
