import * as z from 'zod/mini';
import { type AppId, appIdSchema, type Contract } from './app';

/** The rights of an app's own code beyond reading its own app's data and the settings. */
export const rights = ['read-other', 'change'] as const;
export const rightSchema = z.enum(rights);
export type Right = z.infer<typeof rightSchema>;

/** The rights that two identities gave to the apps' own code. */
export const rightsSchema = z.object({
  /** The permanent answers; missing: none yet. */
  answers: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.enum(['yes', 'no']))),
  /** When the user last chose "Not now". ISO 8601. */
  later: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.string())),
  /** The open questions of code in an app's page. `at`: ISO 8601. */
  asked: z.array(z.object({ app: appIdSchema, right: rightSchema, at: z.string() })),
});
export type Rights = z.infer<typeof rightsSchema>;

export const initialRights: Rights = { answers: {}, later: {}, asked: [] };

/** The possible answers to a question; `ask` forgets a former answer. */
export const rightAnswerSchema = z.enum(['yes', 'no', 'later', 'ask']);
export type RightAnswer = z.infer<typeof rightAnswerSchema>;

/** "Not now" refuses for this long, in ms; then the page may ask again. */
const putOff = 24 * 60 * 60_000;

/** The end of a "Not now", in ms since the epoch; null: there is none. @param now ms since the epoch */
export function putOffUntil({ later }: Rights, app: AppId, right: Right, now: number): number | null {
  const at = later[app]?.[right];
  if (at === undefined) return null;
  const said = Date.parse(at);
  // A view's clock ticks by the minute, so it may be a little behind. A clock that was set back far ends a "Not
  // now".
  return Math.abs(now - said) < putOff ? said + putOff : null;
}

/** `ask`: Tandem asks the user at the first need; `no`: for good, or for a day. */
export type Permission = 'yes' | 'ask' | 'no';

/** The current permissions of code in one app's page. */
export type Permissions = Readonly<Record<Right, Permission>>;

/**
 * Answers count first. Without one, the platform's own code may do everything, and all other code must ask.
 * @param now ms since the epoch
 */
export function permissionsFor(app: AppId, contract: Contract, given: Rights, now: number): Permissions {
  const of = (right: Right): Permission => {
    const answer = given.answers[app]?.[right];
    if (answer) return answer;
    if (contract === 'platform') return 'yes';
    return putOffUntil(given, app, right, now) === null ? 'ask' : 'no';
  };
  return { 'read-other': of('read-other'), change: of('change') };
}
