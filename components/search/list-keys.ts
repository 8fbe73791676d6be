import type { Line } from './entries';

/** The effect of a key in the search box on the list. */
export type ListMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'expand' | 'collapse'; readonly slug: string; readonly to: number }
  | { readonly kind: 'clear' };

export interface KeyPress {
  readonly key: string;
  /** The text cursor is at the end of the text, and nothing is selected. */
  readonly atEnd: boolean;
  readonly query: string;
  readonly composing: boolean;
  /** The page reads from right to left, so the arrows are swapped. */
  readonly rtl: boolean;
}

const page = 8;

/**
 * The move for a key, or null if the key belongs to the text field. `active` is -1 if no line is active: then Enter
 * opens the first hit of a search.
 */
export function listMove(
  press: KeyPress,
  lines: readonly Line[],
  active: number,
  expanded: ReadonlySet<string>,
): ListMove | null {
  // While a Chinese or Japanese word is being composed, all keys belong to the input method.
  if (press.composing) return null;
  const last = lines.length - 1;
  const go = (to: number): ListMove | null => (last < 0 ? null : { kind: 'go', to: Math.max(0, Math.min(last, to)) });
  const [inward, outward] = press.rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  switch (press.key) {
    case 'ArrowDown':
      return go(active === last ? 0 : active + 1);
    case 'ArrowUp':
      return go(active <= 0 ? last : active - 1);
    case 'PageDown':
      return go(active + page);
    case 'PageUp':
      return go(active - page);
    case 'Enter': {
      const at = active < 0 && press.query.trim() !== '' ? 0 : active;
      return lines[at] ? { kind: 'open', at } : null;
    }
    case 'Escape':
      return press.query === '' ? null : { kind: 'clear' };
    case inward: {
      const item = lines[active]?.entry.item;
      if (item?.kind !== 'workspace' || !press.atEnd || expanded.has(item.slug)) return null;
      return { kind: 'expand', slug: item.slug, to: active };
    }
    case outward:
      return collapse(lines, active, expanded);
    default:
      return null;
  }
}

/** Left on a workspace or on one of its threads closes the workspace and makes it the active line. */
function collapse(lines: readonly Line[], active: number, expanded: ReadonlySet<string>): ListMove | null {
  const line = lines[active];
  if (!line) return null;
  const { item } = line.entry;
  const slug =
    item.kind === 'workspace' ? item.slug : item.kind === 'thread' && line.nested ? item.workspaceSlug : null;
  if (slug === null || !expanded.has(slug)) return null;
  const to = lines.findIndex(({ entry }) => entry.item.kind === 'workspace' && entry.item.slug === slug);
  return { kind: 'collapse', slug, to };
}
