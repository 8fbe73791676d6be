import type { AnythingLlmApp, AnythingLlmOptions, Workspace } from '../../apps/anythingllm';
import { DIALOGUES } from '../../apps/anythingllm/sample/dialogues';
import { newWorkspace } from '../../apps/anythingllm/server/workspace-routes';
import { JWT_SECRET } from './secret';

interface Setup {
  recording: string;
  options: AnythingLlmOptions;
  prepare: (app: AnythingLlmApp) => void;
}

const USERS = [
  { username: 'admin', password: 'x', role: 'admin' },
  { username: 'mona', password: 'x', role: 'manager' },
  { username: 'dana', password: 'x', role: 'default' },
  { username: 'none', password: 'x', role: 'default' },
  { username: 'zz-contract-def', password: 'x', role: 'default' },
] as const;

const common = {
  jwtSecret: JWT_SECRET,
  sample: 'empty',
  passwordCostMs: 0,
  betweenWords: async () => undefined,
} as const;
const multi: AnythingLlmOptions = { ...common, mode: 'multi', users: USERS };

function addWorkspace({ state }: AnythingLlmApp, name: string, slug: string): Workspace {
  const workspace = { ...newWorkspace(state, name), slug };
  state.workspaces.push(workspace);
  return workspace;
}

/** The workspace of the recordings, and one that the default user is not in. */
function prepare(app: AnythingLlmApp): Workspace {
  const { state } = app;
  addWorkspace(app, 'General', 'general');
  const workspace = addWorkspace(app, 'zz-contract one', 'zz-contract-one');
  const createdAt = '2026-11-29T08:06:43.286Z';
  state.members.push({ id: 11, userId: 5, workspaceId: workspace.id, createdAt });
  return workspace;
}

const at = '2026-11-29T08:07:41.384Z';

interface Turn {
  id: number;
  userId: number | null;
  threadId?: number;
  prompt: string;
  sources?: Record<string, unknown>[];
  attachments?: { name: string; mime: string; contentString: string }[];
}

function addTurn({ state }: AnythingLlmApp, workspace: Workspace, turn: Turn): void {
  const said = { answer: 'a', model: 'gpt-4.1', provider: 'OpenAiLLM', attachments: [], sources: [] };
  state.chats.push({ workspaceId: workspace.id, threadId: null, createdAt: at, ...said, ...turn });
}

function addThread({ state }: AnythingLlmApp, workspace: Workspace, id: number, slug: string, user: number | null) {
  const owner = { workspace_id: workspace.id, user_id: user };
  state.threads.push({ id, name: 'zz question 0', slug, ...owner, createdAt: at, lastUpdatedAt: at });
}

/** A file of the document folder, under the name that the recorded requests give. */
function addFile({ state }: AnythingLlmApp, title: string, id: string): void {
  const texts = { docAuthor: 'Unknown', description: 'Unknown', docSource: 'x', chunkSource: '', published: 'x' };
  const file = { folder: 'custom-documents', name: `${title}-${id}.json`, id, url: `file:///${title}`, title };
  state.files.push({ ...file, ...texts, wordCount: 181, token_count_estimate: 280, pageContent: 'zebra' });
}

/** The recordings of what the archive asks and writes. */
export const ARCHIVE_SETUPS: readonly Setup[] = [
  {
    recording: 'archive-01-multi-chats',
    options: multi,
    prepare: (app) => {
      const workspace = prepare(app);
      addTurn(app, workspace, { id: 21, userId: 5, prompt: 'hello from the default role' });
      addTurn(app, workspace, { id: 22, userId: 1, prompt: 'hello from the admin' });
      // The thread gets this id with the first exchange.
      addTurn(app, workspace, { id: 23, userId: 5, threadId: 1, prompt: 'a question in a thread' });
    },
  },
  {
    recording: 'archive-02-multi-export-search',
    options: multi,
    prepare: (app) => {
      const workspace = prepare(app);
      addThread(app, workspace, 14, '2a92bd66-7ddb-4f74-86eb-e7170aceb657', 5);
      for (const id of [224, 225, 226]) addTurn(app, workspace, { id, userId: 5, threadId: 14, prompt: 'lorem' });
    },
  },
  {
    recording: 'archive-03-multi-documents',
    options: multi,
    prepare: (app) => {
      const workspace = prepare(app);
      Object.assign(workspace, { chatProvider: 'openai', chatModel: 'gpt-4.1' });
      addTurn(app, workspace, { id: 21, userId: 5, prompt: 'hello from the default role' });
      const { sources = [] } = DIALOGUES['What is in my notes?'] ?? {};
      addTurn(app, workspace, { id: 228, userId: 5, prompt: 'zebra facts about the quarterly budget', sources });
      addFile(app, 'zz-contract-a.txt', '29b85019-068e-4e4c-82d4-b101c99980b9');
      addFile(app, 'zz-embed.txt', 'aee8f250-b46e-4c8a-ab28-21dd4f4b691c');
    },
  },
  {
    recording: 'archive-05-password',
    options: { ...common, mode: 'password', password: 'Open-sesame-1' },
    prepare: (app) => {
      const workspace = addWorkspace(app, 'zz-contract pw', 'zz-contract-pw');
      Object.assign(workspace, { chatProvider: 'openai', chatModel: 'gpt-4.1' });
      addThread(app, workspace, 8, '9e825620-3b91-48c6-b6e7-3989773acd1a', null);
      addFile(app, 'zz-pw.txt', '3089cc3b-3397-4925-acd3-273bd0170f0f');
      const filename = app.state.files[0]?.name ?? '';
      const row = { id: 2, docId: 'x', filename, docpath: `custom-documents/${filename}`, metadata: '{}' };
      const rest = { workspaceId: workspace.id, pinned: false, watched: false, createdAt: at, lastUpdatedAt: at };
      app.state.documents.push({ ...row, ...rest });
      for (const id of [13, 14, 15]) addTurn(app, workspace, { id, userId: null, threadId: 8, prompt: 'zz question' });
    },
  },
];
