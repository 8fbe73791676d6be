import { asScheme, schemeKey } from '@/lib/model/scheme';

/**
 * The first thing that runs in a view, before anything is painted: a view that opens dark must never be white first. The
 * launcher names the frame of a panel after its page's colours; any other view looks as the last one did.
 */
export default {
  main() {
    const isFramed = window.top !== window;
    const scheme = asScheme(isFramed ? window.name : localStorage.getItem(schemeKey));
    if (scheme) document.documentElement.style.colorScheme = scheme;
    // By its name the page around it could reach a frame that it cannot see.
    if (isFramed) window.name = '';
  },
} satisfies { main(): void };
