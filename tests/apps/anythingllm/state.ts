export type Role = 'admin' | 'manager' | 'default';

export interface User {
  id: number;
  username: string;
  password: string;
  role: Role;
  suspended: 0 | 1;
  seenRecoveryCodes: boolean;
  createdAt: string;
  bio: string;
}

interface WorkspaceDocument {
  id: number;
  docId: string;
  filename: string;
  docpath: string;
  workspaceId: number;
  /** JSON text. */
  metadata: string;
  pinned: boolean;
  watched: boolean;
  createdAt: string;
  lastUpdatedAt: string;
}

/** The columns of a workspace as the API shows them, in its order. */
export interface Workspace {
  id: number;
  name: string;
  slug: string;
  vectorTag: null;
  createdAt: string;
  openAiTemp: number | null;
  openAiHistory: number;
  lastUpdatedAt: string;
  openAiPrompt: string | null;
  similarityThreshold: number;
  chatProvider: string | null;
  chatModel: string | null;
  topN: number;
  chatMode: string;
  pfpFilename: null;
  agentProvider: string | null;
  agentModel: string | null;
  queryRefusalResponse: string | null;
  vectorSearchMode: string;
  router_id: number | null;
}

export interface Thread {
  id: number;
  name: string;
  slug: string;
  workspace_id: number;
  user_id: number | null;
  createdAt: string;
  lastUpdatedAt: string;
}

export interface Chat {
  id: number;
  workspaceId: number;
  /** null: the default thread. */
  threadId: number | null;
  userId: number | null;
  prompt: string;
  answer: string;
  model: string;
  /** ISO 8601. */
  createdAt: string;
  attachments: { name: string; mime: string; contentString: string }[];
  sources: Record<string, unknown>[];
  /** The server's name for the provider, which some answers lack. */
  provider?: string;
  feedback?: boolean | null;
  isHidden?: boolean;
}

/** A file of the document folder: what the collector made of an upload. */
export interface StoredFile {
  folder: string;
  name: string;
  id: string;
  title: string;
  pageContent: string;
  [field: string]: unknown;
}

interface WorkspaceMember {
  id: number;
  userId: number;
  workspaceId: number;
  createdAt: string;
}

/** The app's whole state. Tests may change it at any time: it is read again for every answer. */
export interface AnythingLlmState {
  users: User[];
  workspaces: Workspace[];
  /** Files that are embedded in a workspace, one row for each time. */
  documents: WorkspaceDocument[];
  files: StoredFile[];
  /** Files that were attached to chats. */
  parsedFiles: { id: number; threadId: number | null; pageContent: string }[];
  /** Whether the collector, which reads uploads, and the embedder answer. */
  collectorUp: boolean;
  embedderUp: boolean;
  members: WorkspaceMember[];
  threads: Thread[];
  chats: Chat[];
  /** Settings by the names that `update-env` takes, as the strings that were sent. */
  env: Record<string, string>;
  /** The app's own name, and the platform's own settings. */
  preferences: Record<string, unknown>;
  /** Password mode's password. */
  password: string;
  /** The page's title. */
  title: string;
  /** Platform mode: session cookie → user id. */
  sessions: Map<string, number>;
}

export const SANE_SYSTEM_PROMPT =
  'Given the following conversation, relevant context, and a follow up question, reply with an answer to the current question the user is asking. The current date and time is {datetime}. Return only your response to the question given the above information following the users instructions as needed.';

/** The next free id of a list. */
export function nextId(rows: readonly { id: number }[]): number {
  return rows.reduce((highest, row) => Math.max(highest, row.id), 0) + 1;
}
