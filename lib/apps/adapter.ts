import type {
  Address,
  AppId,
  AppUser,
  Contract,
  Conversation,
  Listed,
  ListItem,
  ListSlice,
  LlmPlace,
  OwnerChoice,
  Slice,
  Thread,
  UiSettings,
} from '@/lib/model';
import type { Answer, AppHttp, Classify, RequestOptions } from './http';

/** A finished request that a page of the app made by itself, as webRequest saw it. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/** What a page's own request means for Tandem: slices to pull again (`fully`: known items may have gone), or a sign-out. */
export type Trigger =
  | { readonly kind: 'changed'; readonly slices: readonly Slice[]; readonly fully: boolean }
  | { readonly kind: 'signed-out' };

/** Facts of a server that need no sign-in. */
export interface ServerFacts {
  /** How requests must prove themselves here. */
  readonly signIn: 'none' | 'bearer' | 'cookies';
  readonly mode: AppUser['mode'];
  /** The name that the owner gave this server. */
  readonly title: string;
  /** LibreChat: OpenID is offered as a way to sign in. */
  readonly openIdLogin: boolean;
  /** False: nothing can be shown in a tab. Only a probe finds out. */
  readonly hasPages?: boolean;
  /** Model choices that the server tells everybody (AnythingLLM's system default); null where it tells none. */
  readonly llm: readonly LlmPlace[] | null;
}

/** A bearer seen in the app's own traffic or storage, taken apart as far as it can be. */
export interface LearnedToken {
  readonly token: string;
  /** `own`: a token that the app itself signed; `foreign`: anything else (an identity provider's token, maybe opaque). */
  readonly kind: 'own' | 'foreign';
  /** The user id inside it, `single` for a server without accounts, or null when only the server can say. */
  readonly identity: string | null;
  /** Seconds since the epoch, null when not readable. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** A part of the list of conversations. */
export interface ConversationPage extends Listed<Conversation> {
  /**
   * Hand it to the next call; null when this was the last page. It begins a moment after the last item, so items that
   * share its time stamp come again: LibreChat 0.8.7 loses them at a page boundary otherwise.
   */
  readonly next: string | null;
  /** The server's own cursor, for when `next` brings nothing new. */
  readonly serverNext: string | null;
  /**
   * Whether pinning and archiving leave a conversation's time as it is (LibreChat 0.8.8), so that the list's head does not
   * tell of them; null: this page does not say.
   */
  readonly keepsTimes: boolean | null;
}

type Read<T> = (http: AppHttp, options: RequestOptions) => Promise<Answer<T>>;

/** Reads the lists that come whole, in one answer. Missing: the app has no such list. */
type ListReaders = { readonly [L in Exclude<ListSlice, 'conversations'>]?: Read<readonly ListItem<L>[]> | undefined };

/**
 * All that Tandem knows about speaking with one app under one contract. Stateless: sessions, schedules, storage and
 * retries are the engine's. Every call throws only `TandemError`s and the signal's own reason.
 */
export interface AppAdapter extends ListReaders {
  readonly app: AppId;
  readonly contract: Contract;
  /** How this app words its refusals; part of every `AppHttp` for it. */
  readonly classify: Classify;

  /** The app's public facts. Also the proof that this app, with this contract, answers at the address. */
  facts(http: AppHttp, options: RequestOptions): Promise<Answer<ServerFacts>>;
  /** Who is signed in. */
  user(http: AppHttp, address: Address, facts: ServerFacts, options: RequestOptions): Promise<AppUser>;
  /** Model choices that need a session (LibreChat's default preset, a platform's account); empty where there are none. */
  readonly llm: Read<readonly LlmPlace[]>;
  /** What the owner decides about new chats; null: the app's owner decides nothing of that kind. */
  readonly owner: ((http: AppHttp, options: RequestOptions) => Promise<OwnerChoice>) | null;
  /** The account's own look and language, where the server keeps them; missing: only the app's pages know. */
  readonly ui?: Read<UiSettings> | undefined;
  /** Null: the app has no threads in workspaces. */
  readonly threads:
    | ((http: AppHttp, workspaceSlug: string, options: RequestOptions) => Promise<Answer<readonly Thread[]>>)
    | null;
  /** Null: the app has no conversations. `limit`: items a page; `after`: `next` of the page before. */
  readonly conversations:
    | ((http: AppHttp, query: ConversationQuery, options: RequestOptions) => Promise<Answer<ConversationPage>>)
    | null;

  /** Takes a bearer apart; null when it is none that this app could accept (`null`, an API key). */
  readToken(raw: string): LearnedToken | null;
  /** Asks the app for a new token with the session cookie; null where the app has no such thing. */
  readonly refresh: ((http: AppHttp, options: RequestOptions) => Promise<LearnedToken>) | null;
  /** What a page's own finished request means; null when it means nothing. */
  trigger(address: Address, request: PageRequest): Trigger | null;
}

export interface ConversationQuery {
  readonly archived: boolean;
  /** Only pinned ones, or those last archived first; for servers that keep times. */
  readonly show?: 'pinned' | 'last-archived';
  readonly limit: number;
  readonly after: string | null;
}
