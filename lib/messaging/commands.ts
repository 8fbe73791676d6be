import * as z from 'zod/mini';
import {
  type AppId,
  type ArchiveProgress,
  addressSchema,
  appIdSchema,
  type BringInRefusal,
  type BroughtIn,
  type Change,
  type Connection,
  type Continued,
  chatItemSchema,
  type Found,
  type Held,
  itemSchema,
  type Json,
  jsonSchema,
  type Listed,
  modeSchema,
  type Offers,
  type Preferences,
  type Problem,
  participationSchema,
  type placeIdSchema,
  preferencesSchema,
  providerAliasSchema,
  registerIdSchema,
  rightAnswerSchema,
  rightSchema,
  type Transcript,
  toBringInSchema,
} from '@/lib/model';

/** A command of Tandem's own views (popup, panel, side panel, connect page) to the background. */
interface Command<Input, Reply> {
  /** The schema of the input, which is parsed first. */
  readonly input: z.ZodMiniObject;
  /**
   * Whether only a window of Tandem's own may send this. A page can cover the panel inside it, so a click there may not
   * be intended. Commands that affect other people, or the rights of an app's code, are refused there.
   */
  readonly ownWindowOnly: (input: Input) => boolean;
  /** Carries only the type. */
  readonly types?: { readonly input: Input; readonly reply: Reply };
}

type Input<Shape extends z.core.$ZodShape> = keyof Shape extends never ? unknown : z.infer<z.ZodMiniObject<Shape>>;

function command<Shape extends z.core.$ZodShape>(
  shape: Shape,
  ownWindowOnly: (input: Input<Shape>) => boolean = () => false,
) {
  const one = { input: z.object(shape) as z.ZodMiniObject, ownWindowOnly };
  type Answered<Reply> = Command<Input<Shape>, Reply>;
  const replies = <Reply>(): Answered<Reply> => one;
  /**
   * Without `replies` the reply is empty. It comes when the command is done; for a change of settings, when it is
   * stored.
   */
  return { ...one, replies } as Answered<void> & { readonly replies: typeof replies };
}

const id = z.string().check(z.minLength(1), z.maxLength(256));
const place = z.string().check(z.minLength(1), z.maxLength(512)) as unknown as typeof placeIdSchema;
/**
 * The identities whose settings the view shows (`SettingsState.people`): a command never affects others. The view's
 * client fills it in.
 */
const people = z.string().check(z.minLength(1), z.maxLength(2048));
const register = registerIdSchema;
/** Per setting: the place whose value all places take, or null to leave the places different. */
const answers = z.array(z.object({ register, take: z.nullable(place) })).check(z.maxLength(20));
export type CompareAnswers = z.infer<typeof answers>;

const word = z.string().check(z.maxLength(200));
/** The labels of a chat that goes on elsewhere, in the person's language (`ContinueWords`). */
const continueWords = z.object({
  user: word,
  assistant: word,
  thought: word,
  attachments: word,
  sources: word,
  from: word,
  untitled: word,
});

