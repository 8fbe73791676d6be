import { request, requestJson } from './api.js';
import { el } from './elements.js';
import { KEYS } from './keys.js';
import { go, link } from './navigation.js';
import { followTextSize } from './preferences.js';

function message(role, text) {
  return el('p', { class: `message ${role}`, dir: 'auto' }, text);
}

/** Reads the events of a streamed answer into an element; true when it came to its end. */
async function readAnswer(response, answer) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return false;
    const frames = (rest + value).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      const data = JSON.parse(frame.slice('data: '.length));
      if (data.type === 'textResponseChunk') answer.append(data.textResponse);
      if (data.type === 'abort') answer.append(data.error);
      if (data.type === 'finalizeResponseStream') return true;
    }
  }
}

function promptBox(path, history) {
  const textarea = el('textarea', { id: 'primary-prompt-input', placeholder: 'Send a message' });
  const send = async (event) => {
    event.preventDefault();
    const text = textarea.value.trim();
    if (text === '') return;
    textarea.value = '';
    const answer = message('assistant', '');
    history.append(message('user', text), answer);
    history.dataset.streaming = 'true';
    try {
      const body = { message: text, attachments: [] };
      await readAnswer(await request(`${path}/stream-chat`, { method: 'POST', body }), answer);
    } catch {
      answer.append('Could not answer.');
    }
    history.dataset.streaming = 'false';
  };
  const button = el('button', { type: 'submit', 'data-testid': 'send', 'aria-label': 'Send' }, '↑');
  return el('form', { id: 'prompt-input-wrapper', onsubmit: send }, textarea, button);
}

function threadList(slug, threads) {
  const items = threads.map((thread) =>
    el('li', {}, link(`/workspace/${slug}/t/${thread.slug}`, thread.name, { 'data-testid': 'thread-link' })),
  );
  const create = async () => {
    const made = await requestJson(`workspace/${slug}/thread/new`, { method: 'POST' });
    if (made?.thread) go(`/workspace/${slug}/t/${made.thread.slug}`);
  };
  const button = el('button', { type: 'button', 'data-testid': 'new-thread', onclick: create }, 'New thread');
  return el('aside', { class: 'threads' }, el('ul', { 'aria-label': 'Threads' }, ...items), button);
}

function renameForm(slug, thread) {
  const input = el('input', { 'data-testid': 'thread-name', 'aria-label': 'Thread name', value: thread.name });
  const rename = async (event) => {
    event.preventDefault();
    const body = { name: input.value };
    await requestJson(`workspace/${slug}/thread/${thread.slug}/update`, { method: 'POST', body });
    go(`/workspace/${slug}/t/${thread.slug}`, { replace: true });
  };
  return el('form', { onsubmit: rename }, input, el('button', { type: 'submit' }, 'Rename'));
}

/** A workspace's chat, in its default thread or another. */
export async function showChat(main, slug, threadSlug) {
  const workspace = (await requestJson(`workspace/${slug}`))?.workspace;
  if (!workspace) {
    main.replaceChildren(el('h1', { 'data-testid': 'not-found' }, 'Workspace not found!'));
    return;
  }
  const { name } = workspace;
  window.localStorage.setItem(KEYS.lastWorkspace, JSON.stringify({ slug, name }));
  const path = threadSlug === null ? `workspace/${slug}` : `workspace/${slug}/thread/${threadSlug}`;
  const [threads, chats] = await Promise.all([requestJson(`workspace/${slug}/threads`), requestJson(`${path}/chats`)]);
  const rows = threads?.threads ?? [];
  const thread = rows.find((each) => each.slug === threadSlug);
  const messages = (chats?.history ?? []).map(({ role, content }) => message(role, content));
  const history = el('section', { id: 'chat-history', 'data-streaming': 'false' }, ...messages);
  followTextSize(history);
  main.replaceChildren(
    el('h1', { 'data-testid': 'workspace-title', dir: 'auto' }, name),
    ...(thread
      ? [el('h2', { 'data-testid': 'thread-title', dir: 'auto' }, thread.name), renameForm(slug, thread)]
      : []),
    threadList(slug, rows),
    history,
    promptBox(path, history),
  );
}
