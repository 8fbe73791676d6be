import type { WireSelector, WireText } from './selector';

/** What the harness asks the document of a tab or frame. */
export type Ask =
  | { readonly want: 'matches'; readonly selector: WireSelector }
  | { readonly want: 'point' | 'press' | 'focus' | 'state' | 'selectAll'; readonly selector: WireSelector }
  | { readonly want: 'pressed' }
  | { readonly want: 'option'; readonly selector: WireSelector; readonly option: string }
  | { readonly want: 'attribute'; readonly selector: WireSelector; readonly name: string }
  | { readonly want: 'text'; readonly text: WireText; readonly within?: WireSelector };

export type Answer =
  | { readonly problem: string }
  | { readonly texts: readonly string[]; readonly visible: number }
  | { readonly x: number; readonly y: number }
  | { readonly pressed: Pressed }
  | { readonly text: string; readonly value: string; readonly checked: boolean }
  | { readonly steps: number }
  | { readonly attribute: string | null }
  | { readonly ok: true };

/**
 * Where the click came down since the last `press` was asked for: on that element, elsewhere, or (yet) not wholly, be it
 * that nothing of it arrived or that its end is missing; `gone`: the document that was asked was left.
 */
export type Pressed = 'here' | 'elsewhere' | 'nowhere' | 'gone';

/**
 * Answers one {@link Ask}. Runs inside the document, so that it must not use anything from outside its own body.
 * Both browsers share it: what a selector finds is the same in both, and open shadow roots are looked into.
 * Names follow the essentials of "Accessible Name and Description Computation 1.2".
 */
