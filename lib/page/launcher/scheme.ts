import type { Scheme } from '@/lib/model/scheme';

/**
 * The colour scheme of the app in this page; null while it has none yet. LibreChat shows it by a class. AnythingLLM
 * shows it by an attribute, which LibreChat may have for another purpose (measured: facts/librechat-scheme,
 * facts/anythingllm-scheme).
 */
export function pageScheme({ classList, dataset }: Pick<HTMLElement, 'classList' | 'dataset'>): Scheme | null {
  for (const scheme of ['dark', 'light'] as const) if (classList.contains(scheme)) return scheme;
  if (dataset.theme === undefined) return null;
  return dataset.theme === 'light' ? 'light' : 'dark';
}
