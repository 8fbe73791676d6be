import { el } from './dom.js';
import { get, request } from './http.js';

const ICONS = { rename: '✎', pin: '⚲', archive: '▤', delete: '✕' };

/**
 * The list in the sidebar. It is fetched once per document (and page by page on demand), never again: changes made
 * elsewhere stay invisible until the next load.
 * @param {(conversationId: string) => void} onOpen
 */
export function conversationList(onOpen) {
  const items = el('div', { id: 'conversations', role: 'list' });
  const more = el('button', { type: 'button', testid: 'convo-more', hidden: true }, 'More');
  let cursor;
  const load = async () => {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
    const { conversations, nextCursor } = await get(`api/convos${query}`);
    cursor = nextCursor;
    more.hidden = cursor === null;
    items.append(...conversations.map((convo) => line(convo, onOpen)));
  };
  more.addEventListener('click', load);
  return {
    element: el('div', { testid: 'nav-panel-conversations' }, items, more),
    load,
    /** Puts a chat that was just started on top. */
    add: (convo) => items.prepend(line(convo, onOpen)),
    /** Shows a title that the server made up. */
    retitle: (conversationId, title) => {
      for (const row of items.children) if (row.convo.conversationId === conversationId) show(row, title);
    },
  };
}

function show(row, title) {
  row.convo.title = title;
  const button = row.querySelector('[data-testid="convo-item"]');
  button.setAttribute('aria-label', `${title} conversation`);
  button.textContent = title;
}

function line(convo, onOpen) {
  const { conversationId } = convo;
  const change = (path, fields) => request('POST', path, { body: { arg: { conversationId, ...fields } } });
  const action = (name, onclick) =>
    el('button', { type: 'button', testid: `convo-${name}`, 'aria-label': name, title: name, onclick }, ICONS[name]);
  const rename = () => {
    const input = el('input', { testid: 'convo-title', 'aria-label': 'New title', value: convo.title });
    const onsubmit = async (event) => {
      event.preventDefault();
      const { data } = await change('api/convos/update', { title: input.value });
      form.remove();
      show(row, data.title);
    };
    const form = el('form', { onsubmit }, input);
    row.append(form);
    input.select();
  };
  const archive = async () => {
    await change('api/convos/archive', { isArchived: true });
    row.remove();
  };
  const pin = async () => {
    convo.pinned = !convo.pinned;
    await change('api/convos/pin', { pinned: convo.pinned });
    row.dataset.pinned = String(convo.pinned);
  };
  const remove = async () => {
    await request('DELETE', 'api/convos', { body: { arg: { conversationId, source: 'button' } } });
    row.remove();
  };
  const open = () => onOpen(conversationId);
  const button = el('div', { role: 'button', tabIndex: 0, testid: 'convo-item', onclick: open });
  button.addEventListener('keydown', (event) => event.key === 'Enter' && open());
  const actions = [action('rename', rename), action('pin', pin), action('archive', archive), action('delete', remove)];
  const row = el('div', { role: 'listitem', className: 'convo' }, button, el('span', {}, ...actions));
  row.convo = convo;
  row.dataset.pinned = String(convo.pinned === true);
  show(row, convo.title);
  return row;
}
