import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { followAppearance } from '@/components/appearance';
import type { Ports } from '@/components/ports';
import type { AppState, Preferences } from '@/lib/model';
import { defaultPreferences } from '@/lib/model';
import { emptyState } from '@/lib/shared-state/assemble';

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
    const ui = theme === null ? null : { theme, language: null, textSize: null };
    const app = { ...emptyState.apps.anythingllm, ui } as AppState;
    store.setState({
      ready: true,
      shared: {
        ...emptyState,
        apps: { ...emptyState.apps, anythingllm: app },
        preferences: { ...defaultPreferences, ...preferences },
      },
    });
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
