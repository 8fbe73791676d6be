import type { Scheme } from '@/lib/model/scheme';

/**
 * The colours of the app in this page; null while it has none yet. LibreChat tells them by a class; AnythingLLM by an attribute,
 * which LibreChat may have, too, for something else (AnythingLLM 1.16, LibreChat 0.8.7 and the coming 0.8.8, measured).
 */
export function pageScheme({ classList, dataset }: Pick<HTMLElement, 'classList' | 'dataset'>): Scheme | null {
  for (const scheme of ['dark', 'light'] as const) if (classList.contains(scheme)) return scheme;
  if (dataset.theme === undefined) return null;
  return dataset.theme === 'light' ? 'light' : 'dark';
}