export function answerInPage(ask: Ask): Answer {
  const page = globalThis as { tandemPress?: { where: Pressed; readonly end: () => void } };
  if (ask.want === 'pressed') {
    if (!page.tandemPress) return { pressed: 'gone' };
    if (page.tandemPress.where !== 'nowhere') page.tandemPress.end();
    return { pressed: page.tandemPress.where };
  }

  /** From now on a click is kept from the page if it comes down on anything else, because the page moved meanwhile. */
  const guardPress = (targets: readonly Element[]): void => {
    page.tandemPress?.end();
    const ended = new AbortController();
    const press = { where: 'nowhere' as Pressed, end: () => ended.abort() };
    page.tandemPress = press;
    const judge = (event: Event) => {
      const path = event.composedPath();
      const isHere = targets.some((target) => path.includes(target));
      // A press alone is no click: the element may move away, or the browser lose the rest, before the button is let go.
      if (press.where === 'nowhere' && !isHere) press.where = 'elsewhere';
      if (event.type === 'click' && press.where === 'nowhere') {
        press.where = 'here';
        press.end();
      } else if (press.where === 'elsewhere') {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      addEventListener(type, judge, { capture: true, signal: ended.signal });
  };

  const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
  const words = (text: string) => collapse(text).toLowerCase();

  function* elementsIn(root: ParentNode): Generator<Element> {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* elementsIn(element.shadowRoot);
    }
  }
  const parentOf = (node: Node): Node | null =>
    (node instanceof Element && node.assignedSlot) ||
    node.parentNode ||
    (node instanceof ShadowRoot ? node.host : null);
  const contains = (outer: Node, inner: Node | null): boolean => {
    for (let node = inner; node; node = parentOf(node)) if (node === outer) return true;
    return false;
  };

  const visible = (element: Element): boolean => {
    if (!element.isConnected) return false;
    if (element.localName === 'option') return visible(element.closest('select') ?? document.body);
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' && style.display !== 'contents') return false;
    if (style.display === 'contents')
      return [...element.childNodes].some((c) => (c instanceof Element ? visible(c) : !!c.textContent?.trim()));
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const hiddenFromAll = (element: Element): boolean => {
    for (let node: Node | null = element; node; node = parentOf(node))
      if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return true;
    return false;
  };

  // The roles that tests ask for, and no others.
  const inputRoles: Record<string, string> = {
    button: 'button',
    submit: 'button',
    radio: 'radio',
    search: 'searchbox',
    text: 'textbox',
  };
  const plainRoles: Record<string, string> = {
    button: 'button',
    summary: 'button',
    option: 'option',
    li: 'listitem',
  };
  const roleOf = (element: Element): string => {
    const explicit = element.getAttribute('role')?.trim().split(/\s+/)[0];
    if (explicit) return explicit;
    const tag = element.localName;
    if (/^h[1-6]$/.test(tag)) return 'heading';
    if (element instanceof HTMLSelectElement) return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    if (element instanceof HTMLInputElement) {
      if (element.list && inputRoles[element.type]) return 'combobox';
      return inputRoles[element.type] ?? '';
    }
    return plainRoles[tag] ?? '';
  };

  const namedByContent = new Set(['button', 'heading', 'option', 'menuitem', 'radio']);
  const contentOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return '';
    if (node.getAttribute('aria-hidden') === 'true' || getComputedStyle(node).display === 'none') return '';
    const label = node.getAttribute('aria-label')?.trim();
    if (label) return ` ${label} `;
    if (node.localName === 'img') return ` ${node.getAttribute('alt') ?? ''} `;
    if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0)
      return node.assignedNodes().map(contentOf).join('');
    const children = [...(node.shadowRoot ?? node).childNodes].map(contentOf).join('');
    return getComputedStyle(node).display.startsWith('inline') ? children : ` ${children} `;
  };
  const labelsOf = (element: Element): string => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const by = element.getAttribute('aria-labelledby');
    if (by) {
      const text = by
        .trim()
        .split(/\s+/)
        .map((id) => root.getElementById(id))
        .map((found) => (found ? found.getAttribute('aria-label') || contentOf(found) : ''))
        .join(' ');
      if (collapse(text)) return collapse(text);
    }
    const own = element.getAttribute('aria-label');
    if (own && collapse(own)) return collapse(own);
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0) return collapse([...labels].map(contentOf).join(' '));
    if (element instanceof HTMLFieldSetElement) {
      const legend = element.querySelector('legend');
      if (legend) return collapse(contentOf(legend));
    }
    if (element instanceof HTMLTableElement && element.caption) return collapse(contentOf(element.caption));
    return '';
  };
  const nameOf = (element: Element): string => {
    const label = labelsOf(element);
    if (label) return label;
    if (element instanceof HTMLInputElement && ['button', 'submit'].includes(element.type))
      if (element.value) return collapse(element.value);
    if (namedByContent.has(roleOf(element))) {
      const content = collapse([...(element.shadowRoot ?? element).childNodes].map(contentOf).join(''));
      if (content) return content;
    }
    return collapse(element.getAttribute('title') || element.getAttribute('placeholder') || '');
  };

  const matcher = (wanted: WireText) => {
    if ('pattern' in wanted) {
      const pattern = new RegExp(wanted.pattern.source, wanted.pattern.flags);
      return { full: () => false, some: (text: string) => pattern.test(text) };
    }
    const text = words(wanted.text);
    return { full: (found: string) => words(found) === text, some: (found: string) => words(found).includes(text) };
  };
  /** Entire matches, or else those that contain the text. */
  const byText = (found: Element[], wanted: WireText, read: (element: Element) => string): Element[] => {
    const match = matcher(wanted);
    const texts = found.map((element) => ({ element, text: read(element) }));
    const entire = texts.filter(({ text }) => match.full(text));
    return (entire.length > 0 ? entire : texts.filter(({ text }) => match.some(text))).map(({ element }) => element);
  };
  const rendered = (element: HTMLElement): string => element.innerText;
  const shownText = (element: Element): string =>
    collapse(element instanceof HTMLElement ? rendered(element) : (element.textContent ?? ''));

  const find = (selector: WireSelector): Element[] => {
    const roots: ParentNode[] = selector.within ? find(selector.within) : [document];
    const all = [
      ...new Set(
        roots.flatMap((root) => [
          ...(root instanceof Element && root.shadowRoot ? elementsIn(root.shadowRoot) : []),
          ...elementsIn(root),
        ]),
      ),
    ];
    const value = selector.value ?? '';
    let found: Element[];
    if (selector.by === 'css') found = all.filter((element) => element.matches(value));
    else if (selector.by === 'testId') found = all.filter((element) => element.getAttribute('data-testid') === value);
    else if (selector.by === 'role') {
      found = all.filter((element) => roleOf(element) === value && visible(element) && !hiddenFromAll(element));
      if (selector.text) found = byText(found, selector.text, nameOf);
    } else if (selector.by === 'label') {
      const fields = all.filter((element) => visible(element) && labelsOf(element) !== '' && !hiddenFromAll(element));
      found = selector.text ? byText(fields, selector.text, labelsOf) : fields;
    } else {
      const wanted = selector.text ?? { text: '' };
      const match = matcher(wanted);
      const holders = all.filter(
        (element) =>
          !['script', 'style', 'head', 'title'].includes(element.localName) &&
          match.some(collapse(element.textContent ?? '')) &&
          visible(element) &&
          match.some(shownText(element)),
      );
      const innermost = holders.filter((outer) => !holders.some((inner) => inner !== outer && contains(outer, inner)));
      found = byText(innermost, wanted, shownText);
    }
    if (selector.nth === undefined) return found;
    const chosen = found.at(selector.nth);
    return chosen ? [chosen] : [];
  };
  const outline = (element: Element): string => {
    const head = element.cloneNode(false) as Element;
    return head.outerHTML.slice(0, 120);
  };

  if (ask.want === 'matches') {
    const found = find(ask.selector);
    return { texts: found.map(shownText), visible: found.filter(visible).length };
  }
  if (ask.want === 'text') {
    const places = ask.within ? find(ask.within) : [document.body ?? document.documentElement];
    if (places.length === 0) return { problem: 'no such element' };
    // innerText stops at shadow roots, so that their hosts' contents are read too.
    const hosts = places.flatMap((place) => [place, ...elementsIn(place)]).filter((element) => element.shadowRoot);
    const shadows = hosts.flatMap((host) => [...(host.shadowRoot?.children ?? [])]);
    const shown = collapse([...places, ...shadows].map(shownText).join(' '));
    return matcher(ask.text).some(shown) ? { ok: true } : { problem: `the text is: ${shown.slice(0, 600)}` };
  }

  const found = find(ask.selector);
  // A hidden twin (a closed dialog, say) is not what a person means.
  const shown = found.filter(visible);
  const candidates = shown.length > 0 ? shown : found;
  const element = candidates[0];
  if (!element) {
    const seen = document.body ? shownText(document.body).slice(0, 300) : '';
    return { problem: `no such element in ${location.href}; the page says: ${seen}` };
  }
  if (candidates.length > 1)
    return { problem: `${candidates.length} match: ${candidates.slice(0, 4).map(outline).join(' ')}` };
  const enabled = !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true';

  if (ask.want === 'attribute') return { attribute: element.getAttribute(ask.name) };
  if (ask.want === 'state') {
    const field = element as HTMLInputElement;
    const checked =
      field.checked ?? (element.getAttribute('aria-checked') ?? element.getAttribute('aria-pressed')) === 'true';
    return { text: shownText(element), value: String(field.value ?? ''), checked };
  }
  if (!visible(element)) return { problem: `it is not visible: ${outline(element)}` };
  if (!enabled) return { problem: `it is disabled: ${outline(element)}` };

  if (ask.want === 'focus' || ask.want === 'selectAll') {
    (element as HTMLElement).focus();
    const active = (element.getRootNode() as Document | ShadowRoot).activeElement;
    if (active !== element && !element.contains(active)) return { problem: `it takes no focus: ${outline(element)}` };
    if (ask.want === 'selectAll') {
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
      else getSelection()?.selectAllChildren(element);
    }
    return { ok: true };
  }
  if (ask.want === 'option') {
    if (!(element instanceof HTMLSelectElement)) return { problem: `it is no select: ${outline(element)}` };
    const usable = [...element.options].filter((option) => !option.matches(':disabled'));
    const target =
      usable.find((option) => option.value === ask.option) ??
      usable.find((option) => words(option.label || option.text) === words(ask.option));
    if (!target) return { problem: `no option "${ask.option}"; there are: ${usable.map((o) => o.text).join(' | ')}` };
    const now = element.selectedOptions[0];
    return { steps: usable.indexOf(target) - (now ? usable.indexOf(now) : -1) };
  }

  const whole = element.getBoundingClientRect();
  if (whole.top < 0 || whole.left < 0 || whole.bottom > innerHeight || whole.right > innerWidth)
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = [...element.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0);
  if (!box) return { problem: `it has no box: ${outline(element)}` };
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const deeper = hit.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === hit) break;
    hit = deeper;
  }
  const labels = [...((element as HTMLInputElement).labels ?? [])];
  if (!hit) return { problem: `it is outside the view: ${outline(element)}` };
  const mine = contains(element, hit) || labels.some((label) => contains(label, hit));
  if (!mine) {
    // It may only be cut off by a part of the page that scrolls by itself.
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    return { problem: `${outline(hit)} covers ${outline(element)}` };
  }
  if (ask.want === 'press') guardPress([element, ...labels]);
  return { x, y };
}
