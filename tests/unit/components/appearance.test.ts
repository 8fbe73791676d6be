import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { followAppearance, schemeOfApps } from '@/components/appearance';
import type { Ports } from '@/components/ports';
import { type AppState, defaultPreferences, type Preferences, type SharedState } from '@/lib/model';
import { emptyState } from '@/lib/shared-state/assemble';
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

type Heard = { readonly source: unknown; readonly data: unknown };

/** A view's document that opened in these colours. */
function view(where: Ports['where'], opened: string, canStore = true) {
  const style = { colorScheme: opened };
  const stored = new Map<string, string>();
  const listeners: ((event: Heard) => void)[] = [];
  const parent = {};
  vi.stubGlobal('document', { documentElement: { style } });
  vi.stubGlobal('window', {
    parent,
    addEventListener: (_: string, hear: (event: Heard) => void) => listeners.push(hear),
  });
  vi.stubGlobal('localStorage', {
    setItem: (key: string, text: string) => {
      if (!canStore) throw new Error('no storage');
      stored.set(key, text);
    },
  });
  const store = createStore(() => ({ ready: false, shared: emptyState }));
  followAppearance({ client: { store }, where } as unknown as Pick<Ports, 'client' | 'where'>);
  const know = (theme: string | null, preferences: Partial<Preferences> = {}) => {
    const shared = { apps: apps(theme, null), preferences: { ...defaultPreferences, ...preferences } };
    store.setState({ ready: true, shared: { ...emptyState, ...shared } });
  };
  const say = (data: unknown, source: unknown = parent) => {
    for (const hear of listeners) hear({ source, data });
  };
  return { style, stored, know, say };
}

afterEach(() => vi.unstubAllGlobals());

test('when the apps’ theme is known, then this view and the next one follow it', () => {
  const { style, stored, know } = view('popup', 'dark');
  expect(style.colorScheme).toBe('dark');
  know('light');
  expect(style.colorScheme).toBe('light');
  expect(stored.get('scheme')).toBe('light');
  know('dark', { appearance: 'system' });
  expect(style.colorScheme).toBe('');
  expect(stored.get('scheme')).toBe('');
});

test('when the browser keeps nothing for pages, then a view has its colours anyway', () => {
  const { style, know } = view('popup', '', false);
  know('dark');
  expect(style.colorScheme).toBe('dark');
});

test('when a panel is in a page, then it has the colours of that page alone', () => {
  const { style, stored, know, say } = view('widget', 'dark');
  know('light');
  expect(style.colorScheme).toBe('dark');
  say('light');
  expect(style.colorScheme).toBe('light');
  say('dark', {});
  expect(style.colorScheme).toBe('light');
  say(null);
  expect(style.colorScheme).toBe('');
  expect(stored.size).toBe(0);
});
