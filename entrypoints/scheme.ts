import { asScheme, schemeKey } from '@/lib/model/scheme';

/**
 * Runs first in a view, before the first paint: a dark view must not flash white. The launcher names the frame of a
 * panel after its page's colours. Every other view starts with the colours of the last view.
 */
export default {
  main() {
    const isFramed = window.top !== window;
    const scheme = asScheme(isFramed ? window.name : localStorage.getItem(schemeKey));
    if (scheme) document.documentElement.style.colorScheme = scheme;
    // A frame's name gives the surrounding page access to a frame that it cannot see.
    if (isFramed) window.name = '';
  },
} satisfies { main(): void };
