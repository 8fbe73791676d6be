import type {
  Address,
  AppId,
  AppUser,
  ChatItem,
  Contract,
  Conversation,
  Listed,
  ListedChat,
  ListItem,
  ListSlice,
  LlmPlace,
  OwnerChoice,
  Slice,
  Thread,
  Transcript,
  UiSettings,
} from '@/lib/model';
import type { AppHttp, Classify, HttpAnswer, RequestOptions } from './http';

/** A finished request of a page of the app, as webRequest reports it. */
export interface AnsweredRequest {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/**
 * What a page's own request means for Tandem: slices to pull again (`fully`: known items may be deleted), or a
 * sign-out.
 */
export type Trigger =
  | {
      readonly kind: 'changed';
      readonly slices: readonly Slice[];
      readonly fully: boolean;
      /** The chat whose messages changed; missing: none, or the request does not tell which. */
      readonly chat?: ChatItem;
    }
  | { readonly kind: 'signed-out' };

/** Facts of a server that need no sign-in. */
export interface ServerFacts {
  /** The kind of credentials that requests need here. */
  readonly signIn: 'none' | 'bearer' | 'cookies';
  readonly mode: AppUser['mode'];
  /** The name that the owner gave this server. */
  readonly title: string;
  /** LibreChat: OpenID is offered as a way to sign in. */
  readonly openIdLogin: boolean;
  /** False: the app has no pages to show in a tab. Only a probe finds out. */
  readonly hasPages?: boolean;
  /** The model choices that the server publishes (AnythingLLM's system default); null if it publishes none. */
  readonly llm: readonly LlmPlace[] | null;
}

/** A bearer from the app's own traffic or storage, with what can be read from it. */
export interface LearnedToken {
  readonly token: string;
  /** `own`: a token that the app signed; `foreign`: any other (an identity provider's token, maybe opaque). */
  readonly kind: 'own' | 'foreign';
  /** The user id in the token, `single` for a server without accounts, or null if only the server knows it. */
  readonly identity: string | null;
  /** Seconds since the epoch; null if not readable. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** One page of the list of conversations. */
export interface ConversationPage extends Listed<Conversation> {
  /**
   * The `after` of the next call; null on the last page. The next page begins a moment before this one's end, so items
   * that share the last item's time come again. LibreChat 0.8.7 loses them at a page boundary otherwise.
   */
  readonly next: string | null;
  /** The server's own cursor, for the case that `next` brings nothing new. */
  readonly serverNext: string | null;
  /**
   * Whether pins and archiving keep a conversation's time (LibreChat 0.8.8), so that the head of the list does not show
   * them. Null: this page does not tell.
   */
  readonly keepsTimes: boolean | null;
}

/** How far an app's messages had come: enough to ask later whether there is anything new. */
export interface Turns {
  /** The highest id of a turn. Ids only grow. */
  readonly last: number;
  /** All turns of all chats; fewer than before: some were deleted, nobody tells where. */
  readonly total: number;
}

export interface NewTurns extends Turns {
  /** The chats that may have turns after the known ones; null: too many to ask for. */
  readonly chats: readonly ChatItem[] | null;
}

/** Reads what was said, for the archive. */
export interface TranscriptReader {
  /** One chat with all of its messages. Throws `NotFoundError` when the app has no such chat (any more). */
  read(http: AppHttp, listed: ListedChat, options: RequestOptions): Promise<HttpAnswer<Transcript>>;
  /**
   * The app's cheap question for new turns in any chat; edits don't show. Null: the user's role may not ask it.
   * Missing: the app has no such question. @param known What it told before; null: it was never asked.
   */
  readonly newest?: (http: AppHttp, known: Turns | null, options: RequestOptions) => Promise<NewTurns | null>;
}

type Read<T> = (http: AppHttp, options: RequestOptions) => Promise<HttpAnswer<T>>;

/** Reads the lists that come in one answer. Missing: the app has no such list. */
type ListReaders = { readonly [L in Exclude<ListSlice, 'conversations'>]?: Read<readonly ListItem<L>[]> | undefined };

/**
 * How Tandem uses one app under one contract. Stateless: sessions, schedules, storage and retries belong to the engine.
 * Every call throws only `TandemError`s and the signal's own reason.
 */
export interface AppAdapter extends ListReaders {
  readonly app: AppId;
  readonly contract: Contract;
  /** Classifies the app's refusals; a part of every `AppHttp` for this app. */
  readonly classify: Classify;

  /** The app's public facts. They also prove that this app, with this contract, answers at the address. */
  facts(http: AppHttp, options: RequestOptions): Promise<HttpAnswer<ServerFacts>>;
  /** The signed-in user. */
  user(http: AppHttp, address: Address, facts: ServerFacts, options: RequestOptions): Promise<AppUser>;
  /** Model choices that need a session (LibreChat's default preset, a platform's account); empty if there are none. */
  readonly llm: Read<readonly LlmPlace[]>;
  /** The owner's rules for new chats; null: this app has no such rules. */
  readonly owner: ((http: AppHttp, options: RequestOptions) => Promise<OwnerChoice>) | null;
  /** Theme and language of the account, if the server keeps them; missing: only the app's pages know them. */
  readonly ui?: Read<UiSettings> | undefined;
  /** Null: the app has no threads in workspaces. */
  readonly threads:
    | ((http: AppHttp, workspaceSlug: string, options: RequestOptions) => Promise<HttpAnswer<readonly Thread[]>>)
    | null;
  /** Null: the app has no conversations. `limit`: items per page; `after`: `next` of the page before. */
  readonly conversations:
    | ((http: AppHttp, query: ConversationQuery, options: RequestOptions) => Promise<HttpAnswer<ConversationPage>>)
    | null;
  /** Missing: under this contract nobody reads messages. */
  readonly transcripts?: TranscriptReader | undefined;

  /** Reads a bearer; null if this app could not accept it (`null`, an API key). */
  readToken(raw: string): LearnedToken | null;
  /** Asks the app for a new token with the session cookie; null: the app has no such request. */
  readonly refresh: ((http: AppHttp, options: RequestOptions) => Promise<LearnedToken>) | null;
  /** What a page's own finished request means; null: nothing. */
  trigger(address: Address, request: AnsweredRequest): Trigger | null;
}

export interface ConversationQuery {
  readonly archived: boolean;
  /** Only the pinned ones, or the last archived first; for servers that keep times. */
  readonly show?: 'pinned' | 'last-archived';
  readonly limit: number;
  readonly after: string | null;
}
