import * as z from 'zod/mini';
import { jsonSchema } from './json';

/** Where an import of LibreChat is found: its answer names no id, but what it makes has its first message's time. */
export const importPlaceSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  archived: z.boolean(),
  title: z.nullable(z.string()),
  /** The conversations that were there before. */
  before: z.array(z.string()),
});
/** See {@link importPlaceSchema}. */
export type ImportPlace = z.infer<typeof importPlaceSchema>;

/**
 * One thing that Tandem made in an app out of a file. It is stored before the app is asked, so that a stop in between
 * leads to what was made, and never to a second one. Each id is null until it is known.
 */
export const broughtInSchema = z.object({
  id: z.string(),
  /** All that was brought in together has one. */
  run: z.string(),
  /** ISO 8601: when that began. */
  at: z.string(),
  title: z.string(),
  /** The fingerprint of what was said; of a workspace, a hash of its settings. */
  said: z.string(),
  made: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('conversation'), id: z.nullable(z.string()), place: importPlaceSchema }),
    z.object({
      kind: z.literal('document'),
      id: z.nullable(z.string()),
      workspaceSlug: z.string(),
      /** The name of its file, unique. */
      name: z.string(),
    }),
    z.object({
      kind: z.literal('workspace'),
      id: z.nullable(z.string()),
      /** The workspaces that were there before. */
      before: z.array(z.string()),
    }),
  ]),
});
export type BroughtIn = z.infer<typeof broughtInSchema>;

const text = z.string().check(z.maxLength(64 * 2 ** 20));

/** One thing to make out of a file, in the form that its app takes. */
export const toBringInSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conversation'),
    /** The form of LibreChat's import (`LibreChatExport`). */
    file: z.looseObject({
      title: z.optional(z.string()),
      options: z.optional(z.looseObject({ isArchived: z.optional(z.boolean()) })),
      messages: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1)),
    }),
  }),
  z.object({ kind: z.literal('document'), workspaceSlug: z.string(), text, source: z.string() }),
  /** `settings`: in AnythingLLM's own names. */
  z.object({ kind: z.literal('workspace'), settings: z.record(z.string(), jsonSchema) }),
]);
export type ToBringIn = z.infer<typeof toBringInSchema>;

/** Why an app did not take one thing. */
export type BringInRefusal = 'not-taken' | 'no-text' | 'no-processor' | 'not-embedded' | 'no-workspace';

/** With what LibreChat continues a chat; null: LibreChat chooses. */
export interface ChatModel {
  readonly endpoint: string | null;
  readonly model: string | null;
}

/** A chat in a file, as views list it. */
export interface FileChat {
  /** Its place in the file. */
  readonly key: number;
  readonly format: 'tandem' | 'librechat' | 'chatgpt' | 'claude';
  readonly title: string;
  /** ISO 8601. */
  readonly at: string | null;
  readonly messages: number;
  /**
   * `there`: LibreChat has a chat with the same content, or the file has it twice. `empty` and `too-big`: it can't be
   * brought in.
   */
  readonly state: 'new' | 'there' | 'empty' | 'too-big';
  /** What LibreChat's import cannot take of it (`LossCode`). */
  readonly lost: readonly ('attachments' | 'sources' | 'times' | 'last-change' | 'unreadable-messages')[];
  /** With what it was written, in LibreChat's names. */
  readonly own: ChatModel;
}

/** A file that was read, as views show it. */
export interface FileContents {
  readonly chats: readonly FileChat[];
  /** Workspaces with settings of their own. */
  readonly workspaces: readonly { readonly key: number; readonly name: string }[];
  /** What could not be read, or not as it stands there. An empty name: the file itself. */
  readonly troubles: readonly { readonly file: string; readonly code: FileTrouble }[];
  /** Whether Tandem knows what is said in LibreChat's chats. */
  readonly compared: 'with-copy' | 'no-copy';
}

/** Why a file, or a chat in it, is not brought in as it stands there. */
export type FileTrouble =
  | 'damaged'
  | 'encrypted'
  | 'too-big'
  | 'too-many-files'
  | 'unsupported'
  /** A path out of the folder, or an absolute one. Nothing is ever written under such a name, but it is no export. */
  | 'unsafe-name'
  | 'not-json'
  /** Not in UTF-8; read all the same, with signs that stand for the unreadable ones. */
  | 'broken-text'
  /** Read all the same: the file is not as Tandem wrote it. */
  | 'changed-since-export'
  /** The manifest names it, but it is not there. */
  | 'missing'
  /** JSON that is no chat of a known form. */
  | 'unknown-form';

/** Where chats are brought in. */
export type BringInTarget =
  | { readonly kind: 'librechat'; readonly modelOf: (chat: FileChat) => ChatModel }
  | { readonly kind: 'workspace'; readonly slug: string };
