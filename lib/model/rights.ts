import * as z from 'zod/mini';
import { type AppId, appIdSchema, type Contract } from './app';

/** What an app's own code may do beyond reading its own app's data and the settings. */
export const rightSchema = z.enum(['read-other', 'change']);
export type Right = z.infer<typeof rightSchema>;
export const rights = rightSchema.options;

/** What two people allow the apps' own code. */
export const rightsSchema = z.object({
  /** What was answered; missing: it was not asked. */
  answers: z.partialRecord(appIdSchema, z.partialRecord(rightSchema, z.enum(['yes', 'no']))),
  /** What code in an app's page asked for, and was not answered yet. `at`: ISO 8601. */
  asked: z.array(z.object({ app: appIdSchema, right: rightSchema, at: z.string() })),
});
export type Rights = z.infer<typeof rightsSchema>;

export const initialRights: Rights = { answers: {}, asked: [] };

/** `ask`: the person is asked when it is first needed. */
export type Permission = 'yes' | 'ask' | 'no';

/** What code in one app's page may do at present. */
export type Permissions = Readonly<Record<Right, Permission>>;

/** What was answered counts; before, the platform's own code may do all (`platform.md`), and anybody else's asks. */
export function permissionsFor(app: AppId, contract: Contract, { answers }: Rights): Permissions {
  const first: Permission = contract === 'platform' ? 'yes' : 'ask';
  const given = answers[app] ?? {};
  return { 'read-other': given['read-other'] ?? first, change: given.change ?? first };
}
