import { asScheme, schemeKey } from '@/lib/model/scheme';

/**
 * The first thing that runs in a view, before anything is painted: a view that opens dark must never be white first. The
 * launcher names the frame of a panel after its page's colours; any other view looks as the last one did.
 */
export default {
  main() {
    const scheme = asScheme(window.top === window ? localStorage.getItem(schemeKey) : window.name);
    if (scheme) document.documentElement.style.colorScheme = scheme;
  },
} satisfies { main(): void };
