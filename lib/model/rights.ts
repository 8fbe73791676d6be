import * as z from 'zod/mini';
import { type AppId, appIdSchema, type Contract } from './app';

/** What an app's own code may do beyond reading its own app's data and the settings. */
export const rights = ['read-other', 'change'] as const;
export const rightSchema = z.enum(rights);
export type Right = z.infer<typeof rightSchema>;

/** What two people allow the apps' own code. */
export const rightsSchema = z.object({
  /** What was answered for good; missing: it was not. */
  answers: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.enum(['yes', 'no']))),
  /** When the person last said "Not now". ISO 8601. */
  later: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.string())),
  /** What code in an app's page asked for, and was not answered yet. `at`: ISO 8601. */
  asked: z.array(z.object({ app: appIdSchema, right: rightSchema, at: z.string() })),
});
export type Rights = z.infer<typeof rightsSchema>;

export const initialRights: Rights = { answers: {}, later: {}, asked: [] };

/** What a person can say to a question; `ask` forgets what was answered before. */
export const rightAnswerSchema = z.enum(['yes', 'no', 'later', 'ask']);
export type RightAnswer = z.infer<typeof rightAnswerSchema>;

/** "Not now" is a no for so long, in ms: then the page may ask again. */
const putOff = 24 * 60 * 60_000;

/** Until when a question is put off, in ms since the epoch; null: it is not. @param now ms since the epoch */
export function putOffUntil({ later }: Rights, app: AppId, right: Right, now: number): number | null {
  const at = later[app]?.[right];
  if (at === undefined) return null;
  const said = Date.parse(at);
  // A view's clock ticks by the minute, so it may be a little behind; one that was set back for long puts nothing off.
  return Math.abs(now - said) < putOff ? said + putOff : null;
}

/** `ask`: the person is asked when it is first needed; `no`: for good, or for now. */
export type Permission = 'yes' | 'ask' | 'no';

/** What code in one app's page may do at present. */
export type Permissions = Readonly<Record<Right, Permission>>;

/**
 * What was answered counts; before, the platform's own code may do all (`platform.md`), and anybody else's asks.
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
