import { expect, test } from 'vitest';
import { schemeOfApps } from '@/components/appearance';
import { type AppState, initialSettings, initialStatus, type SettingsState, type SharedState } from '@/lib/model';

const app = (theme: string | null): AppState => ({
  ...{ connection: null, status: initialStatus, user: null, llm: null, leftOut: {} },
  ui: theme === null ? null : { theme, language: null, textSize: null },
});
const apps = (anythingllm: string | null, librechat: string | null): SharedState['apps'] => ({
  anythingllm: app(anythingllm),
  librechat: app(librechat),
});
/** The theme that is in step. */
const inStep = (value: string, mode: 'automatic' | 'off'): SettingsState => ({
  people: 'p',
  changes: [],
  offers: { anythingllm: null, librechat: null },
  rights: { rights: [], asked: [] } as unknown as SettingsState['rights'],
  settings: {
    ...initialSettings,
    modes: { ...initialSettings.modes, 'ui.theme': mode },
    registers: { 'ui.theme': { value: { value }, seq: 1, from: 'edit' } },
  },
});

test.each([
  ['dark', 'dark', 'dark'],
  ['default', 'high-contrast-dark', 'dark'],
  ['light', null, 'light'],
  ['light', 'dark', null],
  ['system', 'system', null],
  [null, null, null],
])('when the apps hold %s and %s, then views are %s', (anythingllm, librechat, scheme) => {
  expect(schemeOfApps({ settings: null, apps: apps(anythingllm, librechat) })).toBe(scheme);
});

test('when a theme was just set in step, then views have it before any app does', () => {
  expect(schemeOfApps({ settings: inStep('dark', 'automatic'), apps: apps('light', 'light') })).toBe('dark');
  expect(schemeOfApps({ settings: inStep('system', 'automatic'), apps: apps('light', 'light') })).toBeNull();
});

test('when the theme is not kept in step, then views follow what the apps hold', () => {
  expect(schemeOfApps({ settings: inStep('dark', 'off'), apps: apps('light', 'light') })).toBe('light');
});
