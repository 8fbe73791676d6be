import { el } from './dom.js';
import { get, request, urlOf } from './http.js';
import { chat } from './models.js';

/** The navigator comes with the third message (measured: facts/librechat-layout). */
const NAVIGATED_FROM = 3;

const ROOT = '00000000-0000-0000-0000-000000000000';

const wordsOf = (message) => message.text || (message.content ?? []).map((part) => part.text ?? '').join('');

/**
 * The chat: messages, the prompt, and a turn as LibreChat takes one (POST, then the stream, then the title).
 * @param {{add: (convo: object) => void, retitle: (id: string, title: string) => void}} list
 */
export function chatView(list) {
  const messages = el('div', { id: 'messages-view' });
  const beside = el('div', { className: 'beside-messages' });
  const showBeside = () => beside.replaceChildren(...besideMessages(messages));
  messages.addEventListener('scroll', showBeside);
  window.addEventListener('resize', showBeside);
  const prompt = el('textarea', { id: 'prompt-textarea', testid: 'text-input', 'aria-label': 'Message input' });
  const button = el('button', { id: 'send-button', testid: 'send-button', type: 'submit' }, 'Send');
  const state = { conversationId: undefined, parentMessageId: ROOT };
  const add = (message) => {
    const node = el('div', { className: 'message', 'data-sender': message.sender }, wordsOf(message));
    messages.append(node);
    return node;
  };
  const fail = (text) => messages.append(el('div', { role: 'alert', testid: 'chat-error' }, text));

  const show = async (conversationId) => {
    Object.assign(state, { conversationId, parentMessageId: ROOT });
    messages.replaceChildren();
    showBeside();
    if (conversationId === undefined) return;
    const all = await get(`api/messages/${conversationId}`);
    messages.replaceChildren();
    for (const message of all) add(message);
    showBeside();
    state.parentMessageId = all.at(-1)?.messageId ?? ROOT;
  };

  const sendTurn = async (text) => {
    const isNew = state.conversationId === undefined;
    const messageId = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    add({ sender: 'User', text });
    const body = {
      ...{ text, sender: 'User', isCreatedByUser: true, messageId, ...state, error: false },
      ...{ endpoint: chat.endpoint, model: chat.model, ...chat.parameters },
      ...{ key: 'never', isTemporary: false, isRegenerate: false, isContinued: false },
    };
    const started = await request('POST', `api/agents/chat/${encodeURIComponent(chat.endpoint)}`, { body });
    const { streamId, conversationId } = started.data ?? {};
    if (!streamId) return fail('Something went wrong');
    state.conversationId = conversationId;
    if (isNew) {
      document.body.dataset.chat = 'open';
      history.replaceState(null, '', urlOf(`c/${conversationId}`));
      list.add({ conversationId, title: 'New Chat' });
    }
    const answer = add({ sender: chat.model, text: '' });
    const onText = (stream) => {
      answer.textContent = deltasOf(stream);
    };
    messages.dataset.streaming = 'true';
    await request('GET', `api/agents/chat/stream/${streamId}`, { accept: 'text/event-stream', onText });
    delete messages.dataset.streaming;
    if (isNew) {
      const title = await request('GET', `api/convos/gen_title/${conversationId}`);
      if (title.status === 200) list.retitle(conversationId, title.data.title);
    }
    await show(conversationId);
  };

  const onsubmit = (event) => {
    event.preventDefault();
    const text = prompt.value.trim();
    prompt.value = '';
    if (text) sendTurn(text).catch(() => fail('Connection lost'));
  };
  prompt.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey) onsubmit(event);
  });
  return {
    element: el('div', { className: 'chat' }, messages, beside, el('form', { onsubmit }, prompt, button)),
    show,
  };
}

/**
 * The controls at the right edge of a chat in LibreChat 0.8.7. The message navigator appears from 768 px on, with a
 * chevron at each end and a line for every message. "Scroll to bottom" appears while the end of the chat is out of
 * sight.
 */
function besideMessages(messages) {
  const all = [...messages.querySelectorAll('.message')];
  const button = (className, label, onclick) =>
    el('button', { type: 'button', className, 'aria-label': label, onclick });
  const toEnd = () => messages.scrollTo({ top: messages.scrollHeight });
  const shown = [];
  if (messages.scrollHeight - messages.scrollTop - messages.clientHeight > 100)
    shown.push(button('to-bottom', 'Scroll to bottom', toEnd));
  if (all.length >= NAVIGATED_FROM) {
    const lines = all.map((message) => {
      const isUser = message.dataset.sender === 'User';
      const label = `Go to ${isUser ? 'user' : 'assistant'} message: ${message.textContent.slice(0, 30)}`;
      return button(isUser ? 'line' : 'line wide', label, () => message.scrollIntoView());
    });
    const column = el('div', {}, ...lines, button('line wide', 'Scroll to bottom', toEnd));
    const by = (height) => () => messages.scrollBy({ top: height });
    const ends = [
      button('chevron', 'Navigate to previous message', by(-200)),
      button('chevron', 'Navigate to next message', by(200)),
    ];
    shown.push(el('nav', { className: 'message-nav', 'aria-label': 'Message navigation' }, ends[0], column, ends[1]));
  }
  return shown;
}

/** The words that a stream has brought so far. */
function deltasOf(stream) {
  return stream
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line.endsWith('}'))
    .map((line) => JSON.parse(line.slice(6)).data?.delta?.content?.[0]?.text ?? '')
    .join('');
}
