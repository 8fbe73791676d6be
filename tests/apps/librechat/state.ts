/** Everything the server remembers. Tests may change any of it while the server runs; times are ISO strings. */
export interface LibreChatState {
  /** By `_id`. */
  users: Map<string, User>;
  /** By `_id`. */
  sessions: Map<string, Session>;
  /** Refresh-token families at the identity provider, by family id. */
  families: Map<string, OpenIdFamily>;
  /** By `conversationId`. */
  conversations: Map<string, Conversation>;
  /** By `conversationId`, oldest first. */
  messages: Messages;
  /** When people imported conversations, in ms since 1970, by user id. */
  imports: Map<string, number[]>;
  /** By `presetId`, which is unique over all users as in the real database. */
  presets: Map<string, Preset>;
  roles: Map<string, Role>;
  /** What `GET /api/config` answers without a bearer. */
  config: Record<string, unknown>;
  /** What it adds for a signed-in person. */
  configSignedIn: Record<string, unknown>;
  endpoints: Record<string, Record<string, unknown>>;
  models: Record<string, string[]>;
  /** Until when people's own keys are good (ISO 8601, or `never`), by user id, slash, endpoint. */
  keys: Map<string, string>;
  /** Running answers by stream id. */
  jobs: Map<string, ChatJob>;
  /** End of each ban in ms since 1970, by user id and by `ip:` address. */
  bans: Map<string, number>;
  /** Sessions of the platform contract: user ids by cookie value. */
  platformSessions: Map<string, string>;
  /** Settings of the platform contract, by user id. */
  platformSettings: Map<string, Record<string, unknown>>;
  /**
   * Local people without a second factor get nothing but the way to set one up: `ENFORCE_TWO_FACTOR_AUTHENTICATION` of
   * LibreChat's pull request 14731, read from its source; 0.8.7 and what becomes 0.8.8 don't have it.
   */
  twoFactorEnforced: boolean;
}

/** One sign-in at the identity provider: its refresh tokens descend from each other and die together. */
export interface OpenIdFamily {
  id: string;
  user: string;
  current: string;
  spent: Set<string>;
  revoked: boolean;
  /** Bearers given out, with their expiry in ms since 1970. */
  bearers: Map<string, number>;
}

export interface User {
  _id: string;
  name: string;
  username: string;
  email: string;
  password: string;
  emailVerified: boolean;
  avatar: string | null;
  provider: 'local' | 'openid';
  role: 'ADMIN' | 'USER';
  plugins: string[];
  twoFactorEnabled: boolean;
  termsAccepted: boolean;
  personalization: { memories: boolean; _id: string };
  favorites: Favorite[];
  skillStates: Record<string, boolean>;
  createdAt: string;
  updatedAt: string;
}

export interface Favorite {
  agentId?: string;
  model?: string;
  endpoint?: string;
  spec?: string;
}

export interface Session {
  _id: string;
  user: string;
  /** Ms since 1970; fixed at login, a refresh does not move it. */
  expiration: number;
  /** sha256 of the one refresh token that is still good. */
  refreshTokenHash: string;
}

export interface Conversation {
  _id: string;
  conversationId: string;
  user: string;
  title: string;
  endpoint: string | null;
  endpointType?: string;
  model?: string;
  temperature?: number;
  agent_id?: string;
  assistant_id?: string;
  spec?: string;
  iconURL?: string;
  chatProjectId?: string;
  pinned?: boolean;
  isArchived: boolean;
  /** Since 0.8.8; null: taken out again. */
  archivedAt?: string | null;
  tags: string[];
  /** Imported ones are stored with fewer fields. */
  imported?: true;
  /** Set for temporary chats, which no list shows. */
  expiredAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Message {
  _id: string;
  messageId: string;
  conversationId: string;
  user: string;
  model: string | null;
  endpoint: string;
  parentMessageId: string;
  sender: string;
  text: string;
  isCreatedByUser: boolean;
  unfinished: boolean;
  error: boolean;
  tokenCount: number;
  expiredAt: string | null;
  content?: Record<string, unknown>[];
  createdAt: string;
  updatedAt: string;
  /** What some messages have: `files`, `attachments`, `feedback`, `metadata` and more. */
  [field: string]: unknown;
}

/** Messages by `conversationId`. Those of sample conversations are made anew whenever they are read, until they are set. */
export class Messages {
  readonly #kept = new Map<string, Message[]>();
  readonly #made = new Map<string, () => Message[]>();

  get(conversationId: string): Message[] | undefined {
    return this.#kept.get(conversationId) ?? this.#made.get(conversationId)?.();
  }

  set(conversationId: string, messages: Message[]): void {
    this.#kept.set(conversationId, messages);
  }

  make(conversationId: string, make: () => Message[]): void {
    this.#made.set(conversationId, make);
  }

  delete(conversationId: string): void {
    this.#kept.delete(conversationId);
    this.#made.delete(conversationId);
  }
}

export interface Preset {
  _id: string;
  presetId: string;
  user: string;
  title: string;
  endpoint: string | null;
  defaultPreset?: true;
  order?: number;
  isArchived: boolean;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  [parameter: string]: unknown;
}

export interface Role {
  _id: string;
  name: string;
  description: string;
  permissions: Record<string, Record<string, boolean>>;
}

export interface ChatJob {
  streamId: string;
  conversationId: string;
  user: string;
  answer: string;
  done: boolean;
}

/** A state without people or data. */
export const emptyState = (): LibreChatState => ({
  users: new Map(),
  sessions: new Map(),
  families: new Map(),
  twoFactorEnforced: false,
  conversations: new Map(),
  messages: new Messages(),
  imports: new Map(),
  presets: new Map(),
  roles: new Map(),
  config: {},
  configSignedIn: {},
  endpoints: {},
  models: {},
  keys: new Map(),
  jobs: new Map(),
  bans: new Map(),
  platformSessions: new Map(),
  platformSettings: new Map(),
});
