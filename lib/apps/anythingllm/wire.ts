import * as z from 'zod/mini';
import { rowsOf } from '../rows';
import { rowNumber, rowText, wireId, wireKey, wireText } from '../values';

/** `GET api/ping`. */
export const pingWire = z.looseObject({ online: z.literal(true) });

/** `GET api/setup-complete`: flat, about 130 keys; unset plain values are missing, secrets are booleans. */
export const setupWire = z.looseObject({
  results: z.looseObject({
    MultiUserMode: z.boolean(),
    RequiresAuth: z.boolean(),
    LLMProvider: wireText,
    LLMModel: wireText,
  }),
});
export type SetupWire = z.infer<typeof setupWire>;

/** `GET api/system/custom-app-name`. */
export const appNameWire = z.looseObject({ customAppName: wireText });

/** `GET api/system/check-token`: the word OK as plain text. */
export const checkTokenWire = z.literal('OK');

/** `GET api/system/refresh-user`: the user is null without accounts. */
export const refreshUserWire = z.looseObject({
  success: z.boolean(),
  user: z.nullish(z.looseObject({ id: wireId, username: wireText, role: wireText })),
});
export type RefreshUserWire = z.infer<typeof refreshUserWire>;

/** There may be 1,000 of them: unused fields are not copied. */
export const workspaceWire = z.object({
  id: wireId,
  slug: wireKey,
  name: rowText,
  chatProvider: rowText,
  chatModel: rowText,
  openAiTemp: rowNumber,
  createdAt: rowText,
});
export type WorkspaceWire = z.infer<typeof workspaceWire>;

/** `GET api/workspaces`. */
export const workspacesWire = z.looseObject({ workspaces: rowsOf(workspaceWire) });

const threadWire = z.looseObject({ slug: wireKey, name: rowText, createdAt: rowText });
export type ThreadWire = z.infer<typeof threadWire>;

/** `GET api/workspace/:slug/threads`; the default thread is not in the list. */
export const threadsWire = z.looseObject({ threads: rowsOf(threadWire) });
