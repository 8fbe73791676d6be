import * as z from 'zod/mini';
import { rowsOf } from '../rows';
import { rowFlag, rowNumber, rowText, wireId, wireKey, wireText } from '../values';

/** `GET api/config`: every version since 0.7.5 has these four, signed in or not. By them it is recognised. */
export const configWire = z.looseObject({
  appTitle: z.string(),
  serverDomain: z.string(),
  emailLoginEnabled: z.boolean(),
  socialLogins: z.array(z.string()),
  openidLoginEnabled: z.optional(z.boolean()),
});
export type ConfigWire = z.infer<typeof configWire>;

/** `GET api/user`; the user in a refresh has only `_id`. */
export const userWire = z
  .looseObject({
    id: z.optional(wireId),
    _id: z.optional(wireId),
    name: wireText,
    username: wireText,
    email: wireText,
    avatar: wireText,
    provider: wireText,
    role: wireText,
  })
  .check(z.refine((user) => user.id !== undefined || user._id !== undefined, { path: ['id'] }));
export type UserWire = z.infer<typeof userWire>;

/** `POST api/auth/refresh`: anything without a token is a refusal, whatever its status. */
export const refreshWire = z.looseObject({
  token: z.string().check(z.minLength(1)),
  user: z.optional(z.looseObject({ _id: z.optional(wireId), id: z.optional(wireId), provider: wireText })),
});

/**
 * Replaces every answer, a refresh's included, for users without a second factor if the owner enforces one (LibreChat's
 * pull request 14731, read from its source; 0.8.7 cannot enforce one).
 */
export const factorWantedWire = z.looseObject({ twoFASetupRequired: z.literal(true) });

export const presetWire = z.looseObject({
  presetId: wireText,
  endpoint: rowText,
  model: rowText,
  temperature: rowNumber,
  max_tokens: rowNumber,
  maxOutputTokens: rowNumber,
  maxTokens: rowNumber,
  defaultPreset: rowFlag,
  spec: rowText,
  agent_id: rowText,
  assistant_id: rowText,
});
export type PresetWire = z.infer<typeof presetWire>;

/** `GET api/presets`. */
export const presetsWire = rowsOf(presetWire);

/** There may be 10,000 of them: unused fields are not copied. */
export const conversationWire = z.object({
  conversationId: wireKey,
  title: rowText,
  endpoint: rowText,
  model: rowText,
  createdAt: rowText,
  updatedAt: rowText,
  pinned: rowFlag,
});
export type ConversationWire = z.infer<typeof conversationWire>;

/** `GET api/convos`. */
export const conversationsWire = z.looseObject({
  conversations: rowsOf(conversationWire),
  nextCursor: z.nullable(z.string()),
});
export type ConversationsWire = z.infer<typeof conversationsWire>;
