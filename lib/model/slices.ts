import * as z from 'zod/mini';
import type { AppId } from './app';
import { uiSettingsSchema } from './settings';

/**
 * The lists, each with the app that owns it. They are read, stored, shown, and given to the apps' own code by these
 * names.
 */
export const listOwners = { workspaces: 'anythingllm', conversations: 'librechat' } as const satisfies Record<
  string,
  AppId
>;
export type ListSlice = keyof typeof listOwners;
export const listSlices = Object.keys(listOwners) as readonly ListSlice[];

/** One value for each list. */
export const byList = <T>(make: (list: ListSlice) => T) =>
  Object.fromEntries(listSlices.map((list) => [list, make(list)])) as Record<ListSlice, T>;

/** The parts of an app's state that are pulled, stored and shown separately, in the order of reading. */
export const slices = ['user', 'llm', 'ui', ...listSlices] as const;
export type Slice = (typeof slices)[number];

/** What a user may do with the app's shared settings: change their own, change everybody's, or only look. */
const settingsReachSchema = z.enum(['mine', 'everyone', 'read-only']);

/** The user as one app knows them. A text is null if the app has none. */
export const appUserSchema = z.object({
  /** The app's own id; `single` if the app has no accounts (AnythingLLM in open and password mode). */
  id: z.string().check(z.minLength(1)),
  username: z.nullable(z.string()),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** Absolute URL. */
  avatarUrl: z.nullable(z.string()),
  role: z.nullable(z.string()),
  /** The provider of the sign-in (`local`, `openid`, `google`, …); null if the app does not name it. */
  signInProvider: z.nullable(z.string()),
  /** How users sign in to this server. */
  mode: z.enum(['open', 'password', 'accounts']),
  /** The people who are affected when this user changes the app's default model. */
  settingsReach: settingsReachSchema,
});
export type AppUser = z.infer<typeof appUserSchema>;

const counted = z.optional(z.int().check(z.nonnegative()));

/** The number of items in an app's lists that Tandem could not read, for views; a missing list is complete. */
export const leftOutSchema = z.object({
  workspaces: counted,
  presets: counted,
  conversations: counted,
  /** By workspace slug. */
  threads: z.optional(z.record(z.string(), z.int())),
  /** The server does not list all of its conversations: more of them have the same time than a page holds. */
  unlisted: z.optional(z.literal(true)),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** One model choice. Null: the place has no value (or the app has no such setting there). */
export const llmSettingsSchema = z.object({
  provider: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** In the app's own range, which differs by provider. */
  temperature: z.nullable(z.number()),
  /** Tokens. */
  maxTokens: z.nullable(z.number()),
});
export type LlmSettings = z.infer<typeof llmSettingsSchema>;

/**
 * A place that holds a model choice: the server's default, the last used model, the default preset, the account.
 * `owner`: the start of new chats by LibreChat's owner.
 */
export const llmPlaceSchema = z.extend(llmSettingsSchema, {
  place: z.enum(['system-default', 'last-used', 'default-preset', 'account', 'owner']),
  /** The owner's model spec of this choice: its name, and its label. */
  spec: z.optional(z.nullable(z.string())),
  label: z.optional(z.string()),
  /** The id of the preset, if the place is one: another preset may hold the same values. */
  presetId: z.optional(z.nullable(z.string())),
});
export type LlmPlace = z.infer<typeof llmPlaceSchema>;

/** The rules of a LibreChat's owner for new chats. */
export const ownerChoiceSchema = z.object({
  /** Whether default presets are applied. */
  presets: z.enum(['on', 'off']),
  /** The models that the owner lists. */
  specs: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      provider: z.nullable(z.string()),
      model: z.nullable(z.string()),
    }),
  ),
  /** The name of the spec at the start of new chats; null: none. */
  first: z.nullable(z.string()),
  /** The last used models that replace it: none, one that the owner lists, or any. */
  yieldsTo: z.enum(['nothing', 'listed', 'any']),
});
export type OwnerChoice = z.infer<typeof ownerChoiceSchema>;

export const llmSliceSchema = z.object({
  places: z.array(llmPlaceSchema),
  /** LibreChat; missing: not known. */
  owner: z.optional(ownerChoiceSchema),
});
export type LlmSlice = z.infer<typeof llmSliceSchema>;

export const workspaceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** Null: the workspace follows the server's default. */
  provider: z.nullable(z.string()),
  model: z.nullable(z.string()),
  temperature: z.nullable(z.number()),
  /** ISO 8601, or null if the app has none. */
  createdAt: z.nullable(z.string()),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const threadSchema = z.object({
  slug: z.string(),
  name: z.string(),
  workspaceSlug: z.string(),
  createdAt: z.nullable(z.string()),
});
export type Thread = z.infer<typeof threadSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  endpoint: z.nullable(z.string()),
  model: z.nullable(z.string()),
  /** ISO 8601. */
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  archived: z.boolean(),
  pinned: z.boolean(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** The stored form of each slice. */
export const sliceSchemas = {
  user: appUserSchema,
  llm: llmSliceSchema,
  ui: uiSettingsSchema,
  workspaces: z.array(workspaceSchema),
  conversations: z.array(conversationSchema),
} as const satisfies Record<Slice, z.ZodMiniType>;
export type ListItem<L extends ListSlice> = z.infer<(typeof sliceSchemas)[L]>[number];

export type Lists = { readonly [L in ListSlice]: readonly ListItem<L>[] };
