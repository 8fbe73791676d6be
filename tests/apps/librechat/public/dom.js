/**
 * Builds an element.
 * @param {string} tag
 * @param {Record<string, unknown>} properties `testid`, `on…` listeners, `aria-…` and `data-…` attributes, or properties
 * @param {(Node | string)[]} children
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name === 'testid') node.dataset.testid = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role' || name === 'for') node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

/** Shows these elements in place of whatever the app showed. */
export const render = (...children) => document.getElementById('root').replaceChildren(...children);

/** A select with a label. */
export function choice(label, id, values, value, onchange) {
  const options = values.map((each) => el('option', { value: each, selected: each === value }, each));
  const select = el('select', { id, testid: id, onchange: (event) => onchange(event.target.value) }, ...options);
  return el('label', { for: id }, label, select);
}

const standIn = document.querySelector('meta[name="stand-in"]').dataset;

/** The release that this page behaves as. */
export const version = standIn.version;
/** How people sign in. */
export const account = standIn.account;
