import * as z from 'zod/mini';
import {
  type AppId,
  addressSchema,
  appIdSchema,
  type Change,
  type Connection,
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
} from '@/lib/model';

/** Something that Tandem's own views (popup, panel, side panel, connect page) may have the background do. */
interface Command<Input, Reply> {
  /** Everything is parsed with it before anything is done with it. */
  readonly input: z.ZodMiniObject;
  /**
   * Whether only a window of Tandem's own may send this. A page can lay something over the panel inside it, so that a click
   * there may not be meant: what concerns others, or what an app's code may do, is not answered there.
   */
  readonly ownWindowOnly: (input: Input) => boolean;
  /** Carries the type alone. */
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
  /** Without `replies` it is answered with nothing, once it is done; of what changes settings, once it is stored. */
  return { ...one, replies } as Answered<void> & { readonly replies: typeof replies };
}

const id = z.string().check(z.minLength(1), z.maxLength(256));
const place = z.string().check(z.minLength(1), z.maxLength(512)) as unknown as typeof placeIdSchema;
/** Whose settings the view shows (`SettingsState.people`): nothing is done to anybody else's. The view's client fills it in. */
const people = z.string().check(z.minLength(1), z.maxLength(2048));
const register = registerIdSchema;
/** Per setting: the place whose value is wanted everywhere, or null to leave the places different. */
const answers = z.array(z.object({ register, take: z.nullable(place) })).check(z.maxLength(20));
export type CompareAnswers = z.infer<typeof answers>;

/**
 * All commands, by name: what they are given, who may send them, and what they are answered. What they do stands in
 * `lib/background/view-requests.ts`.
 */
export const commands = {
  /**
   * A view is visible: poll what is due. Sent at once and then every few seconds while it stays visible.
   * `input`: the person used a key or a pointer in it since the last time.
   */
  look: command({ input: z.boolean() }).replies<ViewStatus>(),
  /** Pull both apps now, in full. */
  sync: command({}).replies<ViewStatus>(),
  /** Read the threads of these workspaces if they are not known or old. */
  threads: command({ workspaceSlugs: z.array(z.string()).check(z.maxLength(1000)) }),
  /** Connect an app; the host permission has been granted before. */
  connect: command({ app: appIdSchema, address: addressSchema }).replies<
    { readonly connection: Connection } | { readonly problem: Problem }
  >(),
  /** The reply: what became of the person's former default preset, which comes back when either app goes; null: it never left. */
  disconnect: command({ app: appIdSchema }).replies<RestoredDefault | null>(),
  /** These stored records did not parse: set them aside and rebuild them. */
  damaged: command({ keys: z.array(z.string()).check(z.maxLength(10_000)) }),
  /**
   * Show an item. `auto`: in the tab that already shows it; in the app's own tab, if asked from the panel inside it and
   * no answer is being written there; else in a new one. `here` and `new-tab`: what the person chose when asked.
   * The reply `answering`: nothing was opened, because leaving the page would cut off the answer that is being written there.
   */
  open: command({ item: itemSchema, where: z.enum(['auto', 'here', 'new-tab']) }).replies<'opened' | 'answering'>(),
  preferences: command(
    { patch: z.partial(preferencesSchema) },
    ({ patch }) => patch.bridge === 'on',
  ).replies<Preferences>(),
  /** The person set a setting in Tandem; `value` in its shared form (`SharedSetting`). */
  edit: command({ people, register, value: jsonSchema }),
  /** What this place holds is wanted everywhere. The reply false: it means nothing to other places. */
  'use-everywhere': command({ people, register, place }).replies<boolean>(),
  /** A change in Tandem that still waits somewhere is not wanted any more. */
  cancel: command({ people, edit: id }),
  mode: command({ people, register, mode: modeSchema }),
  /** The reply: what became of the person's former default preset when ours was given up; null in all other cases. */
  role: command({ people, register, place, role: participationSchema }).replies<RestoredDefault | null>(),
  pause: command({ people, paused: z.boolean() }),
  /** What comparing would write; nothing is changed. */
  preview: command({ people, answers }).replies<readonly PlannedWrite[]>(),
  /** `rest`: whether the settings without an answer, which are the same, are kept in step from now on, too. */
  compare: command({ people, answers, rest: z.enum(['follow', 'leave']) }),
  /** The answer to a question of kind `approve`, for exactly this target. */
  approve: command(
    { people, register, place, target: jsonSchema, answer: z.enum(['yes', 'no']) },
    ({ answer }) => answer === 'yes',
  ),
  /** A place refused or bent a value, or was changed by hand: try the same again. */
  retry: command({ people, register, place }),
  /** `lost`: the other value is wanted after all; `kept`: the conflict is only put away. */
  'settle-conflict': command({ people, conflict: id, take: z.enum(['kept', 'lost']) }),
  /**
   * Give a place back what it held before a change in the list. `for`: for whom the person meant it; of what others use
   * nothing is put back but for everyone, and that is asked outside the apps' pages.
   * The reply false: that change cannot be taken back (any more).
   */
  'put-back': command(
    { people, change: id, for: z.enum(['me', 'everyone']) },
    (input) => input.for === 'everyone',
  ).replies<boolean>(),
  'pair-providers': command({ people, pair: providerAliasSchema }),
  /** The answer to what code in an app's page asked for, or another one to what was answered before. */
  allow: command({ people, app: appIdSchema, right: rightSchema, answer: rightAnswerSchema }, () => true),
  /** What both apps offer where a model is chosen; read again if it is old. */
  offers: command({ people }).replies<Readonly<Record<AppId, Offers | null>>>(),
  /** The models of one of AnythingLLM's providers. The reply null: not known, so any text may be right. */
  models: command({ people, provider: id }).replies<Listed<string> | null>(),
  /** What the person can paste into a bug report. */
  diagnostics: command({}).replies<string>(),
  /**
   * Load the open tabs of an app again, so that what waits for that takes effect.
   * The reply `answering`: nothing was loaded anew, because an answer is being written there.
   */
  'reload-tabs': command({ app: appIdSchema }).replies<'reloaded' | 'answering'>(),
  /** A panel inside an app's page proves with its one-time nonce that our launcher put it there. */
  claim: command({ nonce: z.string() }).replies<boolean>(),
  /** A panel inside an app's page asks its launcher to close it; it cannot do so itself. */
  close: command({}),
};

