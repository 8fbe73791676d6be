import { appIds, type SharedState } from '@/lib/model';
import { asScheme, type Scheme, schemeKey } from '@/lib/model/scheme';
import type { Ports } from './ports';
import { themeMeaning } from './settings/theme-meaning';
import { wanted } from './settings/wanted';

/** The apps' colour scheme: that of the theme in step, else of the theme that both have; null: the system's. */
export function schemeOfApps({ settings, apps }: Pick<SharedState, 'settings' | 'apps'>): Scheme | null {
  const isInStep = settings && settings.settings.modes['ui.theme'] !== 'off';
  const theme = isInStep ? wanted('ui.theme', settings.settings) : null;
  if (theme !== null) return asScheme(theme);
  const [first, ...others] = appIds.flatMap((app) => apps[app].ui?.theme ?? []).map(themeMeaning);
  return others.every((other) => other === first) ? asScheme(first) : null;
}

function remember(scheme: Scheme | null): void {
  try {
    localStorage.setItem(schemeKey, scheme ?? '');
  } catch {
    // The browser stores nothing for pages: then each view opens in the system's colours, and changes at once.
  }
}

/**
 * Keeps this view in the colour scheme that the user wants. A panel in a page uses the page's scheme, which the
 * launcher sends; other views use that of the apps, or the system's.
 */
export function followAppearance({ client, where }: Pick<Ports, 'client' | 'where'>): void {
  let ofPage = asScheme(document.documentElement.style.colorScheme);
  const follow = () => {
    const { ready, shared } = client.store.getState();
    // The first scheme stays until the state is known.
    if (!ready) return;
    const ofApps = where === 'widget' ? ofPage : schemeOfApps(shared);
    const scheme = shared.preferences.appearance === 'system' ? null : ofApps;
    document.documentElement.style.colorScheme = scheme ?? '';
    if (where !== 'widget') remember(scheme);
  };
  if (where === 'widget') {
    window.addEventListener('message', ({ source, data }) => {
      if (source !== window.parent) return;
      ofPage = asScheme(data);
      follow();
    });
  }
  client.store.subscribe(follow);
  follow();
}
