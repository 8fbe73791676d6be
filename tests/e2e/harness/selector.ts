/** What {@link Selector} knows of the roles that HTML gives by itself; any other must stand in the element's `role`. */
export type Role = 'button' | 'combobox' | 'heading' | 'listitem' | 'menuitem' | 'option' | 'radio';

/**
 * How a test names an element: as a person perceives it first, by CSS where nothing better exists.
 * Role, label and text match only what is rendered. Texts are compared with collapsed white space and without case;
 * where some elements match a text entirely, those that merely contain it are left out ("Connect" does not match
 * "Connect later" while both are shown).
 */
export type Selector =
  | string
  | { readonly role: Role; readonly name?: string | RegExp; readonly nth?: number; readonly within?: Selector }
  | { readonly label: string | RegExp; readonly nth?: number; readonly within?: Selector }
  | { readonly text: string | RegExp; readonly nth?: number; readonly within?: Selector }
  | { readonly testId: string; readonly nth?: number; readonly within?: Selector }
  | { readonly css: string; readonly nth?: number; readonly within?: Selector };

/** A text or pattern in a form that survives the way into the page. */
export type WireText =
  | { readonly text: string }
  | { readonly pattern: { readonly source: string; readonly flags: string } };

/** A {@link Selector} in a form that survives the way into the page. */
export interface WireSelector {
  readonly by: 'css' | 'testId' | 'role' | 'label' | 'text';
  /** CSS selector, test id or role. */
  readonly value?: string;
  readonly text?: WireText;
  readonly nth?: number;
  readonly within?: WireSelector;
}

export function toWireText(text: string | RegExp): WireText {
  // A global or sticky pattern keeps state between tests of it; here each element is tested by itself.
  return typeof text === 'string'
    ? { text }
    : { pattern: { source: text.source, flags: text.flags.replace(/[gy]/g, '') } };
}

export function toWire(selector: Selector): WireSelector {
  if (typeof selector === 'string') return { by: 'css', value: selector };
  const rest = {
    ...(selector.nth === undefined ? {} : { nth: selector.nth }),
    ...(selector.within === undefined ? {} : { within: toWire(selector.within) }),
  };
  if ('css' in selector) return { by: 'css', value: selector.css, ...rest };
  if ('testId' in selector) return { by: 'testId', value: selector.testId, ...rest };
  if ('label' in selector) return { by: 'label', text: toWireText(selector.label), ...rest };
  if ('text' in selector) return { by: 'text', text: toWireText(selector.text), ...rest };
  return {
    by: 'role',
    value: selector.role,
    ...(selector.name === undefined ? {} : { text: toWireText(selector.name) }),
    ...rest,
  };
}

/** The selector as words for error messages, for example `button "Connect"`. */
export function describeSelector(selector: Selector): string {
  if (typeof selector === 'string') return selector;
  const quoted = (text: string | RegExp) => (typeof text === 'string' ? `"${text}"` : String(text));
  const place =
    (selector.nth === undefined ? '' : ` number ${selector.nth}`) +
    (selector.within === undefined ? '' : ` within ${describeSelector(selector.within)}`);
  if ('css' in selector) return selector.css + place;
  if ('testId' in selector) return `test id "${selector.testId}"${place}`;
  if ('label' in selector) return `field ${quoted(selector.label)}${place}`;
  if ('text' in selector) return `text ${quoted(selector.text)}${place}`;
  return `${selector.role}${selector.name === undefined ? '' : ` ${quoted(selector.name)}`}${place}`;
}