type Types<T extends CommandName> = NonNullable<(typeof commands)[T]['types']>;

export type CommandName = keyof typeof commands;
/** What a view gives with a command; its client adds whose settings it shows. */
export type CommandInput<T extends CommandName> = Omit<Types<T>['input'], 'people'>;
export type ViewReplies = { readonly [T in CommandName]: Types<T>['reply'] };
export type ViewRequest = { [T in CommandName]: { readonly type: T } & Types<T>['input'] }[CommandName];

const schemas = Object.entries(commands).map(([type, { input }]) => z.extend(input, { type: z.literal(type) }));
export const viewRequestSchema = z.discriminatedUnion(
  'type',
  schemas as never,
) as unknown as z.ZodMiniType<ViewRequest>;

/** For whom the person wants a value back. */
export type MeantFor = Types<'put-back'>['input']['for'];

/** A write that would follow from an answer. */
export interface PlannedWrite extends Pick<Change, 'register' | 'place'> {
  readonly from: Held;
  readonly to: Json;
}

/**
 * What became of the default preset that the person had before Tandem's: it is the default `restored`; there was `none`;
 * it was deleted meanwhile (`former-gone`); the person's later choice stands (`left`); LibreChat could not be asked as
 * this person (`not-now`).
 */
export type RestoredDefault = 'restored' | 'none' | 'former-gone' | 'left' | 'not-now';

/** When each app was last heard of (ms since the epoch; null: not since this browser started), and who is being asked now. */
export interface ViewStatus {
  readonly checkedAt: Readonly<Record<AppId, number | null>>;
  readonly busy: Readonly<Record<AppId, boolean>>;
  /** Whose settings are being read or written; an app that is asked for them may be silent for long. */
  readonly settingsBusy: Readonly<Record<AppId, boolean>>;
  /** The copy could not be written (a full disk), or a damaged part of it was set aside. */
  readonly storageProblem: Problem | null;
}
