import type { UserSeed } from '../options';
import { newWorkspace } from '../server/workspace-routes';
import { type AnythingLlmState, nextId, type Workspace } from '../state';

/** The accounts of the server whose exchanges were recorded. */
export const RECORDED_USERS: readonly UserSeed[] = [
  { username: 'admin', password: 'Admin-pass-1', role: 'admin' },
  { username: 'mona', password: 'Mona-pass-1', role: 'manager' },
  { username: 'dana', password: 'Dana-pass-1', role: 'default' },
];

const WORKSPACES: readonly [name: string, fields: Partial<Workspace>][] = [
  [
    'Research Notes',
    { openAiTemp: 0.4, openAiHistory: 12, openAiPrompt: 'You are a careful research assistant.', chatMode: 'chat' },
  ],
  [
    'Customer Support',
    {
      openAiTemp: 0.9,
      similarityThreshold: 0.5,
      chatProvider: 'anthropic',
      chatModel: 'claude-sonnet-4-6',
      topN: 6,
      chatMode: 'query',
      queryRefusalResponse: 'I do not know.',
    },
  ],
  ['Legal & Compliance', {}],
];

const THREADS: readonly [name: string, slug: string, workspaceId: number][] = [
  ['Reading list', '749c3e4f-8177-44cd-aef4-0fc11b746cf9', 1],
  ['Interview plan', 'fffd0947-32a4-40b2-a3f2-dcb4037d55bc', 1],
  ['Refund case 4711', '72c43d15-0ab4-43b8-b3b9-d9af09b20ad7', 2],
];

const CHATS: readonly [workspaceId: number, threadId: number | null, prompt: string, answer: string][] = [
  [1, null, 'What is in my notes?', 'Nothing yet.'],
  [1, 1, 'Suggest three books', 'Here are three books.'],
  [2, 3, 'Refund case 4711 status?', 'It is pending.'],
];

/** The default user's id. */
const DANA = 3;

/** Pairs of user and workspace: the admin is in all, the default user in the second. */
const MEMBERS = [
  [1, 1],
  [1, 2],
  [DANA, 2],
  [1, 3],
] as const;

function documentOf(workspaceId: number, id: number, title: string, createdAt: string) {
  const docId = `${String(id).repeat(8)}-${String(id).repeat(4)}-4${String(id).repeat(3)}-8${String(id).repeat(3)}-${String(id).repeat(12)}`;
  const filename = `${title}-${docId}.json`;
  const metadata = JSON.stringify({ id: docId, title, docSource: 'a text file uploaded by the user.', wordCount: 161 });
  const flags = { pinned: false, watched: false, createdAt, lastUpdatedAt: createdAt };
  return { id, docId, filename, docpath: `custom-documents/${filename}`, workspaceId, metadata, ...flags };
}

/** The state of the real server when its exchanges were recorded. */
export function fillRecorded(state: AnythingLlmState): void {
  const createdAt = '2026-11-22T07:42:16.598Z';
  const owner = state.users[0]?.id ?? null;
  for (const [name, fields] of WORKSPACES) state.workspaces.push({ ...newWorkspace(state, name), ...fields });
  for (const [name, slug, workspace_id] of THREADS) {
    const id = nextId(state.threads);
    state.threads.push({ id, name, slug, workspace_id, user_id: owner, createdAt, lastUpdatedAt: createdAt });
  }
  for (const [workspaceId, threadId, prompt, answer] of CHATS) {
    const id = nextId(state.chats);
    const said = { prompt, answer, model: 'gpt-4o', attachments: [], sources: [], createdAt };
    state.chats.push({ id, workspaceId, threadId, userId: owner, ...said });
  }
  if (state.users.some(({ id }) => id === DANA)) {
    const row = {
      id: nextId(state.threads),
      name: 'Dana private thread',
      slug: 'f860d57b-f816-465d-bafc-0b1fbcb73b3b',
    };
    state.threads.push({ ...row, workspace_id: 2, user_id: DANA, createdAt, lastUpdatedAt: createdAt });
  }
  for (const [userId, workspaceId] of state.users.length === 0 ? [] : MEMBERS) {
    state.members.push({ id: nextId(state.members), userId, workspaceId, createdAt });
  }
  state.documents.push(documentOf(1, 1, 'onboarding.txt', createdAt), documentOf(1, 2, 'pricing-2026.md', createdAt));
}