/** All commands by name: input, allowed senders, and reply. `lib/background/view-requests.ts` carries them out. */
export const commands = {
  /**
   * Heartbeat of a visible view: poll the apps that are due. Sent at once and then every few seconds while it stays
   * visible. `input`: the user pressed a key or a pointer in it since the last heartbeat.
   */
  heartbeat: command({ input: z.boolean() }).replies<ViewStatus>(),
  /** Pull both apps now, in full. */
  sync: command({}).replies<ViewStatus>(),
  /** Read the threads of these workspaces if they are unknown or stale. */
  threads: command({ workspaceSlugs: z.array(z.string()).check(z.maxLength(1000)) }),
  /** Connect an app; the host permission has been granted before. */
  connect: command({ app: appIdSchema, address: addressSchema }).replies<
    { readonly connection: Connection } | { readonly problem: Problem }
  >(),
  /**
   * The reply: the outcome for the user's former default preset, which is restored when either app is disconnected;
   * null: Tandem had not replaced it.
   */
  disconnect: command({ app: appIdSchema }).replies<RestoredDefault | null>(),
  /** These stored records did not parse: set them aside and read their data again. */
  damaged: command({ keys: z.array(z.string()).check(z.maxLength(10_000)) }),
  /**
   * Show an item. `auto`: in the tab that already shows it. From the panel inside the app's page, in that tab, unless
   * an answer is being written there. Else in a new tab. `here` and `new-tab`: the user's choice. The reply
   * `answering`: nothing was opened, because leaving the page would cut off an answer that is being written there.
   */
  open: command({ item: itemSchema, where: z.enum(['auto', 'here', 'new-tab']) }).replies<'opened' | 'answering'>(),
  preferences: command(
    { patch: z.partial(preferencesSchema) },
    ({ patch }) => patch.bridge === 'on',
  ).replies<Preferences>(),
  /** The user changed a setting in Tandem; `value` in its shared form (`SharedSetting`). */
  edit: command({ people, register, value: jsonSchema }),
  /** Copy this place's value to all places. The reply false: other places cannot use it. */
  'use-everywhere': command({ people, register, place }).replies<boolean>(),
  /** Cancel a change in Tandem that is still waiting for a place. */
  cancel: command({ people, edit: id }),
  mode: command({ people, register, mode: modeSchema }),
  /** The reply: the outcome for the user's former default preset when ours was given up; null in all other cases. */
  role: command({ people, register, place, role: participationSchema }).replies<RestoredDefault | null>(),
  pause: command({ people, paused: z.boolean() }),
  /** The writes that comparing would cause; nothing is changed. */
  preview: command({ people, answers }).replies<readonly PlannedWrite[]>(),
  /** `rest`: whether the settings without an answer, which are equal, are kept in step from now on, too. */
  compare: command({ people, answers, rest: z.enum(['follow', 'leave']) }),
  /** The answer to a question of kind `approve`, for exactly this target. */
  approve: command(
    { people, register, place, target: jsonSchema, answer: z.enum(['yes', 'no']) },
    ({ answer }) => answer === 'yes',
  ),
  /** A place refused or coerced a value, or was changed by hand: try the same value again. */
  retry: command({ people, register, place }),
  /** `lost`: take the other value after all; `kept`: only dismiss the conflict. */
  'resolve-conflict': command({ people, conflict: id, take: z.enum(['kept', 'lost']) }),
  /**
   * Undo a change in the list at its place. `for`: the people whom the user wanted to affect. A place that others use
   * is only restored for everyone, and that is asked outside the apps' pages. The reply false: this change cannot be
   * undone any more.
   */
  'put-back': command(
    { people, change: id, for: z.enum(['me', 'everyone']) },
    (input) => input.for === 'everyone',
  ).replies<boolean>(),
  'alias-provider': command({ people, alias: providerAliasSchema }),
  /** Whether Tandem keeps a copy of an app's chats; `off` deletes it. */
  archive: command({ app: appIdSchema, choice: z.enum(['on', 'paused', 'off']) }),
  /** Messages of archived chats of the present identities that match what was typed. */
  'search-inside': command({ query: z.string().check(z.maxLength(1000)) }).replies<Found>(),
  /** The messages of an archived chat, for reading it without its app. The reply null: it is not archived. */
  transcript: command({ chat: chatItemSchema }).replies<Transcript | null>(),
  /**
   * Save a LibreChat chat as a document of an AnythingLLM workspace, in place of its former one. All members of the
   * workspace can read its documents.
   */
  'save-to-workspace': command(
    { people, chat: chatItemSchema, workspace: id, words: continueWords },
    () => true,
  ).replies<Continued | { readonly problem: Problem }>(),
  /**
   * Continue a chat in the other app: in a new thread with the chat attached, or in a conversation with its messages. Both
   * belong to the user alone.
   */
  'continue-chat': command({
    people,
    chat: chatItemSchema,
    to: z.discriminatedUnion('app', [
      z.object({ app: z.literal('anythingllm'), workspace: id }),
      z.object({ app: z.literal('librechat'), endpoint: id, model: id }),
    ]),
    words: continueWords,
  }).replies<Continued | { readonly problem: Problem }>(),
  /**
   * Make one thing in an app out of a file. `identity`: whose app the view shows. `run`: the same for all that is brought in
   * together; `at`: when that began. `said`: a hash of the content. The same request again makes nothing twice.
   */
  'bring-in': command(
    { identity: id, run: id, at: z.string(), title: z.string(), said: id, what: toBringInSchema },
    () => true,
  ).replies<BringInReply>(),
  /** Delete one thing that was brought in. `changed`: what becomes of it if it was changed since. */
  'take-back': command(
    { app: appIdSchema, identity: id, id, changed: z.enum(['keep', 'delete']) },
    () => true,
  ).replies<TakeBackReply>(),
  /** What was brought in into the apps of the present identities. */
  'brought-in': command({}).replies<readonly (BroughtIn & { readonly app: AppId })[]>(),
  /** The answer to a question about code in an app's page, or a changed answer. */
  allow: command({ people, app: appIdSchema, right: rightSchema, answer: rightAnswerSchema }, () => true),
  /** The models that both apps offer; read again if they are old. */
  offers: command({ people }).replies<Readonly<Record<AppId, Offers | null>>>(),
  /** The models of one of AnythingLLM's providers. The reply null: not known, so any text may be right. */
  models: command({ people, provider: id }).replies<Listed<string> | null>(),
  /** The text for a bug report. */
  diagnostics: command({}).replies<string>(),
  /**
   * Reload the open tabs of an app, so that waiting changes take effect. The reply `answering`: nothing was reloaded,
   * because an answer is being written there.
   */
  'reload-tabs': command({ app: appIdSchema }).replies<'reloaded' | 'answering'>(),
  /** A panel inside an app's page proves with its one-time nonce that our launcher opened it. */
  claim: command({ nonce: z.string() }).replies<boolean>(),
  /** A panel inside an app's page asks its launcher to close it; it cannot close itself. */
  close: command({}),
};

