import { randomUUID } from 'node:crypto';
import { type AnythingLlmOptions, DEFAULT_USERS, type UserSeed } from '../options';
import { newWorkspace } from '../server/workspace-routes';
import { type AnythingLlmState, nextId, type Thread, type User, type Workspace } from '../state';
import { DIALOGUES } from './dialogues';
import { threadName, workspaceName } from './names';
import { fillRecorded, RECORDED_USERS } from './recorded';
import { SampleTurn } from './sample-turn';

function userFrom(seed: UserSeed, index: number): User {
  const { username, password, role } = seed;
  const createdAt = '2026-10-01T08:00:00.000Z';
  return { id: index + 1, username, password, role, suspended: 0, seenRecoveryCodes: true, createdAt, bio: '' };
}

function addWorkspace(state: AnythingLlmState, name: string, fields: Partial<Workspace> = {}): Workspace {
  const workspace = { ...newWorkspace(state, name), ...fields };
  state.workspaces.push(workspace);
  return workspace;
}

function addThread(state: AnythingLlmState, workspace: Workspace, name: string): Thread {
  const { createdAt } = workspace;
  const thread = {
    id: nextId(state.threads),
    name,
    slug: randomUUID(),
    workspace_id: workspace.id,
    user_id: state.users[0]?.id ?? null,
    createdAt,
    lastUpdatedAt: createdAt,
  };
  state.threads.push(thread);
  return thread;
}

function addChat(state: AnythingLlmState, workspace: Workspace, thread: Thread | null, prompt: string): void {
  state.chats.push({
    id: nextId(state.chats),
    workspaceId: workspace.id,
    threadId: thread?.id ?? null,
    userId: state.users[0]?.id ?? null,
    prompt,
    answer: `A short demo answer about “${prompt}”.`,
    attachments: [],
    sources: [],
    ...DIALOGUES[prompt],
    model: 'gpt-4o',
    createdAt: new Date(Date.parse('2026-11-20T09:00:00Z') + state.chats.length * 3_600_000).toISOString(),
  });
}

/** Assigns every user to these workspaces. */
function assignMembers(state: AnythingLlmState, workspaces: readonly Workspace[]): void {
  for (const workspace of workspaces) {
    for (const user of state.users) {
      const { createdAt } = workspace;
      state.members.push({ id: nextId(state.members), userId: user.id, workspaceId: workspace.id, createdAt });
    }
  }
}

/** The age of a demo workspace, so that workspaces and conversations mix in the list. */
function madeDaysAgo(days: number): Pick<Workspace, 'createdAt' | 'lastUpdatedAt'> {
  const createdAt = new Date(Date.now() - days * 24 * 3_600_000).toISOString();
  return { createdAt, lastUpdatedAt: createdAt };
}

function fillDemo(state: AnythingLlmState): void {
  const research = addWorkspace(state, 'Research notes (Demo data)', {
    ...madeDaysAgo(0.08),
    openAiTemp: 0.4,
    chatMode: 'chat',
  });
  const support = addWorkspace(state, 'Customer support (Demo data)', {
    ...madeDaysAgo(1),
    openAiTemp: 0.9,
    chatProvider: 'anthropic',
    chatModel: 'claude-sonnet-4-6',
  });
  const kitchen = addWorkspace(state, 'Kitchen renovation 🔨 (Demo data)', madeDaysAgo(20));
  const arabic = addWorkspace(state, 'أبحاث السوق (Demo data)', madeDaysAgo(45));
  const japanese = addWorkspace(state, '顧客サポート (Demo data)', madeDaysAgo(95));
  addWorkspace(state, 'Salaries, management only (Demo data)', madeDaysAgo(210));
  addChat(state, research, addThread(state, research, 'Reading list'), 'Suggest three books');
  addChat(state, research, addThread(state, research, 'Interview plan'), 'Ten questions for the interview');
  addChat(state, support, addThread(state, support, 'Refund case 4711'), 'Status of refund case 4711?');
  addChat(state, kitchen, addThread(state, kitchen, 'Tiles and budget'), 'Compare these tile offers');
  addChat(state, japanese, addThread(state, japanese, '会議の議事録'), '次の会議の議題は？');
  addChat(state, research, null, 'What is in my notes?');
  for (const user of state.users.slice(1)) {
    addThread(state, research, `Questions of ${user.username} (Demo data)`).user_id = user.id;
  }
  assignMembers(state, [research, support, kitchen, arabic, japanese]);
}

interface Size {
  workspaces: number;
  threadsPer?: number;
  /** Turns in each thread, with words that are made when they are read. */
  turnsPer?: number;
}

function fillSized(state: AnythingLlmState, { workspaces, threadsPer = 0, turnsPer = 0 }: Size): void {
  const slugs = new Set<string>();
  for (let index = 0; index < workspaces; index++) {
    const name = workspaceName(index);
    const made = newWorkspace({ ...state, workspaces: [] }, name);
    const slug = slugs.has(made.slug) ? `${made.slug}-${index + 1}` : made.slug;
    slugs.add(slug);
    const workspace = { ...made, id: index + 1, slug };
    state.workspaces.push(workspace);
    for (let each = 0; each < threadsPer; each++) {
      const { createdAt } = workspace;
      const row = { id: index * threadsPer + each + 1, name: threadName(each), slug: randomUUID() };
      const user_id = state.users[0]?.id ?? null;
      state.threads.push({ ...row, workspace_id: workspace.id, user_id, createdAt, lastUpdatedAt: createdAt });
      for (let turn = 0; turn < turnsPer; turn++) {
        state.chats.push(new SampleTurn(state.chats.length + 1, workspace.id, row.id, user_id));
      }
    }
  }
  const assigned = state.workspaces.filter(({ id }) => id % 10 === 1);
  assigned.forEach(({ id, createdAt }, index) => {
    state.users.forEach((user, at) => {
      const memberId = index * state.users.length + at + 1;
      state.members.push({ id: memberId, userId: user.id, workspaceId: id, createdAt });
    });
  });
}

/** The state that an app starts with. */
export function sampleState(options: AnythingLlmOptions): AnythingLlmState {
  const sample = options.sample ?? 'demo';
  const hasUsers = options.mode === 'multi' || options.mode === 'platform';
  const seeds = options.users ?? (sample === 'recorded' ? RECORDED_USERS : DEFAULT_USERS);
  const isDemo = sample === 'demo';
  const state: AnythingLlmState = {
    users: hasUsers ? seeds.map(userFrom) : [],
    workspaces: [],
    documents: [],
    files: [],
    parsedFiles: [],
    collectorUp: true,
    embedderUp: true,
    members: [],
    threads: [],
    chats: [],
    env: { LLMProvider: 'openai', OpenAiKey: 'sk-demo', OpenAiModelPref: 'gpt-4o' },
    preferences: {},
    password: options.password ?? 'demo-password',
    title: options.title ?? (isDemo ? 'AnythingLLM · Demo data' : 'AnythingLLM'),
    sessions: new Map(),
  };
  if (sample !== 'recorded') {
    Object.assign(state.env, { AnthropicApiKey: 'sk-ant-demo', OllamaLLMBasePath: 'http://127.0.0.1:11434' });
  }
  if (isDemo) fillDemo(state);
  else if (sample === 'recorded') fillRecorded(state);
  else if (sample !== 'empty') fillSized(state, sample);
  return state;
}
