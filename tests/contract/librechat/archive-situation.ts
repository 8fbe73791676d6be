import { browserFetch } from '../../apps/kit';
import { ALEX, type LibreChatApp, startLibreChat } from '../../apps/librechat';
import { addConversation, createMessage } from '../../apps/librechat/sample/conversations';
import type { Conversation } from '../../apps/librechat/state';
import type { Exchange } from '../kit';

/** Titles of the conversations that the recorded requests made, by the ids that the real server gave them. */
const MADE: Readonly<Record<string, string>> = {
  '117b2453-951a-4f4a-87b3-fd028b7243f7': 'zz-contract linear',
  'db1a6762-a040-4ea5-8c50-79283fa0644a': 'zz-contract recursive',
  '40f675e2-cf3e-4e8c-88e6-fa2ee1e3a0dc': 'zz-contract child first',
  'a8c6da31-f738-43c2-9713-d4df3ef282b7': 'zz-contract bare',
  '23b887e8-8e2f-4ea2-9c0c-2a7f3facb8f9': 'Imported Chat',
  '56637b16-e7fe-4c12-ab21-d9a08c6a4907': 'zz-contract archived',
  '01ee1e99-2667-4c2e-a21a-b34928a195ed': 'zz-contract nulltext',
  '379be068-8034-41c9-8d4a-2d16fbe827b9': 'zz-contract sameid',
  '26a74758-7ab1-4131-9def-325ef4b14625': 'zz-contract badfeedback',
  'c7051b01-69a2-4298-ab2d-e6f33ae4264f': 'zz-contract partial',
  'f40fffad-9dbe-4f1a-96fe-a0486f1cbd71': 'zz-contract types',
  '3addef39-ff1a-402f-ba96-b7959ea0eeb8': 'zz-contract 400',
};

/** Messages of `archive-03`, which were there before. */
const MOVED = {
  conversation: '78c207ad-a0dc-478d-82f2-17646b7cc548',
  messages: ['3742fd90-e5ec-42b2-8fde-691b00ad69fc', 'dbec78c8-ac87-41cc-9101-8ae1e8fc2eac'],
};

/** A stand-in as the recordings of the archive expect it. */
export async function archiveSituation(recording: string) {
  const app = await startLibreChat({ sample: 'empty' });
  const { state } = app;
  const alex = app.user(ALEX.email);
  if (recording.startsWith('archive-03')) {
    const convo = addConversation(state, alex, { conversationId: MOVED.conversation });
    const [first = '', second = ''] = MOVED.messages;
    const question = createMessage(convo, '00000000-0000-0000-0000-000000000000', 'User', 'n 0', first);
    const { content: _, ...answer } = createMessage(convo, first, 'assistant', 'n 1', second);
    state.messages.set(convo.conversationId, [question, answer]);
  }
  if (recording.startsWith('archive-01')) await importLong(app);
  if (recording.startsWith('archive-21')) {
    addConversation(state, alex, {});
    state.imports.set(alex._id, Array(50).fill(Date.now()));
  }
  const authorization = `Bearer ${app.tokenFor(ALEX.email)}`;
  return {
    app,
    options: async ({ request }: Exchange) => {
      for (const [id, title] of Object.entries(MADE)) if (request.path.includes(id)) giveId(app, id, title);
      const isConditional = request.headers['if-none-match'] !== undefined;
      const held = isConditional
        ? await browserFetch(app.origin + request.path, { headers: { authorization } })
        : undefined;
      return { headers: { authorization, ...(held && { 'if-none-match': held.headers.get('etag') ?? undefined }) } };
    },
  };
}

/** Gives the conversation of that title the id that it has in the recording. */
function giveId({ state }: LibreChatApp, id: string, title: string): void {
  const found = [...state.conversations.values()].find((convo: Conversation) => convo.title === title);
  if (!found || found.conversationId === id) return;
  const messages = state.messages.get(found.conversationId);
  state.conversations.delete(found.conversationId);
  found.conversationId = id;
  state.conversations.set(id, found);
  if (messages)
    state.messages.set(
      id,
      messages.map((message) => ({ ...message, conversationId: id })),
    );
}

/** A few of the 400 messages that were recorded without their file. */
async function importLong(app: LibreChatApp): Promise<void> {
  const ends = { createdAt: '2026-02-01T00:00:00.000Z', updatedAt: '2026-02-01T00:00:00.000Z', tokenCount: 100 };
  const messages = [
    { ...ends, messageId: 'a', parentMessageId: null, sender: 'User', text: 'q', isCreatedByUser: true },
    {
      ...{ ...ends, messageId: 'b', parentMessageId: 'a', sender: 'GPT-4o', text: '', isCreatedByUser: false },
      model: 'gpt-4o',
      content: [{ type: 'text', text: 'an answer' }],
    },
  ];
  const form = new FormData();
  const file = { conversationId: 'x', endpoint: 'openAI', title: 'zz-contract 400', messages };
  form.append('file', new Blob([JSON.stringify(file)], { type: 'application/json' }), 'long.json');
  const headers = { authorization: `Bearer ${app.tokenFor(ALEX.email)}` };
  await fetch(`${app.url}api/convos/import`, { method: 'POST', headers, body: form });
}
