import { expect, test } from 'vitest';
import { schemeOfApps } from '@/components/appearance';
import type { AppState, SharedState } from '@/lib/model';
import { off } from '../../gallery/sample';
import { register, settingsState } from '../../gallery/settings-sample';

const app = (theme: string | null): AppState => ({
  ...off,
  ui: theme === null ? null : { theme, language: null, textSize: null },
});
const apps = (anythingllm: string | null, librechat: string | null): SharedState['apps'] => ({
  anythingllm: app(anythingllm),
  librechat: app(librechat),
});
/** The theme that is in step. */
const inStep = (value: string, mode: 'automatic' | 'off') =>
  settingsState({ modes: { 'ui.theme': mode }, registers: { 'ui.theme': register(value) } });

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