type Types<T extends CommandName> = NonNullable<(typeof commands)[T]['types']>;

export type CommandName = keyof typeof commands;
/** A command's input from a view; the view's client adds the identities. */
export type CommandInput<T extends CommandName> = Omit<Types<T>['input'], 'people'>;
export type ViewReplies = { readonly [T in CommandName]: Types<T>['reply'] };
export type ViewRequest = { [T in CommandName]: { readonly type: T } & Types<T>['input'] }[CommandName];

const schemas = Object.entries(commands).map(([type, { input }]) => z.extend(input, { type: z.literal(type) }));
export const viewRequestSchema = z.discriminatedUnion(
  'type',
  schemas as never,
) as unknown as z.ZodMiniType<ViewRequest>;

/** Nothing was done: the app wants a pause of this many ms, or cannot be asked; `problem` null: not with this identity. */
type Stopped =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'stopped'; readonly problem: Problem | null };

/** What became of one thing: `there`: it was brought in before. */
export type BringInReply =
  | { readonly kind: 'made' | 'there' }
  | { readonly kind: 'refused'; readonly why: BringInRefusal }
  | Stopped;

/** `changed`: it stays, because it was changed since. */
export type TakeBackReply = { readonly kind: 'gone' | 'changed' } | Stopped;

/** The people for whom the user wants a value back. */
export type MeantFor = Types<'put-back'>['input']['for'];

/** A write that would follow from an answer. */
export interface PlannedWrite extends Pick<Change, 'register' | 'place'> {
  readonly from: Held;
  readonly to: Json;
}

/**
 * The outcome for the user's default preset from before Tandem's: it is the default again (`restored`); there was
 * `none`; it was deleted meanwhile (`former-gone`); the user's later choice stays (`left`); LibreChat could not be
 * asked with this identity (`not-now`).
 */
export type RestoredDefault = 'restored' | 'none' | 'former-gone' | 'left' | 'not-now';

/**
 * When each app last answered (ms since the epoch; null: not since this browser started), and which app is being read
 * now.
 */
export interface ViewStatus {
  readonly checkedAt: Readonly<Record<AppId, number | null>>;
  readonly busy: Readonly<Record<AppId, boolean>>;
  /** The apps whose settings are being read or written; such an app may be silent for long. */
  readonly settingsBusy: Readonly<Record<AppId, boolean>>;
  /** How far the copy of each app's chats is; null: Tandem keeps none. */
  readonly archive: Readonly<Record<AppId, ArchiveProgress | null>>;
  /** The copy could not be written (a full disk), or a damaged part was set aside. */
  readonly storageProblem: Problem | null;
}
