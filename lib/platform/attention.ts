import type { Attention } from '@/lib/shared-state';

/** The visibility and input of a view's own document. */
export const documentAttention: Attention = {
  isVisible: () => document.visibilityState === 'visible',
  subscribe({ onVisibility, onInput }) {
    const ended = new AbortController();
    const options = { signal: ended.signal, capture: true, passive: true } as const;
    document.addEventListener('visibilitychange', onVisibility, options);
    for (const type of ['keydown', 'pointerdown']) document.addEventListener(type, onInput, options);
    return () => ended.abort();
  },
};
