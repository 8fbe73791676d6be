import type { ChatItem } from './item-schema';

/** Why a chat was not continued in the other app, or not saved there, although the apps answered. */
export type ContinueRefusal =
  /** The app has no such chat any more, or its app can't be asked and Tandem has no copy. */
  | 'no-chat'
  | 'no-text'
  /** The workspace is gone, or this user is not one of its members. */
  | 'no-workspace'
  | 'role'
  /** AnythingLLM's document processor is down. */
  | 'no-processor'
  | 'not-embedded'
  /** Nobody is signed in to the other app. */
  | 'signed-out';

/** How it ended. `is`: the chat in the other app; null: the document in the workspace. */
export type Continued =
  | { readonly kind: 'done'; readonly is: ChatItem | null }
  | { readonly kind: 'refused'; readonly why: ContinueRefusal };
