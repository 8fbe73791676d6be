/** An element with attributes and children (strings become text). */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** A select with a label. */
export function choice(label, id, options, selected, onchange) {
  const entries = options.map((value) => el('option', { value, selected: value === selected }, value));
  const select = el('select', { id, 'data-testid': id, onchange: () => onchange(select.value) }, ...entries);
  return el('label', {}, `${label} `, select);
}

/** A text field with a label. */
export function field(label, id, value = '', type = 'text') {
  return el('label', {}, `${label} `, el('input', { id, 'data-testid': id, name: id, type, value }));
}

export function root() {
  return document.getElementById('root');
}
