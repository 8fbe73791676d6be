import { expect, test } from 'vitest';
import { pageScheme } from '@/lib/page/launcher/scheme';

const page = (classes: readonly string[], theme?: string) =>
  pageScheme({
    classList: { contains: (name: string) => classes.includes(name) } as DOMTokenList,
    dataset: theme === undefined ? {} : { theme },
  });

test.each([
  ['LibreChat dark', ['dark'], undefined, 'dark'],
  ['LibreChat light', ['light'], undefined, 'light'],
  ['LibreChat dark with a named theme', ['dark'], 'light', 'dark'],
  ['AnythingLLM light', [], 'light', 'light'],
  ['AnythingLLM dark', [], 'dark', 'dark'],
  ['AnythingLLM with a theme that it does not know', [], 'solarized', 'dark'],
  ['a page that has not started', [], undefined, null],
] as const)('when the page is %s, then the launcher is, too', (_name, classes, theme, scheme) => {
  expect(page(classes, theme)).toBe(scheme);
});
